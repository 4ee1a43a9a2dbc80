"""What a team is about to tell others: written, changed, stopped, published."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.articles.asking import Asking
from knowledge.articles.checking import Words, asked_about
from knowledge.articles.receipts import version_in
from knowledge.retrospectives.proposals import outcomes
from knowledge.retrospectives.proposals.forms import OutcomeForm
from knowledge.retrospectives.proposals.models import OutcomeProposal
from knowledge.retrospectives.proposals.outcomes import TEXT, WRITTEN
from knowledge.retrospectives.proposals.views.unsaved import given_back
from knowledge.retrospectives.views.answers import decided
from knowledge.retrospectives.views.own import own_board
from people.access import SignedInRequest, either, find, signed_in
from people.once import once, sent_before
from people.organisations.models import Team


def own_proposal(request: SignedInRequest, team: int, key: UUID) -> OutcomeProposal:
    seen = OutcomeProposal.objects.visible_to(request.user)
    seen = seen.select_related("audience", "team__unit", "team__organisation")
    return find(request, seen, pk=key, team=team)


@signed_in
@either
def propose(request: SignedInRequest, team: int) -> HttpResponse:
    board = own_board(request, team)
    where, sent = board.team, request.POST if request.method == "POST" else None
    first = {
        "themes": "\n".join(board.labels),
        "audience": f"organisation:{where.organisation_id}",
    }
    form = OutcomeForm(sent, team=where, initial=first)
    if form.is_valid():
        answer = once(request, lambda: proposed(request, where, form))
        messages.success(request, _("Utkastet finns. Nu kan alla i teamet läsa och ändra det."))
        return answer
    waiting = OutcomeProposal.objects.visible_to(request.user).to_read().filter(team=where)
    context = {"team": where, "form": form, "waiting": waiting}
    status = 422 if form.errors else 200
    return render(request, "knowledge/retrospectives/propose.html", context, status=status)


def proposed(request: SignedInRequest, team: Team, form: OutcomeForm) -> str:
    made = outcomes.propose_outcome(team=team, by=request.user, **form.cleaned_data)
    return made.get_absolute_url()


@signed_in
@require_safe
def proposal(request: SignedInRequest, team: int, key: UUID) -> HttpResponse:
    found = own_proposal(request, team, key)
    context = {"proposal": found, "team": found.team}
    return render(request, "knowledge/retrospectives/outcome_proposal.html", context)


@signed_in
@either
def rewrite(request: SignedInRequest, team: int, key: UUID) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    if sent and not OutcomeProposal.objects.visible_to(request.user).to_read().filter(pk=key):
        return given_back(request, team, OutcomeForm, TEXT)
    found = own_proposal(request, team, key)
    if found.is_stopped:
        return redirect(found)
    stored = {name: getattr(found, name) for name in WRITTEN} | {"audience": found.audience.key}
    form = OutcomeForm(sent, initial=stored, team=found.team, kept=found.audience)
    version = version_in(request) if sent else found.version
    if form.is_valid():
        return rewritten(request, found, form, version)
    context = {"proposal": found, "team": found.team, "form": form, "based_on": version}
    status = 422 if form.errors else 200
    return render(request, "knowledge/retrospectives/rewrite.html", context, status=status)


def rewritten(
    request: SignedInRequest, found: OutcomeProposal, form: OutcomeForm, version: int
) -> HttpResponse:
    fields = form.cleaned_data
    try:
        again = outcomes.rewrite_outcome(proposal=found, by=request.user, version=version, **fields)
    except ValidationError:
        return given_back(request, found.team_id, OutcomeForm, TEXT)
    except outcomes.SavedMeanwhile:
        return conflict(request, found, form)
    messages.success(request, _("Sparat. Ingen ser att det var du som ändrade."))
    if again:
        messages.info(request, _("Teamet får veta det, och en arbetsdag till på sig att läsa."))
    return redirect(found)


def conflict(request: SignedInRequest, found: OutcomeProposal, form: OutcomeForm) -> HttpResponse:
    stored = OutcomeProposal.objects.to_read().filter(pk=found.pk).first()
    if stored is None:
        return given_back(request, found.team_id, OutcomeForm, TEXT)
    pairs = ((form[name].label, form.cleaned_data[name], getattr(stored, name)) for name in TEXT)
    context = {
        "proposal": stored,
        "team": stored.team,
        "draft": stored,
        "sides": [one for one in pairs if one[1] != one[2]],
        "sent": [(name, form.data[name]) for name in form.fields if name in form.data],
    }
    return render(request, "knowledge/retrospectives/rewritten.html", context, status=409)


@signed_in
@require_POST
def stop(request: SignedInRequest, team: int, key: UUID) -> HttpResponse:
    said = _("Utkastet är stoppat. Ingen ser att det var du.")
    return decided(request, own_proposal(request, team, key), outcomes.stop_outcome, said)


@signed_in
@require_POST
def publish(request: SignedInRequest, team: int, key: UUID) -> HttpResponse:
    """The page names nobody, so every name is asked about."""
    if again := sent_before(request):
        return again
    found, version = own_proposal(request, team, key), version_in(request)
    words = {name: Words(found, name) for name in TEXT}
    asking = Asking.of(request, words, asked_about(words, request.user, found.audience.key))
    try:
        outcomes.must_be_ready(found, version)
        if not asking.is_settled:
            context = {"proposal": found, "team": found.team, "check": asking.form}
            return render(request, "knowledge/retrospectives/names.html", context, status=422)
        answer = once(request, lambda: published(request, found, asking))
    except ValidationError as refusal:
        messages.info(request, refusal.messages[0])
        return redirect(found)
    messages.success(request, _("Återblicken är publicerad."))
    return answer


def published(request: SignedInRequest, found: OutcomeProposal, asking: Asking) -> str:
    text = {name: asking.text[name] for name in TEXT}
    page = outcomes.publish_outcome(
        proposal=found, by=request.user, version=version_in(request), text=text
    )
    asking.note(page, None)
    return page.get_absolute_url()
