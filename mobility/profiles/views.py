"""One's own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mobility.profiles import actions
from mobility.profiles.forms import ClaimForm, NewClaimForm, ProfileForm
from mobility.profiles.models import Level, SkillClaim
from people.access import SignedInRequest, either, find, signed_in
from people.forms import does
from skills.vocabulary.models import Skill


@signed_in
@either
def profile(request: SignedInRequest) -> HttpResponse:
    stored = actions.profile_of(request.user)
    language = {"language": request.user.language}
    form = ProfileForm(request.POST or None, instance=stored, initial=language)
    if request.method == "POST" and form.is_valid():
        actions.save_profile(by=request.user, **form.cleaned_data)
        messages.success(request, _("Profilen är sparad."))
        return redirect("mobility:profile")
    return page(request, form=form)


def page(
    request: SignedInRequest, form: ProfileForm | None = None, new: NewClaimForm | None = None
) -> HttpResponse:
    stored = actions.profile_of(request.user)
    language = {"language": request.user.language}
    context = {
        "form": form or ProfileForm(instance=stored, initial=language),
        "new": new or NewClaimForm(),
        "claims": SkillClaim.objects.of(request.user),
        "levels": Level.choices,
    }
    failed = any(one is not None and one.errors for one in (form, new))
    return render(request, "mobility/profiles/profile.html", context, status=422 if failed else 200)


@signed_in
@require_POST
def add_skill(request: SignedInRequest) -> HttpResponse:
    form = NewClaimForm(request.POST)
    if not form.is_valid() or not _claimed(request, form, form.cleaned_data["skill"]):
        return page(request, new=form)
    return redirect("/jag/#kompetenser")


@signed_in
@require_POST
def change_skill(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what was said about one skill, or take it away."""
    claim = find(request, SkillClaim.objects.of(request.user), pk=pk)
    if request.POST.get("action") == "remove":
        actions.remove_skill(claim=claim, by=request.user)
        messages.success(request, _("%(skill)s är borttagen.") % {"skill": claim.skill.label})
        return redirect("/jag/#kompetenser")
    form = ClaimForm(request.POST)
    if not form.is_valid() or not _claimed(request, form, claim.skill):
        for sentence in (one for errors in form.errors.values() for one in errors):
            messages.error(request, str(sentence))
    return redirect("/jag/#kompetenser")


def _claimed(request: SignedInRequest, form: ClaimForm, skill: Skill) -> bool:
    said = {name: form.cleaned_data[name] for name in ("level", "want_to_develop")}
    if not does(form, lambda: actions.claim_skill(by=request.user, skill=skill, **said)):
        return False
    messages.success(request, _("%(skill)s är sparad.") % {"skill": skill.label})
    return True
