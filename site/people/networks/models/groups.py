"""People from several organisations who do the same thing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.ordering import swedish_order
from people.organisations.models import Employment
from people.persons.models import Person, Viewer
from people.records import Keep, Records


class NetworkQuerySet(models.QuerySet["Network"]):
    def open(self) -> NetworkQuerySet:
        return self.filter(closed_at__isnull=True)

    def visible_to(self, viewer: Viewer) -> NetworkQuerySet:
        """The open ones for all at connected employers; a closed one for those who were in it."""
        from people.belonging import belonging

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


@swedish_order()
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
