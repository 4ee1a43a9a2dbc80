"""Occupations, what they ask for, and which can stand in for which."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.ordering import swedish
from people.records import Keep, Records
from skills.vocabulary.folding import fold
from skills.vocabulary.models import Labelled, Skill, Source


class SsykGroup(Labelled):
    """A group in SSYK 2012, the Swedish classification of occupations, of level 1 to 4."""

    code = models.CharField(max_length=4, unique=True)
    level = models.PositiveSmallIntegerField()
    jobtech_id = models.CharField(max_length=40, blank=True)
    definition = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    isco_codes = models.CharField(max_length=200, blank=True, help_text="ISCO-08, | between.")
    skills: models.ManyToManyField[Skill, SsykSkill] = models.ManyToManyField(
        Skill, through="SsykSkill", related_name="ssyk_groups"
    )

    records = Records(
        keep=Keep.INSTALLATION,
        public="label_sv label_en code level jobtech_id definition parent isco_codes skills",
        internal="id",
    )

    class Meta:
        ordering = ("code",)
        verbose_name = _("yrkesgrupp")
        verbose_name_plural = _("yrkesgrupper")

    @property
    def isco(self) -> list[str]:
        return [code for code in self.isco_codes.split("|") if code]


class SsykSkill(models.Model):
    group = models.ForeignKey(SsykGroup, on_delete=models.CASCADE, related_name="skill_rows")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="ssyk_rows")
    source = models.CharField(max_length=8, choices=Source, default=Source.JOBTECH)

    records = Records(keep=Keep.INSTALLATION, public="group skill source", internal="id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "skill"], name="ssyk_skill_once")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.skill_id}"


class OccupationQuerySet(models.QuerySet["Occupation"]):
    def active(self) -> OccupationQuerySet:
        return self.filter(status=Skill.Status.ACTIVE)

    def lookup(self, text: str, limit: int = 8) -> list[Occupation]:
        """Occupations with this text in a name; those that begin with it first, then the short."""
        typed = fold(text)
        if not typed:
            return []
        found = self.active().filter(words__contains=typed)[:500]

        def rank(one: Occupation) -> tuple[bool, str]:
            return not fold(one.label).startswith(typed), swedish(one.label)

        return sorted(found, key=rank)[:limit]

    def in_isco(self, codes: list[str]) -> OccupationQuerySet:
        """ESCO occupations under these ISCO-08 groups: the bridge from a Swedish SSYK group."""
        return self.active().filter(isco__in=codes, source=Source.ESCO)


class Occupation(Labelled):
    jobtech_id = models.CharField(max_length=40, blank=True)
    esco_uri = models.CharField(max_length=120, blank=True)
    ssyk = models.ForeignKey(
        SsykGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="occupations"
    )
    isco = models.CharField(max_length=4, blank=True, db_index=True)
    words = models.TextField(blank=True, help_text="All names, folded, | between.")
    status = models.CharField(
        max_length=8, choices=Skill.Status, default=Skill.Status.ACTIVE, db_index=True
    )
    source = models.CharField(max_length=8, choices=Source)

    records = Records(
        keep=Keep.INSTALLATION,
        public="label_sv label_en jobtech_id esco_uri ssyk isco words status source",
        internal="id",
    )

    objects = OccupationQuerySet.as_manager()

    class Meta:
        ordering = ("label_sv", "label_en")
        verbose_name = _("yrke")
        verbose_name_plural = _("yrken")
        constraints = [
            models.UniqueConstraint(
                fields=["jobtech_id"], condition=~Q(jobtech_id=""), name="occupation_jobtech_once"
            ),
            models.UniqueConstraint(
                fields=["esco_uri"], condition=~Q(esco_uri=""), name="occupation_esco_once"
            ),
        ]

    @property
    def counterparts(self) -> OccupationQuerySet:
        """ESCO's occupations beside a Swedish one: SSYK → ISCO-08 → ESCO."""
        codes = self.ssyk.isco if self.ssyk else []
        return Occupation.objects.in_isco(codes).exclude(pk=self.pk)


class OccupationSkill(models.Model):
    class Kind(models.TextChoices):
        ESSENTIAL = "essential", _("nödvändig")
        OPTIONAL = "optional", _("till nytta")
        RELATED = "related", _("närliggande")

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="skill_rows")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="occupation_rows")
    kind = models.CharField(max_length=9, choices=Kind)
    source = models.CharField(max_length=8, choices=Source)

    records = Records(keep=Keep.INSTALLATION, public="occupation skill kind source", internal="id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occupation", "skill"], name="occupation_skill_once")
        ]

    def __str__(self) -> str:
        return f"{self.occupation_id} {self.kind} {self.skill_id}"


class Substitutability(models.Model):
    """How well somebody from one occupation can do another, in per cent (25 or 75 in JobTech)."""

    from_occupation = models.ForeignKey(
        Occupation, on_delete=models.CASCADE, related_name="can_become"
    )
    to_occupation = models.ForeignKey(
        Occupation, on_delete=models.CASCADE, related_name="can_come_from"
    )
    percent = models.PositiveSmallIntegerField(validators=[MaxValueValidator(100)])

    records = Records(
        keep=Keep.INSTALLATION, public="from_occupation to_occupation percent", internal="id"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_occupation", "to_occupation"], name="substitutability_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_occupation_id} → {self.to_occupation_id}: {self.percent} %"
