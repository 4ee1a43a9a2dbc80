"""People from several organisations who do the same thing, and how they come in."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.organisations.models import Employment
from people.persons.models import Person, Viewer
from people.records import Keep, Records

REST = timedelta(days=30)


class NetworkQuerySet(models.QuerySet["Network"]):
    def open(self) -> NetworkQuerySet:
        return self.filter(closed_at__isnull=True)

    def visible_to(self, viewer: Viewer) -> NetworkQuerySet:
        """The open ones for all at connected employers; a closed one for those who were in it."""
        from people.audience import belonging

        if not viewer.pk or not belonging(viewer).connected:
            return self.none()
        theirs = Q(closed_by=viewer.pk) | Q(keeper=viewer.pk) | self._with(viewer)
        return self.filter(Q(closed_at__isnull=True) | theirs)

    def of(self, viewer: Viewer) -> NetworkQuerySet:
        """Those that the viewer is a member of, by the table alone; see Belonging for today."""
        return self.filter(self._with(viewer))

    def _with(self, viewer: Viewer) -> Q:
        own = NetworkMembership.objects.filter(person=viewer.pk)
        return Q(pk__in=own.values("network"))

    def with_headcount(self, viewer: Viewer) -> NetworkQuerySet:
        """`headcount`: how many members today the viewer may know of."""
        seen = NetworkMembership.objects.seen_by(viewer).filter(network=OuterRef("pk")).order_by()
        count = seen.values("network").annotate(n=Count("pk")).values("n")
        return self.annotate(headcount=Coalesce(Subquery(count), 0))

    def with_keeper(self) -> NetworkQuerySet:
        """The keeper, and `keeper_is_in`: they are a member today."""
        theirs = NetworkMembership.objects.in_effect().filter(
            network=OuterRef("pk"), person=OuterRef("keeper")
        )
        return self.select_related("keeper").annotate(keeper_is_in=Exists(theirs))


class Network(models.Model):
    """A group across employers. It is an audience of its own.

    A closed one takes nobody in and is chosen by nobody; its members still read what is theirs.
    """

    name = models.CharField(_("Vad heter nätverket?"), max_length=120)
    purpose = models.TextField(_("Vad är det till för?"), max_length=2000)
    for_whom = models.CharField(_("Vem är det till för?"), max_length=200)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    newest_told_at = models.DateTimeField(default=timezone.now)

    records = Records(
        keep=Keep.INSTALLATION,
        internal="id name purpose for_whom created_at closed_at newest_told_at",
        personal="started_by keeper closed_by",
    )

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = (Lower("name"), "pk")
        verbose_name = _("nätverk")
        verbose_name_plural = _("nätverk")
        constraints = [
            models.UniqueConstraint(
                Lower("name"), condition=Q(closed_at__isnull=True), name="open_network_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def has(self, person: Person) -> bool:
        """The person is a member today."""
        return self.memberships.in_effect().filter(person=person).exists()


class NetworkMembershipQuerySet(models.QuerySet["NetworkMembership"]):
    def in_effect(self) -> NetworkMembershipQuerySet:
        """Membership rests on a job at a connected organisation, and comes back with one."""
        jobs = Employment.objects.current().filter(
            person=OuterRef("person"), unit__organisation__connected_on__isnull=False
        )
        return self.filter(Exists(jobs), person__is_active=True)

    def seen_by(self, viewer: Viewer) -> NetworkMembershipQuerySet:
        seen = Person.objects.visible_to(viewer).filter(pk=OuterRef("person"))
        return self.in_effect().filter(Exists(seen))


class NetworkMembership(models.Model):
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="network_memberships"
    )
    joined_at = models.DateTimeField(default=timezone.now)

    records = Records(keep=Keep.EMPLOYMENT, internal="id network joined_at", personal="person")

    objects = NetworkMembershipQuerySet.as_manager()

    class Meta:
        ordering = ("joined_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["network", "person"], name="network_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in network {self.network_id}"


class JoiningQuerySet(models.QuerySet["Joining"]):
    def waiting(self) -> JoiningQuerySet:
        return self.filter(state=Joining.State.WAITING)

    def asked(self) -> JoiningQuerySet:
        return self.filter(is_invitation=False)

    def visible_to(self, viewer: Viewer) -> JoiningQuerySet:
        """One's own, and those of the networks where one is a member."""
        from people.audience import belonging

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
