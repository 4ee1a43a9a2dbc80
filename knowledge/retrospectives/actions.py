"""What a team does with its board, from the first card to the full stop."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import Case, F, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.articles.actions import start_draft
from knowledge.articles.drafts import Draft
from knowledge.retrospectives import anonymity
from knowledge.retrospectives.models import Action, Attendance, Card, Retrospective, Theme
from knowledge.retrospectives.steps import Step, may_go
from people.audit import record
from people.notices.actions import tell
from people.organisations.models import Team
from people.persons.models import Person

VOTES, NEW_ACTIONS = 3, 3


def must_belong(person: Person, team_id: int) -> None:
    if team_id not in {team.pk for team in person.belonging.teams}:
        raise PermissionDenied("members only")


def locked(board: Retrospective, by: Person) -> Retrospective:
    """The board as it is stored, nobody else writing; not for others and not after the stop."""
    must_belong(by, board.team_id)
    board = Retrospective.objects.select_for_update(of=("self",)).get(pk=board.pk)
    if board.is_closed:
        raise ValidationError(_("Ni har satt punkt. Tavlan är tom till måndag."))
    return board


@transaction.atomic
def open_board(*, team: Team, by: Person, anonymous: bool) -> Retrospective:
    """This week's board; the one that is there, if somebody was first or no stop was set."""
    must_belong(by, team.pk)
    if anonymous and team.memberships.count() < anonymity.SMALLEST_TEAM:
        raise ValidationError(_("Lappar utan namn kräver ett team på minst fem."))
    waiting = Retrospective.objects.filter(team=team).open().first()
    if waiting:
        return waiting
    year, week, _weekday = timezone.localdate().isocalendar()
    board, is_new = Retrospective.objects.get_or_create(
        team=team, year=year, week=week, defaults={"is_anonymous": anonymous}
    )
    if is_new:
        if anonymous:
            anonymity.make_slots(board)
        record("board opened", board, by=by, team=team.pk)
        others = team.members.exclude(pk=by.pk)
        url = reverse("knowledge:board", args=[team.pk])
        tell("board_opened", others, url=url, team=team.name)
    return board


@transaction.atomic
def attend(*, board: Retrospective, by: Person) -> str:
    """Come in. The first time one gets a ticket; after that an empty text."""
    board = locked(board, by)
    _row, is_new = Attendance.objects.get_or_create(retrospective=board, person=by)
    return anonymity.new_ticket(board) if is_new and board.is_anonymous else ""


@transaction.atomic
def write_card(
    *,
    board: Retrospective,
    by: Person,
    column: str,
    text: str,
    key: str = "",
    ticket: str = "",
    named: bool = False,
) -> str:
    """A card. Returns its key when it is anonymous, else an empty text: then it has its name.

    `named` is what the writer was promised; a card that was to be without a name never gets one.
    """
    board = locked(board, by)
    if board.hides_names:
        key = key or anonymity.new_key()
        try:
            anonymity.put(board, column=column, text=text, key=key, ticket=ticket)
        except anonymity.BoardFull:
            raise ValidationError(_("Tavlan rymmer inte fler lappar.")) from None
        return key
    if board.is_anonymous and not named:
        raise ValidationError(
            _("Lapparna visades medan du skrev. Skickar du igen får lappen ditt namn.")
        )
    same = Card.objects.filter(retrospective=board, author=by, column=column, text=text)
    if not same.exists():
        Card.objects.create(retrospective=board, author=by, column=column, text=text)
    return ""


@transaction.atomic
def change_card(*, board: Retrospective, by: Person, key: str, text: str) -> None:
    """Change or, with an empty text, take back a card that is not shown yet."""
    board = locked(board, by)
    if not anonymity.change(board, key=key, text=text):
        raise ValidationError(_("Lappen går inte att ändra längre. Den är visad eller borttagen."))


@transaction.atomic
def reveal(*, board: Retrospective, by: Person) -> None:
    """Show the cards to the team. Once only; a second click changes nothing."""
    board = locked(board, by)
    if board.is_revealed:
        return
    if board.is_anonymous and not anonymity.enough_wrote(board):
        raise ValidationError(
            _(
                "Minst fyra behöver ha skrivit innan lapparna visas, annars går det att gissa vem. "
                "Vänta på fler, eller sätt punkt utan att visa dem."
            )
        )
    if board.is_anonymous:
        anonymity.show(board)
    board.is_revealed, board.step, board.spent = True, Step.GROUP, []
    board.save(update_fields=["is_revealed", "step", "spent"])
    record("cards shown", board, by=by)
    transaction.on_commit(empty_log)


