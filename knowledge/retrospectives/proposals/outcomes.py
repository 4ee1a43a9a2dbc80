"""What the team tells others: one member writes, all can change or stop it, then it is published.

Who wrote, changed, stopped or published it is written nowhere.
"""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.retrospectives.opening import must_belong
from knowledge.retrospectives.outcome import RetrospectivePage, put_out
from knowledge.retrospectives.proposals.lessons import forget_told
from knowledge.retrospectives.proposals.models import OutcomeProposal
from knowledge.retrospectives.proposals.readers import audience_of
from knowledge.retrospectives.proposals.time_to_stop import DAY, end_of_working_day, time_to_stop
from knowledge.retrospectives.quiet import quiet_until
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
    """The team is told at once, or on Monday when it has set its full stop.

    Its time is counted from when it is told.
    """
    must_belong(by, team.pk)
    quiet = quiet_until(team)
    proposal = OutcomeProposal.objects.create(
        team=team,
        until=end_of_working_day(quiet) if quiet else time_to_stop(timezone.now()),
        audience=audience_of(team, audience),
        with_unit=with_unit,
        **text,
    )
    tell_of_new(proposal)
    return proposal


def tell_of_new(proposal: OutcomeProposal) -> None:
    """Everybody, the one who wrote it too: the row does not know who that was."""
    if proposal.is_told or quiet_until(proposal.team):
        return
    url, team = proposal.get_absolute_url(), proposal.team
    tell("outcome_drafted", team.people, url=url, team=team.name)
    proposal.is_told = True
    proposal.until = max(proposal.until, end_of_working_day(timezone.now()))
    proposal.save(update_fields=["is_told", "until"])


def _own(proposal: OutcomeProposal, by: Person) -> OutcomeProposal:
    """As it is stored, nobody else changing it."""
    must_belong(by, proposal.team_id)
    stored = _locked(proposal.pk)
    if stored is None or stored.is_stopped:
        raise ValidationError(_("Texten är stoppad eller redan publicerad."))
    return stored


def _locked(pk: UUID) -> OutcomeProposal | None:
    rows = OutcomeProposal.objects.select_for_update(of=("self",))
    return rows.select_related("audience", "team__organisation").filter(pk=pk).first()


@transaction.atomic
def rewrite_outcome(
    *, proposal: OutcomeProposal, by: Person, version: int, audience: str, **fields: str | bool
) -> bool:
    """Save what was written on top of `version`; SavedMeanwhile if somebody else has saved.

    True when less than a day of the team's time was left and it gets a working day more, so that
    nobody puts out what only they have read. The job tells them, at an hour that points at nobody.
    """
    stored = _own(proposal, by)
    written = {**fields, "audience": audience_of(stored.team, audience, kept=stored.audience)}
    if all(getattr(stored, name) == said for name, said in written.items()):
        return False
    if stored.version != version:
        raise SavedMeanwhile
    tomorrow = timezone.now() + DAY
    is_short = stored.until < tomorrow
    again = {"until": end_of_working_day(tomorrow), "is_told": False} if is_short else {}
    own = OutcomeProposal.objects.filter(pk=stored.pk)
    own.update(**written, **again, version=F("version") + 1)
    return bool(again)


@transaction.atomic
def stop_outcome(*, proposal: OutcomeProposal, by: Person) -> None:
    """The words are gone at once; the worker tells the team later."""
    stored = _own(proposal, by)
    stored.is_stopped = True
    stored.title = stored.themes = stored.learned = stored.next_up = ""
    stored.save()


def must_be_ready(proposal: OutcomeProposal, version: int) -> None:
    """ValidationError unless the team has had its time and `version` is what is stored."""
    if proposal.is_stopped:
        raise ValidationError(_("Texten är stoppad eller redan publicerad."))
    if not proposal.is_ready:
        raise ValidationError(
            _("Texten går att publicera efter %(day)s.") % {"day": proposal.last_moment}
        )
    if proposal.version != version:
        raise ValidationError(
            _("Någon har ändrat texten sedan du läste den. Läs den igen innan du publicerar.")
        )


@transaction.atomic
def publish_outcome(
    *, proposal: OutcomeProposal, by: Person, version: int, text: dict[str, str]
) -> RetrospectivePage:
    """By any member, when the team has had its time. Nothing ties the page to the team after.

    `text` is that of `version`, without what the member chose to take out.
    """
    stored = _own(proposal, by)
    must_be_ready(stored, version)
    page = put_out(
        team=stored.team,
        audience=stored.audience,
        month=stored.month,
        with_unit=stored.with_unit,
        **text,
    )
    forget_told(stored)
    stored.delete()
    return page


def end_outcomes() -> None:
    """Tell of what is new or stopped, and erase what the team has left lying for a month."""
    OutcomeProposal.objects.update(version=F("version"))  # no row's version tells who was last
    for pk in OutcomeProposal.objects.values_list("pk", flat=True):
        _go_on(pk)
    for pk in OutcomeProposal.objects.forgotten().values_list("pk", flat=True):
        _forget(pk)


@transaction.atomic
def _go_on(pk: UUID) -> None:
    """Somebody may have stopped or published it while the job was busy with others."""
    proposal = _locked(pk)
    if proposal and proposal.is_stopped:
        _tell_of_stop(proposal)
    elif proposal:
        tell_of_new(proposal)


@transaction.atomic
def _forget(pk: UUID) -> None:
    """Unless somebody has just rewritten it, which gives it time again."""
    rows = OutcomeProposal.objects.forgotten().select_for_update()
    if proposal := rows.filter(pk=pk).first():
        forget_told(proposal)
        proposal.delete()


def _tell_of_stop(proposal: OutcomeProposal) -> None:
    if quiet_until(proposal.team):
        return
    forget_told(proposal)
    url, team = reverse("knowledge:friday"), proposal.team
    tell("outcome_stopped", team.people, url=url, team=team.name)
    proposal.delete()
