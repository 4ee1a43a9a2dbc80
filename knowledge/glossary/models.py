"""What words and abbreviations mean, where they are used."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from knowledge.glossary import spelling
from people.audience import belonging
from people.editors import edits_installation
from people.organisations.models import Organisation, Role, Unit
from people.persons.models import Person, Viewer
from people.records import Keep, Records


class TermQuerySet(models.QuerySet["Term"]):
    def visible_to(self, viewer: Viewer) -> TermQuerySet:
        """The installation's words for all, an organisation's for all connected.

        What nobody has reviewed, and what is no longer used, only where it belongs.
        """
        mine = belonging(viewer)
        seen = Q(organisation=None, state=Term.State.CURRENT)
        if mine.connected:
            seen |= Q(state=Term.State.CURRENT)
        if mine.organisations:
            seen |= Q(organisation__in=mine.organisations)
        if edits_installation(viewer):
            seen |= Q(organisation=None)
        return self.filter(seen)

    def used(self) -> TermQuerySet:
        return self.exclude(state=Term.State.RETIRED)

    def waiting_for(self, person: Person) -> TermQuerySet:
        """Proposals at organisations where the person is editor."""
        kind = Role.Kind.EDITOR
        at = [role.organisation_id for role in person.belonging.roles if role.kind == kind]
        return self.filter(state=Term.State.PROPOSED, organisation__in=at)

    def known_to(self, viewer: Viewer) -> TermQuerySet:
        """Those of the viewer's own organisations, and those of all."""
        here = Q(organisation__in=belonging(viewer).organisations)
        return self.filter(here | Q(organisation=None))

    def own_first(self, viewer: Viewer) -> TermQuerySet:
        """A to Ö; the same word of one's own organisation before that of others."""
        own = When(organisation__in=belonging(viewer).organisations, then=Value(0))
        near = Case(own, When(organisation=None, then=Value(1)), default=Value(2))
        return self.order_by("sort_key", near, "pk")

    def with_place(self) -> TermQuerySet:
        return self.select_related("organisation", "unit")


class Term(models.Model):
    """A word with its meaning at one place: everywhere, an organisation, or a unit of it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Inte granskat än")
        CURRENT = "current", _("Gäller")
        RETIRED = "retired", _("Används inte längre")

    word = models.CharField(_("Ord eller förkortning"), max_length=80)
    meaning = models.CharField(_("Betydelse"), max_length=200)
    explanation = models.TextField(_("Förklaring"), blank=True, max_length=1000)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="+"
    )
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)
    key = models.CharField(max_length=160, db_index=True, editable=False)
    sort_key = models.CharField(max_length=160, db_index=True, editable=False)
    letter = models.CharField(max_length=1, editable=False)
    text = models.TextField(editable=False)

    records = Records(
        keep=Keep.PUBLISHED,
        public="word meaning explanation organisation unit state",
        internal="id changed_at key sort_key letter text",
        personal="proposed_by",
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("ord i ordlistan")
        verbose_name_plural = _("ord i ordlistan")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(organisation=None) & ~Q(state="retired"),
                name="term_once_everywhere",
            ),
            models.UniqueConstraint(
                fields=["organisation", "key"],
                condition=Q(unit=None) & ~Q(state="retired"),
                name="term_once_at_organisation",
            ),
            models.UniqueConstraint(
                fields=["unit", "key"], condition=~Q(state="retired"), name="term_once_at_unit"
            ),
            models.CheckConstraint(
                condition=Q(unit=None) | Q(organisation__isnull=False),
                name="term_unit_has_employer",
            ),
        ]

    def __str__(self) -> str:
        return self.word

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.spell()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("knowledge:term", args=[self.pk])

    def spell(self) -> None:
        """The columns that follow from the others."""
        self.key, self.sort_key = spelling.key(self.word), spelling.sort_key(self.word)
        self.letter = spelling.letter(self.word)
        self.text = f"{self.word} {self.meaning} {self.explanation}".casefold()

    @property
    def place(self) -> str:
        """Whose word it is."""
        return str(self.unit or self.organisation or _now("Alla i Utbyte"))

    @property
    def is_retired(self) -> bool:
        return self.state == self.State.RETIRED

    @property
    def is_proposed(self) -> bool:
        return self.state == self.State.PROPOSED

    def is_tended_by(self, person: Viewer) -> bool:
        """The organisation's editors; for everybody's words the installation's."""
        if not isinstance(person, Person):
            return False
        if self.organisation_id is None:
            return edits_installation(person)
        return person.has_role(Role.Kind.EDITOR, self.organisation_id)

    def may_be_changed_by(self, person: Viewer) -> bool:
        """Whoever proposed it too, until somebody has reviewed it."""
        own = self.is_proposed and person.pk is not None and self.proposed_by_id == person.pk
        here = self.organisation_id in belonging(person).organisations
        return self.is_tended_by(person) or (own and here)


class TermVersion(models.Model):
    """What a word meant from one day on, and what was done to it."""

    class Deed(models.TextChoices):
        ADDED = "added", _("Lades till")
        CHANGED = "changed", _("Ändrades")
        REVIEWED = "reviewed", _("Granskades")
        RETIRED = "retired", _("Togs ur bruk")
        RESTORED = "restored", _("Togs i bruk igen")

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="versions")
    deed = models.CharField(max_length=10, choices=Deed)
    word = models.CharField(max_length=80)
    meaning = models.CharField(max_length=200)
    explanation = models.TextField(blank=True)
    because = models.CharField(_("Skäl"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    records = Records(
        keep=Keep.PUBLISHED,
        public="term deed word meaning explanation because at",
        internal="id",
        personal="by",
    )

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.word} {self.deed}"


class Edition(models.Model):
    """A mark that changes whenever a word of an organisation does; 0 is for everybody's words."""

    of = models.PositiveBigIntegerField(primary_key=True)
    mark = models.UUIDField()

    records = Records(keep=Keep.INSTALLATION, internal="of mark")

    def __str__(self) -> str:
        return f"{self.of} {self.mark}"
