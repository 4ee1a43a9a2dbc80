"""What an organisation says about trying somebody else's lesson."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.articles.models import ArticlePage
from knowledge.trials import sizes
from knowledge.trials.speaking import Spoken, waits_for
from knowledge.trials.states import ORDER, SIGNS, Answer, Status, Verdict
from people.audience import belonging
from people.organisations.models import Employment
from people.persons.models import Person, Viewer
from people.records import Keep, Records

TOLD = ("status", "verdict", "outcome", "changes", "why_not", "own_only")


class TrialQuerySet(models.QuerySet["Trial"]):
    def visible_to(self, viewer: Viewer) -> TrialQuerySet:
        """Those about lessons that one sees; what is for the own organisation, only there."""
        return self.shown_to(viewer).filter(ArticlePage.objects.visible_to(viewer).about_which())

    def shown_to(self, viewer: Viewer) -> TrialQuerySet:
        """As `visible_to`, for reports about lessons that the viewer is known to see."""
        own = Q(organisation__in=belonging(viewer).organisations)
        return self.living().filter(Q(own_only=False) | own)

    def living(self) -> TrialQuerySet:
        return self.filter(withdrawn_at=None)

    def due(self) -> TrialQuerySet:
        """Those whose time has come to be asked about again."""
        return self.living().filter(ask_on__lte=timezone.localdate(), article__live=True)

    def waiting_for(self, person: Person) -> TrialQuerySet:
        return self.filter(waits_for(person, Trial))

    def newest(self) -> TrialQuerySet:
        return self.order_by("-updated_at", "-pk")

    def in_order(self) -> TrialQuerySet:
        """Kept first, stopped last, newest first in each, so that numbers follow the picture."""
        step = Case(*(When(status=one, then=Value(n)) for n, one in enumerate(ORDER)))
        return self.order_by(step, "-updated_at", "-pk")

    def with_frame(self) -> TrialQuerySet:
        """What a page shows around a report; `contact_is_there` while the contact works there."""
        beside = ("article__confirmed_by", "organisation", "unit", "reporter", "contact")
        return self.select_related(*beside).annotate(contact_is_there=contact_is_there())


def contact_is_there() -> Exists:
    """Of a trial: its contact works where it was tried."""
    now = Employment.objects.current()
    return Exists(
        now.filter(person=OuterRef("contact"), unit__organisation=OuterRef("organisation"))
    )


class Trial(Spoken):
    """One for each organisation and lesson. `ask_on` is None when nobody will ask again."""

    BEGAN = "reporter"

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="trials")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Vem kan andra fråga?"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    status = models.CharField(_("Hur långt har ni kommit?"), max_length=10, choices=Status)
    verdict = models.CharField(_("Hur gick det?"), max_length=10, choices=Verdict, blank=True)
    outcome = models.TextField(_("Vad hände?"), blank=True)
    changes = models.TextField(_("Vad gjorde ni på ett annat sätt?"), blank=True)
    why_not = models.TextField(_("Varför fungerade det inte?"), blank=True)
    own_only = models.BooleanField(_("Bara för vår organisation"), default=False)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True)
    ask_on = models.DateField(null=True)
    asked_on = models.DateField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    records = Records(
        keep=Keep.PUBLISHED,
        public="article organisation unit status verdict outcome changes why_not answer "
        "answered_on created_at updated_at",
        internal="id own_only ask_on asked_on withdrawn_at version",
        personal="reporter contact",
    )

    objects = TrialQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapport om ett försök")
        verbose_name_plural = _("rapporter om försök")
        constraints = [
            models.UniqueConstraint(fields=["article", "organisation"], name="trial_once"),
            models.CheckConstraint(
                condition=~Q(status=Status.STOPPED) | ~Q(why_not=""), name="stopped_says_why"
            ),
        ]
        indexes = [models.Index(fields=["ask_on"])]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.status} {self.article_id}"

    def get_absolute_url(self) -> str:
        where = [self.article.place, self.article.slug, self.pk]
        return reverse("knowledge:trial", args=where)

    @property
    def answer_url(self) -> str:
        """Where one says whether it is still there; what was not adopted leads on to the report."""
        where = [self.article.place, self.article.slug, self.pk]
        return reverse("knowledge:trial_answer", args=where)

    @property
    def report_url(self) -> str:
        """Where one tells again, for this organisation and no other employer of one's."""
        tell = reverse("knowledge:report_trial", args=[self.article.place, self.article.slug])
        return f"{tell}?hos={self.organisation.slug}"

    @property
    def sign(self) -> str:
        return SIGNS[Status(self.status)]

    @property
    def size(self) -> str:
        return sizes.label(self.organisation)

    @property
    def told(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in TOLD}


class TrialVersionQuerySet(models.QuerySet["TrialVersion"]):
    def shown_to(self, viewer: Viewer) -> TrialVersionQuerySet:
        """What was said to the own organisation only stays there, also when the rest is shared."""
        own = Q(trial__organisation__in=belonging(viewer).organisations)
        return self.filter(Q(own_only=False) | own)


class TrialVersion(models.Model):
    """What the report said, and when."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    status = models.CharField(max_length=10, choices=Status)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    outcome = models.TextField(blank=True)
    changes = models.TextField(blank=True)
    why_not = models.TextField(blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    own_only = models.BooleanField(default=False)

    records = Records(
        keep=Keep.PUBLISHED,
        public="trial number at status verdict outcome changes why_not answer",
        internal="id own_only",
        personal="by",
    )

    objects = TrialVersionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["trial", "number"], name="trial_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.trial_id} {self.number}"

    @property
    def sign(self) -> str:
        return SIGNS[Status(self.status)]
