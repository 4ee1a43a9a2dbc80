"""How people come into a network."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.networks.models.groups import Network
from people.persons.models import Person, Viewer
from people.records import Keep, Records

REST = timedelta(days=30)


class JoiningQuerySet(models.QuerySet["Joining"]):
    def waiting(self) -> JoiningQuerySet:
        return self.filter(state=Joining.State.WAITING)

    def asked(self) -> JoiningQuerySet:
        return self.filter(is_invitation=False)

    def visible_to(self, viewer: Viewer) -> JoiningQuerySet:
        """One's own, and those of the networks where one is a member."""
        from people.belonging import belonging

        here = [one.pk for one in belonging(viewer).networks]
        return self.filter(Q(person=viewer.pk) | Q(network__in=here))

    def waiting_for(self, person: Person) -> JoiningQuerySet:
        """Invitations to the person, and questions to the open networks that they are in."""
        here = [one.pk for one in person.belonging.networks if one.is_open]
        invited = Q(is_invitation=True, person=person)
        rows = self.waiting().filter(invited | Q(is_invitation=False, network__in=here))
        return rows.select_related("network").order_by("created_at", "pk")

    def resting(self) -> JoiningQuerySet:
        """A no that is too fresh for the same question."""
        return self.filter(state=Joining.State.DECLINED, answered_at__gt=timezone.now() - REST)


class Joining(models.Model):
    """Somebody on the way in: they have asked, or a member has invited them."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Väntar på svar")
        ADMITTED = "admitted", _("Med")
        DECLINED = "declined", _("Fick nej")
        WITHDRAWN = "withdrawn", _("Återtagen")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="joinings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="joinings"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_invitation = models.BooleanField(default=False)
    why = models.CharField(_("Varför vill du vara med?"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    records = Records(
        keep=Keep.LOG,
        since="answered_at",
        internal="id network is_invitation state created_at answered_at",
        personal="person invited_by why answered_by",
    )

    objects = JoiningQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person"],
                condition=Q(state="waiting"),
                name="one_waiting_joining",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to network {self.network_id}: {self.state}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_fresh_no(self) -> bool:
        declined = self.state == self.State.DECLINED
        return bool(declined and self.answered_at and self.answered_at > timezone.now() - REST)

    @property
    def again_on(self) -> date | None:
        """The first day when the same question may be put again after a no."""
        return timezone.localdate(self.answered_at + REST) if self.answered_at else None
