"""What the team reads, changes and stops before others may read it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.articles.actions import Conflict
from knowledge.articles.conflicts import sides
from knowledge.articles.models import SECTIONS
from knowledge.articles.receipts import version_in
from knowledge.retrospectives.proposals import lessons
from knowledge.retrospectives.proposals.forms import RewriteForm
from knowledge.retrospectives.proposals.models import LessonProposal
from knowledge.retrospectives.proposals.views.unsaved import given_back
from knowledge.retrospectives.views.answers import decided
from people.access import SignedInRequest, either, find, signed_in


def own_proposal(request: SignedInRequest, team: int, key: UUID) -> LessonProposal:
    seen = LessonProposal.objects.visible_to(request.user)
    seen = seen.select_related("draft", "writer", "team__organisation")
    return find(request, seen, pk=key, team=team)


@signed_in
@require_safe
def proposal(request: SignedInRequest, team: int, key: UUID) -> HttpResponse:
    found = own_proposal(request, team, key)
    context = {"proposal": found, "team": found.team, "draft": found.draft}
    return render(request, "knowledge/retrospectives/proposal.html", context)


@signed_in
@either
def rewrite(request: SignedInRequest, team: int, key: UUID) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    if sent and not LessonProposal.objects.visible_to(request.user).to_read().filter(pk=key):
        return too_late(request, team)
    found = own_proposal(request, team, key)
    if found.draft is None:
        return redirect(found)
    version = version_in(request) if sent else found.draft.version
    form = RewriteForm(sent, instance=found.draft)
    if form.is_valid():
        return rewritten(request, found, form, version)
    context = {"proposal": found, "team": found.team, "form": form, "based_on": version}
    status = 422 if form.errors else 200
    return render(request, "knowledge/retrospectives/rewrite.html", context, status=status)


def rewritten(
    request: SignedInRequest, found: LessonProposal, form: RewriteForm, version: int
) -> HttpResponse:
    text = form.cleaned_data
    try:
        lessons.rewrite(proposal=found, by=request.user, version=version, **text)
    except ValidationError:
        return too_late(request, found.team_id)
    except Conflict as conflict:
        context = {"proposal": found, "team": found.team, "draft": conflict.stored} | {
            "sides": sides(text, conflict.stored),
            "sent": text.items(),
        }
        return render(request, "knowledge/retrospectives/rewritten.html", context, status=409)
    messages.success(request, _("Sparat. Ingen ser att det var du som ändrade."))
    return redirect(found)


def too_late(request: SignedInRequest, team: int) -> HttpResponse:
    return given_back(request, team, RewriteForm, ("title", *SECTIONS))


@signed_in
@require_POST
def stop(request: SignedInRequest, team: int, key: UUID) -> HttpResponse:
    said = _("Utkastet är stoppat. Ingen ser att det var du.")
    return decided(request, own_proposal(request, team, key), lessons.stop, said)


@signed_in
@require_POST
def take_over(request: SignedInRequest, team: int, key: UUID) -> HttpResponse:
    said = _("Nu är det du som skriver klart utkastet.")
    return decided(request, own_proposal(request, team, key), lessons.take_over, said)
