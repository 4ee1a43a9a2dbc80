"""What the team does next, and how it went."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.retrospectives.models import Action, Retrospective
from knowledge.retrospectives.opening import locked, must_belong
from people.audit import record
from people.persons.models import Person

NEW_ACTIONS = 3
ENDINGS: list[Action.State] = [state for state in Action.State if state != Action.State.OPEN]


@transaction.atomic
def add_action(
    *, board: Retrospective, by: Person, text: str, owner: Person, due_on: date
) -> Action:
    """At most three new ones a week; the same one twice is one."""
    board = locked(board, by)
    must_belong(owner, board.team_id)
    said = {"text": text, "owner": owner, "due_on": due_on}
    if same := board.actions.filter(**said).first():
        return same
    if board.actions.count() >= NEW_ACTIONS:
        raise ValidationError(_("Tre nya åtgärder räcker för en vecka."))
    action = Action.objects.create(team_id=board.team_id, retrospective=board, **said)
    record("action added", action, by=by, team=board.team_id)
    return action


@transaction.atomic
def finish_action(
    *, action: Action, by: Person, state: str, reason: str = "", seen: str = ""
) -> Action:
    """Done, not important any more, or stuck; the last one wants to know why.

    `seen`: the state that the page showed, if it said one. ValidationError if it is another now.
    """
    must_belong(by, action.team_id)
    kept = _locked(action)
    if (kept.state, kept.reason) == (state, reason):
        return kept
    _must_be(kept, seen)
    if state == Action.State.STUCK and not reason.strip():
        raise ValidationError(_("Skriv vad det fastnade på, så kan någon hjälpa till."))
    kept.state, kept.reason = state, reason
    kept.save(update_fields=["state", "reason"])
    Retrospective.objects.open_in(action.team_id).note_change()
    record("action finished", action, by=by, state=state)
    return kept


@transaction.atomic
def plan_again(
    *, action: Action, by: Person, text: str, owner: Person, due_on: date, seen: str = ""
) -> Action:
    """Any member has second thoughts: other words, another day or owner, or open once more.

    `seen` as when it is finished.
    """
    must_belong(by, action.team_id)
    must_belong(owner, action.team_id)
    kept = _locked(action)
    if (kept.text, kept.owner, kept.due_on, kept.is_open) == (text, owner, due_on, True):
        return kept
    _must_be(kept, seen)
    kept.text, kept.owner, kept.due_on = text, owner, due_on
    kept.state, kept.reason = Action.State.OPEN, ""
    kept.save(update_fields=["text", "owner", "due_on", "state", "reason"])
    Retrospective.objects.open_in(action.team_id).note_change()
    record("action planned", action, by=by)
    return kept


@transaction.atomic
def take_over(*, action: Action, by: Person) -> None:
    """An action whose owner has left; whoever is first."""
    must_belong(by, action.team_id)
    orphan = _locked(action)
    if Action.objects.kept().filter(pk=action.pk).exclude(owner=by).exists():
        raise ValidationError(_("Någon annan ser redan till den."))
    orphan.owner = by
    orphan.save(update_fields=["owner"])
    Retrospective.objects.open_in(action.team_id).note_change()
    record("action taken over", orphan, by=by)


def _locked(action: Action) -> Action:
    """As it is stored, nobody else writing."""
    return Action.objects.select_for_update(of=("self",)).get(pk=action.pk)


def _must_be(action: Action, seen: str) -> None:
    if seen and action.state != seen:
        said = _("Någon annan hann före. Nu står det: %(now)s")
        raise ValidationError(said % {"now": action.how_it_is})
