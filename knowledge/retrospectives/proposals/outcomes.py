"""What the team tells others: one member writes, all can change or stop it, then it is published.

Who wrote, changed, stopped or published it is written nowhere.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.articles.readers import audience_for
from knowledge.retrospectives.opening import must_belong
from knowledge.retrospectives.outcome import RetrospectivePage, put_out
from knowledge.retrospectives.proposals.lessons import forget_told
from knowledge.retrospectives.proposals.models import OutcomeProposal
from knowledge.retrospectives.proposals.time_to_stop import time_to_stop
from knowledge.retrospectives.quiet import is_quiet
from people.notices.actions import tell
from people.organisations.models import Team
from people.persons.models import Person

TEXT = ("title", "themes", "learned", "next_up")
WRITTEN = (*TEXT, "with_unit", "audience")


class SavedMeanwhile(Exception):
    """Another member saved first."""


@transaction.atomic
def propose_outcome(
    *, team: Team, by: Person, audience: str, with_unit: bool = False, **text: str
) -> OutcomeProposal:
    """The team is told at once, or on Monday when it has set its full stop."""
    must_belong(by, team.pk)
    proposal = OutcomeProposal.objects.create(
        team=team,
        until=time_to_stop(timezone.now()),
        audience=audience_for(by, audience),
        with_unit=with_unit,
        **text,
    )
    tell_of_new(proposal)
    return proposal


def tell_of_new(proposal: OutcomeProposal) -> None:
    """Everybody, the one who wrote it too: the row does not know who that was."""
    if proposal.is_told or is_quiet(proposal.team):
        return
    url, team = proposal.get_absolute_url(), proposal.team
    tell("outcome_drafted", team.people, url=url, team=team.name)
    proposal.is_told = True
    proposal.save(update_fields=["is_told"])


def _own(proposal: OutcomeProposal, by: Person) -> OutcomeProposal:
    """As it is stored, nobody else changing it."""
    must_belong(by, proposal.team_id)
    rows = OutcomeProposal.objects.select_for_update(of=("self",))
    stored = rows.select_related("audience").filter(pk=proposal.pk, is_stopped=False).first()
    if stored is None:
        raise ValidationError(_("Texten är stoppad eller redan publicerad."))
    return stored


@transaction.atomic
def rewrite_outcome(
    *, proposal: OutcomeProposal, by: Person, version: int, audience: str, **fields: str | bool
) -> None:
    """Save what was written on top of `version`; SavedMeanwhile if somebody else has saved."""
    stored = _own(proposal, by)
    written = {**fields, "audience": audience_for(by, audience, kept=stored.audience)}
    own = OutcomeProposal.objects.filter(pk=stored.pk, version=version)
    if own.update(**written, version=F("version") + 1):
        return
    if any(getattr(stored, name) != said for name, said in written.items()):
        raise SavedMeanwhile


@transaction.atomic
def stop_outcome(*, proposal: OutcomeProposal, by: Person) -> None:
    """The words are gone at once; the worker tells the team later."""
    stored = _own(proposal, by)
    stored.is_stopped = True
    stored.title = stored.themes = stored.learned = stored.next_up = ""
    stored.save()


@transaction.atomic
def publish_proposal(
    *, proposal: OutcomeProposal, by: Person, text: dict[str, str]
) -> RetrospectivePage:
    """By any member, when the team has had its time. Nothing ties the page to the team after."""
    stored = _own(proposal, by)
    if stored.is_waiting:
        raise ValidationError(
            _("Texten går att publicera efter %(day)s.") % {"day": stored.last_moment}
        )
    page = put_out(team=stored.team, audience=stored.audience, with_unit=stored.with_unit, **text)
    forget_told(stored)
    stored.delete()
    return page


def end_outcomes() -> None:
    """Tell of what is new or stopped, and erase what the team has left lying for a month."""
    OutcomeProposal.objects.update(version=F("version"))  # no row's version tells who was last
    for proposal in OutcomeProposal.objects.select_related("team"):
        if proposal.is_stopped:
            _tell_of_stop(proposal)
        else:
            tell_of_new(proposal)
    for proposal in OutcomeProposal.objects.forgotten():
        forget_told(proposal)
        proposal.delete()


@transaction.atomic
def _tell_of_stop(proposal: OutcomeProposal) -> None:
    if is_quiet(proposal.team):
        return
    forget_told(proposal)
    url, team = reverse("knowledge:friday"), proposal.team
    tell("outcome_stopped", team.people, url=url, team=team.name)
    proposal.delete()
