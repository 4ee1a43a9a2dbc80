"""What a team does next: it outlives the board that it was agreed on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from knowledge.retrospectives.own import teams_of
from people.organisations.models import Team, TeamMembership
from people.persons.models import Viewer
from people.records import Keep, Records


def _kept() -> models.Exists:
    members = TeamMembership.objects.today()
    return models.Exists(members.filter(person=OuterRef("owner"), team=OuterRef("team")))


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, viewer: Viewer) -> ActionQuerySet:
        return self.filter(team__in=teams_of(viewer))

    def unfinished(self) -> ActionQuerySet:
        return self.filter(state=Action.State.OPEN)

    def with_keeper(self) -> ActionQuerySet:
        """With the owner, and `is_kept`: whether the owner is still in the team and works there."""
        return self.select_related("owner").annotate(is_kept=_kept())

    def kept(self) -> ActionQuerySet:
        return self.filter(_kept())

    def waits_for(self, team: Team) -> bool:
        """Whether the team has decided something that it has not told the end of."""
        return self.unfinished().filter(team=team).exists()


class Action(models.Model):
    """What the team does next: one sentence, one owner, one day. Outlives the board."""

    class State(models.TextChoices):
        OPEN = "open", _("Pågår")
        DONE = "done", _("Klart")
        DROPPED = "dropped", _("Inte längre viktigt")
        STUCK = "stuck", _("Fastnade")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="actions")
    retrospective = models.ForeignKey(
        "Retrospective", on_delete=models.CASCADE, related_name="actions"
    )
    text = models.CharField(_("Vad gör vi?"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("Vem ser till det?"),
    )
    due_on = models.DateField(_("När är det klart?"))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    reason = models.CharField(_("Varför?"), max_length=200, blank=True)

    records = Records(
        keep=Keep.EMPLOYMENT,
        internal="id team retrospective text due_on state reason",
        personal="owner",
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def how_it_is(self) -> str:
        """`Fastnade: Ingen svarar`."""
        label = self.get_state_display()
        return f"{label}: {self.reason}" if self.reason else label
