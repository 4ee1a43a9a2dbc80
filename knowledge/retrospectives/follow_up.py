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
def finish_action(*, action: Action, by: Person, state: str, reason: str = "") -> None:
    """Done, not important any more, or stuck; the last one wants to know why."""
    must_belong(by, action.team_id)
    if state == Action.State.STUCK and not reason.strip():
        raise ValidationError(_("Skriv vad det fastnade på, så kan någon hjälpa till."))
    action.state, action.reason = state, reason
    action.save(update_fields=["state", "reason"])
    Retrospective.objects.open_in(action.team_id).note_change()
    record("action finished", action, by=by, state=state)


@transaction.atomic
def plan_again(*, action: Action, by: Person, text: str, owner: Person, due_on: date) -> None:
    """Any member has second thoughts: other words, another day or owner, or open once more."""
    must_belong(by, action.team_id)
    must_belong(owner, action.team_id)
    action.text, action.owner, action.due_on = text, owner, due_on
    action.state, action.reason = Action.State.OPEN, ""
    action.save(update_fields=["text", "owner", "due_on", "state", "reason"])
    Retrospective.objects.open_in(action.team_id).note_change()
    record("action planned", action, by=by)


@transaction.atomic
def take_over(*, action: Action, by: Person) -> None:
    """An action whose owner has left; whoever is first."""
    must_belong(by, action.team_id)
    orphan = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if Action.objects.kept().filter(pk=action.pk).exclude(owner=by).exists():
        raise ValidationError(_("Någon annan ser redan till den."))
    orphan.owner = by
    orphan.save(update_fields=["owner"])
    Retrospective.objects.open_in(action.team_id).note_change()
    record("action taken over", orphan, by=by)
