"""Colleagues whose profile says that they can what somebody is looking for."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Length, NullIf
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mobility.profiles.models import Level, Profile, SkillClaim
from people.persons.models import Person
from search.analysis import Asked
from search.finding import Found
from search.leads import Lead, Source, rows_of
from skills.vocabulary.folding import fold
from skills.vocabulary.lookup import beginning
from skills.vocabulary.models import SkillName

SHORTEST = 4  # letters of a stem that a name may begin with
ENDING = 4  # letters after it, else it is another word: system, systemutveckling
LONGEST = 4  # words of a name that is looked for as a whole


def rows(found: Found, person: Person) -> QuerySet[Any, Any]:
    """Who manages without help and shows it to this viewer, the most able first."""
    shown = Profile.objects.visible_to(person).values("person")
    able = SkillClaim.objects.filter(level__gte=Level.THREE, person__in=shown)
    near = able.filter(skill__in=named(found.question).values("skill")).exclude(person=person)
    return rows_of("skill", near.order_by("-level", "pk"), title=label(), person=F("person"))


def label() -> Coalesce:
    """As `Skill.label`, asked for in the database."""
    names = ["skill__label_sv", "skill__label_en"]
    if (get_language() or "sv").startswith("en"):
        names.reverse()
    return Coalesce(NullIf(names[0], Value("")), names[1])


def named(question: list[Asked]) -> QuerySet[SkillName]:
    """Names of one word by its stem, names of several as they stand in the question."""
    words = [fold(one.whole[0]) for one in question]
    among = range(1, LONGEST + 1)
    whole = {" ".join(words[at : at + n]) for at in range(len(words)) for n in among}
    wanted = Q(text__in=whole)
    for one in stems(question):
        longer = Q(length__gt=len(one) + ENDING) | Q(text__contains=" ")
        wanted |= beginning("text", one, connection.vendor) & ~longer
    names = SkillName.objects.exclude(place=SkillName.Place.LATER_WORD)
    return names.annotate(length=Length("text")).filter(wanted)


def stems(question: list[Asked]) -> set[str]:
    """`Asked` marks a stem of a whole word with 0."""
    marked = {form[:-1] for one in question for form in one.whole if form.endswith("0")}
    return {fold(one) for one in marked if len(one) >= SHORTEST}


def url(lead: Lead) -> str:
    return reverse("person", args=[lead.person])


def why(lead: Lead) -> str:
    return _("Kan %(skill)s") % {"skill": lead.title}


ABLE = Source("skill", rows, url, why=why)
