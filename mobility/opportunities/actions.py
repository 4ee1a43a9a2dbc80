"""From a title to an opportunity that is open, filled or cancelled. The only writer of `state`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from mobility.opportunities.hosts import partners, units_for
from mobility.opportunities.models import Opportunity, OpportunitySkill
from mobility.opportunities.requirements import missing
from mobility.opportunities.states import TRANSITIONS, State
from people import audit
from people.audience import Audience
from people.notices.actions import tell
from people.organisations.models import Unit
from people.persons.models import Person
from people.states import after
from people.subgoals.marking import mark
from skills.vocabulary.models import Skill


class Incomplete(Exception):
    """What must be there before others see it; `missing` holds the sentences."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__("not complete")
        self.missing = missing


@transaction.atomic
def save_draft(
    *,
    by: Person,
    unit: Unit,
    audience: Audience,
    opportunity: Opportunity | None = None,
    goals: Iterable[str] = (),
    **fields: Any,
) -> Opportunity:
    """A new draft, or new words in one's own. A title is enough."""
    if not units_for(by).filter(pk=unit.pk).exists():
        raise PermissionDenied("managers post for their units, HR for all")
    opportunity = Opportunity(owner=by) if opportunity is None else _own_draft(opportunity, by)
    for name, value in fields.items():
        setattr(opportunity, name, value)
    opportunity.unit, opportunity.organisation_id = unit, unit.organisation_id
    opportunity.audience = audience
    opportunity.save()
    mark(opportunity, goals)
    audit.record("save", opportunity, by=by)
    return opportunity


@transaction.atomic
def set_skill(
    *, opportunity: Opportunity, by: Person, skill: Skill, level: int, must: bool, weight: int = 1
) -> OpportunitySkill:
    """Ask for the skill, or change what was asked."""
    _own_draft(opportunity, by)
    asked = {"level": level, "must": must, "weight": weight}
    row, _new = opportunity.skills.update_or_create(skill=skill, defaults=asked)
    audit.record("ask", opportunity, by=by, skill=skill.pk, level=level)
    return row


@transaction.atomic
def drop_skill(*, row: OpportunitySkill, by: Person) -> None:
    _own_draft(row.opportunity, by)
    audit.record("unask", row.opportunity, by=by, skill=row.skill_id)
    row.delete()


@transaction.atomic
def submit(*, opportunity: Opportunity, by: Person) -> Opportunity:
    """To HR for approval; where the employer has no other HR partner it opens at once."""
    opportunity = _own(opportunity, by)
    after(opportunity.state, "submit", TRANSITIONS)
    _complete(opportunity)
    opportunity.comment = ""
    _move(opportunity, "submit", by)
    approvers = list(partners(opportunity.organisation).exclude(pk=by.pk))
    if approvers:
        tell("opportunity_submitted", approvers, url=opportunity.get_absolute_url())
    else:
        opportunity.opened_at = timezone.now()
        _move(opportunity, "open", by, rule="nobody to approve")
    return opportunity


@transaction.atomic
def approve(*, opportunity: Opportunity, by: Person) -> Opportunity:
    opportunity = _locked(opportunity)
    if not opportunity.is_approved_by(by):
        raise PermissionDenied("HR approves, and never what they own")
    _complete(opportunity)
    opportunity.opened_at = timezone.now()
    _move(opportunity, "approve", by)
    _tell_owner(opportunity, "opportunity_approved")
    return opportunity


@transaction.atomic
def send_back(*, opportunity: Opportunity, by: Person, comment: str) -> Opportunity:
    """Back to the owner's draft, with what has to change."""
    opportunity = _locked(opportunity)
    if not opportunity.is_approved_by(by):
        raise PermissionDenied("HR returns, and never what they own")
    opportunity.comment = comment
    _move(opportunity, "return", by)
    _tell_owner(opportunity, "opportunity_returned")
    return opportunity


@transaction.atomic
def take_back(*, opportunity: Opportunity, by: Person) -> Opportunity:
    """The owner wants to write more before HR answers."""
    opportunity = _own(opportunity, by)
    _move(opportunity, "return", by)
    return opportunity


@transaction.atomic
def cancel(*, opportunity: Opportunity, by: Person) -> Opportunity:
    opportunity = _locked(opportunity)
    if not (opportunity.is_cared_for_by(by) or opportunity.is_approved_by(by)):
        raise PermissionDenied("the owner or HR cancels")
    _move(opportunity, "cancel", by)
    return opportunity


@transaction.atomic
def close(*, opportunity: Opportunity, by: Person) -> Opportunity:
    """The selection ends without anybody more; filled if somebody has accepted."""
    opportunity = _own(opportunity, by)
    _move(opportunity, "fill" if opportunity.taken else "close", by)
    return opportunity


def close_past_deadline() -> int:
    """Worker: from open to selecting the day after the deadline. Safe to run twice."""
    moved = 0
    for opportunity in Opportunity.objects.past_deadline(timezone.localdate()).order_by("pk")[:500]:
        with transaction.atomic():
            opportunity = _locked(opportunity)
            if opportunity.state == State.OPEN and opportunity.is_past_deadline:
                _move(opportunity, "select", None)
                _tell_owner(opportunity, "opportunity_closed")
                moved += 1
    return moved


def fill(opportunity: Opportunity, by: Person) -> None:
    """All seats are taken. Called in the transaction of the accepted offer."""
    _move(opportunity, "fill", by)


def _locked(opportunity: Opportunity) -> Opportunity:
    return Opportunity.objects.select_for_update().get(pk=opportunity.pk)


def _own(opportunity: Opportunity, by: Person) -> Opportunity:
    opportunity = _locked(opportunity)
    if not opportunity.is_cared_for_by(by):
        raise PermissionDenied("an opportunity is its owner's")
    return opportunity


def _own_draft(opportunity: Opportunity, by: Person) -> Opportunity:
    opportunity = _own(opportunity, by)
    if opportunity.state != State.DRAFT:
        raise PermissionDenied("what others have read is not rewritten")
    return opportunity


def _complete(opportunity: Opportunity) -> None:
    lacking = missing(opportunity)
    if lacking:
        raise Incomplete(lacking)


def _move(opportunity: Opportunity, verb: str, by: Person | None, **facts: object) -> None:
    before, opportunity.state = opportunity.state, after(opportunity.state, verb, TRANSITIONS)
    opportunity.save()
    audit.record(verb, opportunity, by=by, before=before, after=opportunity.state, **facts)


def _tell_owner(opportunity: Opportunity, kind: str) -> None:
    if opportunity.owner:
        tell(kind, [opportunity.owner], url=opportunity.get_absolute_url())
