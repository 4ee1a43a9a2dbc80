"""What one follows, what is new of it, and the link that ends the letters."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from people.access import SignedInRequest, anyone, either, find, need, signed_in
from people.following import actions
from people.following.forms import FollowForm, RhythmForm
from people.following.kinds import Target, all_kinds
from people.following.models import Digest, Follow
from people.following.news import news_for

LATELY, MOST = timedelta(days=14), 50


@signed_in
@either
def following(request: SignedInRequest) -> HttpResponse:
    person = request.user
    digest = Digest.objects.filter(person=person).first() or Digest(person=person)
    form = RhythmForm(request.POST or None, instance=digest)
    if request.method == "POST" and form.is_valid():
        actions.choose_rhythm(person=person, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("Sparat. Det gäller från nästa brev."))
        return redirect("following")
    context = {"form": form, "groups": groups_of(request), "most": actions.MOST}
    status = 422 if form.errors else 200
    return render(request, "people/following/following.html", context, status=status)


def groups_of(request: SignedInRequest) -> list[tuple[str, list[tuple[Follow, Target | None]]]]:
    """By kind; no target for what the person may not know of any more."""
    own = list(Follow.objects.visible_to(request.user))
    groups = []
    for kind in all_kinds():
        rows = [one for one in own if one.kind == kind.name]
        if rows:
            targets = kind.targets([one.key for one in rows], request.user)
            groups.append((str(kind.label), [(one, targets.get(one.key)) for one in rows]))
    return groups


@signed_in
@require_safe
def news(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    found = news_for(request.user, now - LATELY, now, MOST)
    return render(request, "people/following/news.html", {"news": found})


@signed_in
@require_POST
def follow(request: SignedInRequest) -> HttpResponse:
    """The button beside a topic, an organisation, a person or a search; then back to it."""
    form = FollowForm(request.POST)
    asked = form.cleaned_data if form.is_valid() else {"kind": "", "what": "", "act": ""}
    found = actions.target_of(asked["kind"], asked["what"], request.user)
    need(request, found is not None, "may know of what is followed")
    assert found is not None
    key, target = found
    if asked["act"] == "stop":
        actions.stop_following(by=request.user, kind=asked["kind"], key=key)
        messages.success(request, _("Du följer inte längre %(what)s.") % {"what": target.title})
        return back(request, target)
    try:
        actions.follow(by=request.user, kind=asked["kind"], key=key)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Du följer nu %(what)s.") % {"what": target.title})
    return back(request, target)


def back(request: HttpRequest, target: Target) -> HttpResponse:
    """To the page where the button was, if it is ours."""
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(there if safe and there.startswith("/") else target.url)


@signed_in
@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """One click in one's own list."""
    one = find(request, Follow.objects.visible_to(request.user), pk=pk)
    actions.stop_following(by=request.user, kind=one.kind, key=one.key)
    messages.success(request, _("Du följer det inte längre."))
    return redirect("following")


@csrf_exempt
@anyone
@either
def digest_off(request: HttpRequest, token: str) -> HttpResponse:
    """From the letter, without signing in: a page with one button.

    The signed token is the right to do this one thing; mail programs post to it (RFC 8058).
    """
    digest = actions.digest_of_token(token)
    need(request, digest is not None, "holds a signed link that has not expired")
    assert digest is not None
    if request.method == "POST":
        actions.choose_rhythm(person=digest.person, rhythm=Digest.Rhythm.OFF)
        return redirect("digest_off", token=token)
    done = digest.rhythm == Digest.Rhythm.OFF
    return render(request, "people/following/off.html", {"done": done})