def empty_log() -> None:
    """SQLite keeps earlier pages in its write-ahead log until it is folded in."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@transaction.atomic
def go_to_step(*, board: Retrospective, by: Person, step: str) -> None:
    board = locked(board, by)
    if not may_go(here=board.step, there=step, revealed=board.is_revealed):
        raise ValidationError(_("Visa lapparna först."))
    board.step = step
    board.save(update_fields=["step"])


@transaction.atomic
def gather(*, board: Retrospective, by: Person, cards: list[Card], label: str) -> None:
    """Put cards under a theme, new or there already; without a label, under none.

    A theme that no card is left in goes away, unless somebody has voted for it.
    """
    board = locked(board, by)
    theme = Theme.objects.get_or_create(retrospective=board, label=label)[0] if label else None
    keys = [card.key for card in cards]
    Card.objects.filter(retrospective=board, key__in=keys).update(theme=theme)
    Theme.objects.filter(retrospective=board, cards__isnull=True, votes=0).delete()


@transaction.atomic
def vote(*, board: Retrospective, by: Person, theme: Theme) -> None:
    """One of three votes each. Only the number on the theme and on the person is kept."""
    board = locked(board, by)
    mine, _new = Attendance.objects.get_or_create(retrospective=board, person=by)
    if mine.votes_given >= VOTES:
        raise ValidationError(_("Du har gett dina tre röster."))
    board.attendances.update(votes_given=F("votes_given") + _one_for(mine.pk))
    board.themes.update(votes=F("votes") + _one_for(theme.pk))


def _one_for(pk: int) -> Case:
    """All rows are written, so that no row version ties the voter to the theme."""
    return Case(When(pk=pk, then=1), default=0)


@transaction.atomic
def add_action(
    *, board: Retrospective, by: Person, text: str, owner: Person, due_on: date
) -> Action:
    """At most three new ones a week; the same sentence twice is one."""
    board = locked(board, by)
    must_belong(owner, board.team_id)
    same = Action.objects.filter(retrospective=board, text=text).first()
    if same:
        return same
    if board.actions.count() >= NEW_ACTIONS:
        raise ValidationError(_("Tre nya åtgärder räcker för en vecka."))
    action = Action.objects.create(
        team_id=board.team_id, retrospective=board, text=text, owner=owner, due_on=due_on
    )
    record("action added", action, by=by, team=board.team_id)
    return action


@transaction.atomic
def finish_action(*, action: Action, by: Person, state: str, reason: str = "") -> None:
    """Done, not important any more, or stuck; the last one wants to know why."""
    must_belong(by, action.team_id)
    if state == Action.State.STUCK and not reason:
        raise ValidationError(_("Skriv vad det fastnade på, så kan någon hjälpa till."))
    action.state, action.reason = state, reason
    action.save(update_fields=["state", "reason"])
    record("action finished", action, by=by, state=state)


@transaction.atomic
def start_lesson(*, theme: Theme, by: Person, key: UUID | None = None) -> Draft:
    """A theme becomes the draft of a lesson, with no way back from it to the board.

    The same `key` twice is one draft.

    The cards' texts go into the draft sorted by their letters, so that their order says nothing.
    The team is told, so that somebody who minds can speak to the writer.
    """
    board = locked(theme.retrospective, by)
    texts: dict[str, list[str]] = {}
    for card in sorted(theme.cards.all(), key=lambda card: card.text):
        texts.setdefault(card.column, []).append(card.text)
    again = key is not None and Draft.objects.of(by).filter(key=key).exists()
    draft = start_draft(
        by=by,
        title=theme.label,
        problem="\n\n".join(texts.get("went_wrong", [])),
        what_we_did="\n\n".join(texts.get("went_well", [])),
        what_we_learned="\n\n".join(texts.get("learned", [])),
        origin="retrospective",
        key=key,
    )
    others = board.team.members.none() if again else board.team.members.exclude(pk=by.pk)
    url = reverse("knowledge:board", args=[board.team_id])
    tell("lesson_drafted", others, url=url, team=board.team.name)
    return draft


@dataclass(frozen=True)
class Stopped:
    """What was kept and what was erased when the team set its full stop."""

    actions: int
    labels: list[str]
    cards: int
    votes: int


@transaction.atomic
def set_full_stop(
    *, board: Retrospective, by: Person, keep: Collection[int] | None = None
) -> Stopped:
    """Destroy cards, slots, votes and who was there; keep actions, counts and chosen names.

    `keep` are the ids of the themes whose names the team takes along; None is all of them.
    """
    return _erase(locked(board, by), by, keep)


def stop_forgotten() -> None:
    """Boards that nobody has closed for 30 days are erased like the others."""
    for board in Retrospective.objects.forgotten():
        _erase(board, None, ())


@transaction.atomic
def _erase(board: Retrospective, by: Person | None, keep: Collection[int] | None) -> Stopped:
    hidden = sum(anonymity.waiting_by_column(board).values())
    themes = list(board.themes.all())
    board.card_count = board.cards.count() + hidden
    board.vote_count = sum(theme.votes for theme in themes)
    board.labels = [one.label for one in themes if keep is None or one.pk in keep]
    board.step, board.closed_on, board.spent = Step.CLOSED, timezone.localdate(), []
    for rows in (board.cards, board.slots, board.themes, board.attendances):
        rows.all().delete()
    board.save()
    facts = {"cards": board.card_count, "votes": board.vote_count}
    record("full stop", board, by=by, team=board.team_id, **facts)
    transaction.on_commit(empty_log)
    return Stopped(board.actions.count(), board.labels, board.card_count, board.vote_count)


@transaction.atomic
def start_team(*, name: str, colleagues: list[Person], by: Person) -> Team:
    """Anyone starts a team with colleagues of the own organisation."""
    if by.employment is None or not by.belonging.connected:
        raise PermissionDenied("only staff of connected organisations")
    organisation = by.employment.unit.organisation
    for one in colleagues:
        if organisation.pk not in one.belonging.organisations:
            raise PermissionDenied("only colleagues")
    if Team.objects.filter(organisation=organisation, name=name).exists():
        raise ValidationError(_("Det finns redan ett team som heter så."))
    team = Team.objects.create(organisation=organisation, name=name)
    team.members.set([by, *colleagues])
    record("team started", team, by=by, members=len(colleagues) + 1)
    tell("in_a_team", colleagues, url=reverse("knowledge:friday"), team=name)
    return team
