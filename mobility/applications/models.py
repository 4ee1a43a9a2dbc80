"""An application, what was sent with it, and the answer of the manager at home."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mobility.applications.states import ALIVE, TRANSITIONS, Answer, State
from mobility.opportunities.models import Opportunity
from people.belonging import belonging
from people.organisations.models import Unit
from people.persons.models import Viewer
from people.records import Keep, Records
from people.states import may

LONGEST_LETTER = 2000


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, viewer: Viewer) -> ApplicationQuerySet:
        """The applicant's own, and those to opportunities that the viewer owns."""
        return self.of(viewer) | self.to_owner(viewer)

    def of(self, viewer: Viewer) -> ApplicationQuerySet:
        return self.filter(person=viewer.pk) if viewer.pk else self.none()

    def to_owner(self, viewer: Viewer) -> ApplicationQuerySet:
        if not viewer.pk:
            return self.none()
        here = belonging(viewer).organisations
        return self.filter(opportunity__owner=viewer.pk, opportunity__organisation__in=here)

    def alive(self) -> ApplicationQuerySet:
        return self.filter(state__in=ALIVE)

    def with_frame(self) -> ApplicationQuerySet:
        return self.select_related("person", "opportunity__organisation", "consent__manager")


class Application(models.Model):
    class Reason(models.TextChoices):
        OTHERS = "others", _("Någon annan stämde bättre med det som efterfrågas")
        SKILLS = "skills", _("Något som krävs saknas")
        TIME = "time", _("Tid eller plats gick inte ihop")
        CONSENT = "consent", _("Medgivande hemifrån saknas")
        CANCELLED = "cancelled", _("Uppdraget blev inställt")

    State = State

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications"
    )
    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.PROTECT, related_name="applications"
    )
    letter = models.TextField(_("Varför vill du?"), max_length=LONGEST_LETTER, blank=True)
    snapshot: models.JSONField[Any, Any] = models.JSONField(default=dict)
    state = models.CharField(_("Läge"), max_length=12, choices=State, default=State.SUBMITTED)
    reason = models.CharField(_("Skäl"), max_length=12, choices=Reason, blank=True)
    note = models.TextField(_("Med egna ord"), max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    records = Records(
        keep=Keep.APPLICATION,
        personal="person opportunity letter snapshot state reason note created_at updated_at",
        internal="id",
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("ansökan")
        verbose_name_plural = _("ansökningar")
        constraints = [
            models.UniqueConstraint(fields=["person", "opportunity"], name="application_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.opportunity_id}"

    def get_absolute_url(self) -> str:
        return reverse("mobility:application", args=[self.pk])

    @property
    def sign(self) -> str:
        """The class of the dot beside the state."""
        done = {State.ACCEPTED: "goal", State.OFFERED: "holds", State.SHORTLISTED: "check"}
        return done.get(State(self.state), "")

    @property
    def has_consent(self) -> bool:
        consent: Consent | None = getattr(self, "consent", None)
        return consent is not None and consent.state == Answer.GRANTED

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE

    def may(self, verb: str) -> bool:
        return may(self.state, verb, TRANSITIONS)


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, viewer: Viewer) -> ConsentQuerySet:
        """Only the manager who was asked, as long as they work at the same employer."""
        if not viewer.pk:
            return self.none()
        here = belonging(viewer).organisations
        return self.filter(manager=viewer.pk, unit__organisation__in=here)

    def waiting(self) -> ConsentQuerySet:
        return self.filter(state=Answer.REQUESTED, application__state__in=ALIVE)

    def with_frame(self) -> ConsentQuerySet:
        return self.select_related(
            "application__person", "application__opportunity__organisation", "unit"
        )


class Consent(models.Model):
    """`share`, `starts_on` and `ends_on` are what the manager agrees to."""

    Answer = Answer

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, related_name="consent"
    )
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="consents"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("Svar"), max_length=10, choices=Answer, default=Answer.REQUESTED)
    share = models.PositiveSmallIntegerField(
        _("Andel, procent"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    starts_on = models.DateField(_("Från"), null=True, blank=True)
    ends_on = models.DateField(_("Till"), null=True, blank=True)
    reason = models.TextField(_("Skäl"), max_length=1000, blank=True)
    earliest = models.DateField(_("Tidigast"), null=True, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    records = Records(
        keep=Keep.APPLICATION,
        personal="application manager unit state share starts_on ends_on reason earliest "
        "asked_at answered_at",
        internal="id",
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("medgivande")
        verbose_name_plural = _("medgivanden")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["deferred", "refused"]) | ~Q(reason=""),
                name="no_is_explained",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.state}"

    @property
    def sign(self) -> str:
        return {Answer.GRANTED: "holds", Answer.DEFERRED: "check", Answer.REFUSED: "old"}.get(
            Answer(self.state), ""
        )
