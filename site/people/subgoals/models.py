"""An organisation's own goals, each under one of the four that all share."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.goals import Goal
from people.ordering import swedish_order
from people.organisations.models import Organisation
from people.records import Keep, Records


class SubgoalQuerySet(models.QuerySet["Subgoal"]):
    def living(self) -> SubgoalQuerySet:
        return self.filter(retired_at__isnull=True)

    def offered(self, organisations: Iterable[int], kept: Iterable[int] = ()) -> SubgoalQuerySet:
        """The living ones of these organisations, and those that the thing has already."""
        living = Q(retired_at__isnull=True, organisation__in=list(organisations))
        return self.filter(living | Q(pk__in=list(kept))).select_related("organisation")


@swedish_order("name_sv")
class Subgoal(models.Model):
    """Named by the organisation. One that is retired stays on what has it already."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="subgoals"
    )
    goal = models.CharField(_("Hör till"), max_length=20, choices=Goal)
    name_sv = models.CharField(_("Namn"), max_length=120)
    name_en = models.CharField(_("Namn på engelska"), max_length=120, blank=True)
    retired_at = models.DateTimeField(null=True)

    records = Records(
        keep=Keep.INSTALLATION, public="organisation goal name_sv name_en", internal="id retired_at"
    )

    objects = SubgoalQuerySet.as_manager()

    class Meta:
        ordering = (Lower("name_sv"), "pk")
        verbose_name = _("delmål")
        verbose_name_plural = _("delmål")
        constraints = [
            models.UniqueConstraint(
                "organisation",
                "goal",
                Lower("name_sv"),
                condition=Q(retired_at__isnull=True),
                name="living_subgoal_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language, else in Swedish."""
        return self.name_en if self.language == "en" else self.name_sv

    @property
    def language(self) -> str:
        """That of `name`."""
        return "en" if self.name_en and (get_language() or "").startswith("en") else "sv"

    @property
    def key(self) -> str:
        """How forms and addresses name it."""
        return f"{self.goal}:{self.pk}"
