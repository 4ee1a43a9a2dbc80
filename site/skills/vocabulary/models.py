"""Skills, every name they go by, and how they lie beside each other."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.records import Keep, Records
from skills.vocabulary.folding import fold


class Source(models.TextChoices):
    STARTER = "starter", "Utbyte"
    JOBTECH = "jobtech", "JobTech Taxonomy (CC0, Arbetsförmedlingen)"
    ESCO = "esco", "ESCO 1.2.0 (CC BY 4.0, European Commission)"


class Labelled(models.Model):
    """Something with a Swedish name, an English name, or both."""

    label_sv = models.CharField(_("Namn"), max_length=200, blank=True)
    label_en = models.CharField(_("Namn på engelska"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label_language(self) -> str:
        """The language of `label`, for the template's `lang`."""
        wanted = "en" if (get_language() or "sv").startswith("en") else "sv"
        other = "sv" if wanted == "en" else "en"
        return wanted if getattr(self, f"label_{wanted}") else other

    @property
    def label(self) -> str:
        """The name in the reader's language, or else in the other one."""
        return str(getattr(self, f"label_{self.label_language}"))


class SkillQuerySet(models.QuerySet["Skill"]):
    def active(self) -> SkillQuerySet:
        return self.filter(status=Skill.Status.ACTIVE)

    def named(self, labels: Iterable[str]) -> SkillQuerySet:
        """Active skills whose whole label, in any language, is one of these. Case is ignored."""
        folded = {fold(label) for label in labels}
        names = SkillName.objects.filter(text__in=folded, place=SkillName.Place.LABEL)
        return self.active().filter(pk__in=names.values("skill"))

    def lookup(self, text: str, language: str = "sv", limit: int = 8) -> list[Skill]:
        """What somebody may mean who has typed this much, likeliest first."""
        from skills.vocabulary.lookup import lookup

        return lookup(self, text, language, limit)

    def called(self, text: str) -> Skill | None:
        """The one skill that goes by exactly this name; labels before synonyms."""
        from skills.vocabulary.lookup import called

        return called(self, text)


class Skill(Labelled):
    class Kind(models.TextChoices):
        SKILL = "skill", _("Färdighet")
        KNOWLEDGE = "knowledge", _("Kunskap")
        LANGUAGE = "language", _("Språk")
        CERTIFICATE = "certificate", _("Intyg eller behörighet")
        ATTITUDE = "attitude", _("Förhållningssätt")

    class Status(models.TextChoices):
        ACTIVE = "active", _("Används")
        RETIRED = "retired", _("Används inte längre")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.SKILL)
    group = models.CharField(max_length=200, blank=True, db_index=True)
    jobtech_id = models.CharField(max_length=40, blank=True)
    esco_uri = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.ACTIVE)
    source = models.CharField(max_length=8, choices=Source, default=Source.STARTER)
    usage = models.PositiveIntegerField(
        default=0, help_text="How many occupations ask for it; orders suggestions."
    )

    records = Records(
        keep=Keep.INSTALLATION,
        public="label_sv label_en kind group jobtech_id esco_uri status source usage",
        internal="id",
    )

    objects = SkillQuerySet.as_manager()

    class Meta:
        ordering = ("label_sv", "label_en")
        verbose_name = _("kompetens")
        verbose_name_plural = _("kompetenser")
        constraints = [
            models.UniqueConstraint(
                fields=["jobtech_id"], condition=~Q(jobtech_id=""), name="skill_jobtech_once"
            ),
            models.UniqueConstraint(
                fields=["esco_uri"], condition=~Q(esco_uri=""), name="skill_esco_once"
            ),
            models.CheckConstraint(
                condition=~Q(label_sv="") | ~Q(label_en=""), name="skill_has_a_name"
            ),
        ]

    @property
    def is_active(self) -> bool:
        return self.status == self.Status.ACTIVE


class SkillName(models.Model):
    """One way to begin typing a skill: its label, a synonym, or the label from a later word."""

    class Place(models.IntegerChoices):
        """Where in the name the text begins; a lower place is shown first."""

        LABEL = 0
        SYNONYM = 1
        LATER_WORD = 2

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200, help_text="Folded; å, ä and ö kept.")
    bare = models.CharField(max_length=200, help_text="Folded; å, ä and ö as a and o.")
    language = models.CharField(max_length=2, choices=[("sv", "svenska"), ("en", "English")])
    place = models.PositiveSmallIntegerField(choices=Place)
    order = models.IntegerField(help_text="Much used first, then short.")
    source = models.CharField(max_length=8, choices=Source)

    records = Records(
        keep=Keep.INSTALLATION,
        public="skill text bare language place order source",
        internal="id",
    )

    class Meta:
        indexes = [
            models.Index(fields=["text", "place", "language", "order", "skill"], name="name_text"),
            models.Index(fields=["bare", "place", "language", "order", "skill"], name="name_bare"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["skill", "text", "language", "source"], name="skill_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class SkillRelation(models.Model):
    class Kind(models.TextChoices):
        BROADER = "broader", _("mer allmän")
        NARROWER = "narrower", _("mer särskild")
        RELATED = "related", _("närliggande")
        EXACT = "exact", _("samma")
        CLOSE = "close", _("nästan samma")

    from_skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="relations")
    to_skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="relations_to")
    kind = models.CharField(max_length=8, choices=Kind)
    weight = models.FloatField(default=0.5, help_text="0–1: how far the one helps with the other.")
    source = models.CharField(max_length=8, choices=Source)

    records = Records(
        keep=Keep.INSTALLATION, public="from_skill to_skill kind weight source", internal="id"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_skill", "to_skill", "kind", "source"], name="skill_relation_once"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=0) & Q(weight__lte=1), name="skill_relation_weight"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_skill_id} {self.kind} {self.to_skill_id}"
