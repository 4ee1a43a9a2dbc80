"""What one asks of the opportunities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from mobility.opportunities.states import PUBLISHED, State
from people.audience import belonging, reached
from people.organisations.models import Role
from people.persons.models import Viewer

if TYPE_CHECKING:
    from datetime import date

    from mobility.opportunities.models import Opportunity  # noqa: F401


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    def visible_to(self, viewer: Viewer) -> OpportunityQuerySet:
        """Published for an audience that the viewer is part of; one's own; those one has applied
        for, however they ended; as HR, the employer's.

        The owner loses what they posted when they leave the employer.
        """
        seen = Q(state__in=PUBLISHED, audience__in=reached(viewer))
        mine = belonging(viewer)
        if viewer.pk and mine.organisations:
            hr = [one.organisation_id for one in mine.roles if one.kind == Role.Kind.HR]
            seen |= Q(owner=viewer.pk, organisation__in=mine.organisations)
            seen |= Q(organisation__in=hr)
            applied = self.model._default_manager.filter(applications__person=viewer.pk)
            seen |= Q(pk__in=applied.values("pk"))
        return self.filter(seen)

    def cared_for_by(self, viewer: Viewer) -> OpportunityQuerySet:
        return self.filter(owner=viewer.pk, organisation__in=belonging(viewer).organisations)

    def open(self, today: date | None = None) -> OpportunityQuerySet:
        """Those that one can apply for on that day."""
        day = today or timezone.localdate()
        return self.filter(Q(deadline__isnull=True) | Q(deadline__gte=day), state=State.OPEN)

    def past_deadline(self, today: date) -> OpportunityQuerySet:
        return self.filter(state=State.OPEN, deadline__lt=today)

    def serving(self, goal: str) -> OpportunityQuerySet:
        return self.filter(goal_marks__goal=goal)

    def with_frame(self) -> OpportunityQuerySet:
        beside = self.select_related("organisation", "unit", "owner")
        return beside.prefetch_related("skills__skill", "goal_marks")
