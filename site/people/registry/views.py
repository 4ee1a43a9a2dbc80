"""What the organisation's records are, and answers to those who ask to see them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import SignedInRequest, find, need, signed_in
from people.organisations.models import Organisation
from people.registry import asking
from people.registry.forms import AskForm
from people.registry.kinds import all_kinds, left_out


def own(request: SignedInRequest, slug: str) -> Organisation:
    return find(request, Organisation.objects.registered_by(request.user), slug=slug)


@signed_in
@require_safe
def choose(request: SignedInRequest) -> HttpResponse:
    """Straight to the organisation; a list only for whoever is registrar of several."""
    mine = list(Organisation.objects.registered_by(request.user))
    need(request, bool(mine), "registrar")
    if len(mine) == 1:
        return redirect("registry", mine[0].slug)
    return render(request, "people/registry/choose.html", {"organisations": mine})


@signed_in
@require_safe
def registry(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = own(request, slug)
    return show(request, organisation, AskForm(organisation=organisation))


def show(request: SignedInRequest, organisation: Organisation, form: AskForm) -> HttpResponse:
    context = {"organisation": organisation, "form": form, "kinds": all_kinds()}
    context["left_out"] = left_out()
    status = 422 if form.errors else 200
    return render(request, "people/registry/registry.html", context, status=status)


@signed_in
@require_POST
def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = own(request, slug)
    form = AskForm(request.POST, organisation=organisation)
    if not form.is_valid():
        return show(request, organisation, form)
    event = asking.ask(by=request.user, **form.cleaned_data)
    return redirect("registry_answer", slug, event.pk)


def asked(request: SignedInRequest, slug: str, pk: int) -> asking.Question:
    organisation = own(request, slug)
    event = find(request, asking.asked_by(request.user), pk=pk)
    question = asking.question_in(event, organisation)
    need(request, question is not None, "the organisation's team")
    assert question is not None
    return question


@signed_in
@require_safe
def answer(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    question = asked(request, slug, pk)
    context = {
        "organisation": question.team.organisation,
        "question": question,
        "found": asking.found_in(question.team, question.week),
        "today": timezone.localdate(),
    }
    return render(request, "people/registry/answer.html", context)


@signed_in
@require_POST
def ask_team(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    question = asked(request, slug, pk)
    if asking.ask_team(question=question, by=request.user):
        messages.success(request, _("Alla i teamet har fått veta det. De svarar dig."))
    else:
        messages.info(request, _("Ingen är med i teamet i dag, så ingen kan ta fram det."))
    return redirect("registry_answer", slug, pk)
