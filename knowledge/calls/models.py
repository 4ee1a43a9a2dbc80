"""Asking others to try a lesson together."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles.models import ArticlePage
from knowledge.trials.speaking import Spoken, waits_for
from people.audience import belonging, reached
from people.persons.models import Person, Viewer
from people.records import Keep, Records

MOST_PLACES = 20


class Standing(models.TextChoices):
    OPEN = "open", _("Öppen")
    FULL = "full", _("Alla platser är tagna")
    PAST = "past", _("Svarstiden är ute")
    CLOSED = "closed", _("Stängd")


SIGNS = {Standing.OPEN: "goal", Standing.FULL: "holds", Standing.PAST: "", Standing.CLOSED: ""}


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, viewer: Viewer) -> CallQuerySet:
        """Those about lessons one sees, for an audience one is part of; and the own employer's."""
        return self.reaching(viewer).filter(ArticlePage.objects.visible_to(viewer).about_which())

    def reaching(self, viewer: Viewer) -> CallQuerySet:
        """As `visible_to`, for calls about lessons that the viewer is known to see."""
        seen = Q(audience__in=reached(viewer))
        return self.filter(seen | Q(organisation__in=belonging(viewer).organisations))

    def open(self, on: date | models.Expression | None = None) -> CallQuerySet:
        day = on or timezone.localdate()
        return self.filter(closed_at=None, deadline__gte=day, taken__lt=F("places"))

    def concerning(self, person: Person) -> CallQuerySet:
        """Made or joined by one's employers."""
        mine = person.belonging.organisations
        in_it = CallJoining.objects.filter(organisation__in=mine).exclude(
            state=CallJoining.State.WITHDRAWN
        )
        return self.filter(Q(organisation__in=mine) | Q(pk__in=in_it.values("call")))

    def soonest(self) -> CallQuerySet:
        return self.order_by("deadline", "pk")

    def newest(self) -> CallQuerySet:
        return self.order_by("-created_at", "-pk")

    def with_frame(self) -> CallQuerySet:
        beside = ("organisation", "unit", "asker", "audience")
        return self.select_related("article__confirmed_by", *beside)

    def waiting_for(self, person: Person) -> CallQuerySet:
        """Those the person answers for where somebody waits for an answer."""
        mine = self.filter(waits_for(person, Call), closed_at=None)
        return mine.filter(Exists(CallJoining.objects.waiting().filter(call=OuterRef("pk"))))


def waiting_on(call: OuterRef) -> models.QuerySet[Any, Any]:
    """How many wait for an answer, for use inside another question."""
    rows = CallJoining.objects.waiting().filter(call=call).order_by().values("call")
    return rows.annotate(n=Count("pk")).values("n")


class Call(Spoken):
    """`taken` counts the places that others have; it is changed by conditional updates only."""

    BEGAN = "asker"

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="calls")
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    audience = models.ForeignKey("people.Audience", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("Vad vill ni prova, och hur?"))
    places = models.PositiveSmallIntegerField(
        _("Hur många organisationer söker ni?"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
    )
    taken = models.PositiveSmallIntegerField(default=0)
    deadline = models.DateField(_("Svara senast"))
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    records = Records(
        keep=Keep.PUBLISHED,
        public="article organisation unit text places taken deadline created_at closed_at",
        internal="id key audience version",
        personal="asker",
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("inbjudan att prova")
        verbose_name_plural = _("inbjudningar att prova")
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="call_not_overfull")
        ]
        indexes = [models.Index(fields=["closed_at", "deadline"])]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.article_id}"

    def get_absolute_url(self) -> str:
        return reverse("knowledge:call", args=[self.pk])

    @property
    def standing(self) -> Standing:
        if self.closed_at:
            return Standing.CLOSED
        if self.taken >= self.places:
            return Standing.FULL
        return Standing.PAST if self.deadline < timezone.localdate() else Standing.OPEN

    @property
    def sign(self) -> str:
        return SIGNS[self.standing]

    @property
    def is_open(self) -> bool:
        return self.standing == Standing.OPEN

    @property
    def left(self) -> int:
        return max(0, self.places - self.taken)


class CallJoiningQuerySet(models.QuerySet["CallJoining"]):
    def visible_to(self, viewer: Viewer) -> CallJoiningQuerySet:
        """Who is in, for all who see the call; who asks to be, for the two employers only."""
        return self.shown_to(viewer).filter(call__in=Call.objects.visible_to(viewer))

    def shown_to(self, viewer: Viewer) -> CallJoiningQuerySet:
        """As `visible_to`, for calls that the viewer is known to see."""
        mine = belonging(viewer).organisations
        own = Q(organisation__in=mine) | Q(call__organisation__in=mine)
        return self.filter(own | Q(state=CallJoining.State.YES)).exclude(
            state=CallJoining.State.WITHDRAWN
        )

    def waiting(self) -> CallJoiningQuerySet:
        return self.filter(state=CallJoining.State.WAITING)

    def with_frame(self) -> CallJoiningQuerySet:
        return self.select_related("organisation", "unit", "person", "call__article")


class CallJoining(Spoken):
    """An organisation that wants to try it too. One for each organisation and call."""

    BEGAN = "person"

    class State(models.TextChoices):
        WAITING = "waiting", _("Väntar på svar")
        YES = "yes", _("Är med")
        NO = "no", _("Fick nej")
        WITHDRAWN = "withdrawn", _("Har dragit sig ur")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="joinings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    message = models.TextField(_("Varför vill ni vara med?"), blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    records = Records(
        keep=Keep.PUBLISHED,
        public="call organisation unit state created_at answered_at",
        internal="id message",
        personal="person",
    )

    objects = CallJoiningQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["call", "organisation"], name="joining_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.state} {self.call_id}"

    @property
    def waits(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_in(self) -> bool:
        return self.state == self.State.YES
