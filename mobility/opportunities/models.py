"""An opportunity to work somewhere else for a while, and the skills it asks for."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mobility.opportunities.questions import OpportunityQuerySet
from mobility.opportunities.states import TRANSITIONS, State
from people.belonging import belonging
from people.goals import Goal
from people.organisations.models import Organisation, Role, Unit
from people.persons.models import Viewer
from people.records import Keep, Records
from people.states import may
from people.subgoals.marking import HasGoals
from people.subgoals.models import Subgoal
from skills.vocabulary.models import Skill

LONGEST = 8000


class Opportunity(HasGoals, models.Model):
    class Type(models.TextChoices):
        ROTATION = "rotation", _("Rotation")
        STAFF_LOAN = "staff_loan", _("Personallån")
        LENDING = "lending", _("Utlåning")
        SHADOWING = "shadowing", _("Gå bredvid")
        STUDY_VISIT = "study_visit", _("Studiebesök")
        PART_TIME = "part_time", _("Deltidsuppdrag")
        MICRO_ASSIGNMENT = "micro_assignment", _("Mikrouppdrag")
        DEVELOPMENT_SERVICE = "development_service", _("Utvecklingstjänstgöring")

    class Remote(models.TextChoices):
        NO = "no", _("På plats")
        PARTLY = "partly", _("Delvis på distans")
        FULLY = "fully", _("Helt på distans")

    class Pay(models.TextChoices):
        HOME = "home", _("Du behåller lönen från din arbetsgivare")
        HOST = "host", _("Den som tar emot betalar lönen")

    State = State

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="opportunities"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("Enhet"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="opportunities"
    )
    title = models.CharField(_("Rubrik"), max_length=160)
    summary = models.CharField(_("I korthet"), max_length=400, blank=True)
    duties = models.TextField(_("Vad gör man?"), max_length=LONGEST, blank=True)
    learning = models.TextField(_("Vad lär man sig?"), max_length=LONGEST, blank=True)
    support = models.TextField(_("Vilket stöd får man?"), max_length=LONGEST, blank=True)
    type = models.CharField(_("Form"), max_length=20, choices=Type, default=Type.ROTATION)
    seats = models.PositiveSmallIntegerField(
        _("Platser"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    taken = models.PositiveSmallIntegerField(default=0)
    share = models.PositiveSmallIntegerField(
        _("Hur mycket, procent av heltid"),
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    starts_on = models.DateField(_("Börjar"), null=True, blank=True)
    ends_on = models.DateField(_("Slutar"), null=True, blank=True)
    deadline = models.DateField(_("Sök senast"), null=True, blank=True)
    reply_by = models.DateField(_("Svar senast"), null=True, blank=True)
    place = models.CharField(_("Var"), max_length=120, blank=True)
    remote = models.CharField(_("Distans"), max_length=8, choices=Remote, default=Remote.NO)
    pay = models.CharField(_("Lön"), max_length=8, choices=Pay, default=Pay.HOME)
    state = models.CharField(_("Läge"), max_length=12, choices=State, default=State.DRAFT)
    comment = models.TextField(_("Kommentar från HR"), max_length=2000, blank=True)
    audience = models.ForeignKey("people.Audience", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True)

    records = Records(
        keep=Keep.PUBLISHED,
        public="organisation unit title summary duties learning support type seats taken share "
        "starts_on ends_on deadline reply_by place remote pay state opened_at",
        internal="id audience comment created_at",
        personal="owner",
    )

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppdrag")
        verbose_name_plural = _("uppdrag")
        indexes = [models.Index(fields=["state", "deadline"])]
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("seats")), name="seats_not_overbooked"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="opportunity_has_a_seat"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("mobility:opportunity", args=[self.pk])

    @property
    def takes_applications(self) -> bool:
        return self.state == State.OPEN and not self.is_past_deadline

    @property
    def is_past_deadline(self) -> bool:
        return self.deadline is not None and self.deadline < timezone.localdate()

    @property
    def sign(self) -> str:
        """The class of the dot beside the state."""
        return {State.OPEN: "holds", State.SELECTING: "check", State.FILLED: "goal"}.get(
            State(self.state), "old" if self.state == State.CANCELLED else ""
        )

    def is_cared_for_by(self, viewer: Viewer) -> bool:
        """Its owner, as long as they work at the employer."""
        return bool(viewer.pk) and (
            self.owner_id == viewer.pk and self.organisation_id in belonging(viewer).organisations
        )

    def is_approved_by(self, viewer: Viewer) -> bool:
        """HR at the employer, never the owner."""
        hr_at = belonging(viewer).where(Role.Kind.HR)
        return self.organisation_id in hr_at and self.owner_id != viewer.pk

    def may(self, verb: str) -> bool:
        return may(self.state, verb, TRANSITIONS)


class OpportunitySkill(models.Model):
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("Nivå"), default=2)
    must = models.BooleanField(_("Krav"), default=False)
    weight = models.PositiveSmallIntegerField(_("Vikt"), default=1)

    records = Records(
        keep=Keep.PUBLISHED, public="opportunity skill level must weight", internal="id"
    )

    class Meta:
        ordering = ("-must", "-weight", "pk")
        verbose_name = _("kompetens i uppdrag")
        verbose_name_plural = _("kompetenser i uppdrag")
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "skill"], name="opportunity_skill_once"),
            models.CheckConstraint(
                condition=Q(level__gte=1) & Q(level__lte=5), name="opportunity_skill_level"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1) & Q(weight__lte=3), name="opportunity_skill_weight"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill_id}: {self.level}"


class OpportunityGoal(models.Model):
    """A goal; and once more with each sub-goal that is chosen under it."""

    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.CASCADE, related_name="goal_marks"
    )
    goal = models.CharField(_("Mål"), max_length=20, choices=Goal)
    subgoal = models.ForeignKey(Subgoal, null=True, on_delete=models.PROTECT, related_name="+")

    records = Records(keep=Keep.PUBLISHED, public="opportunity goal subgoal", internal="id")

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "goal"],
                condition=Q(subgoal__isnull=True),
                name="opportunity_goal_once",
            ),
            models.UniqueConstraint(
                fields=["opportunity", "subgoal"], name="opportunity_subgoal_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.subgoal) if self.subgoal else self.get_goal_display()
