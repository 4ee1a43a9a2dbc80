"""The skills that a lesson is about, on its page."""

from typing import Any

from django.db.models import OuterRef

from knowledge.articles.glance import glance, register_fact
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from people.gathered import gathered, made
from people.ordering import swedish
from people.persons.models import Viewer
from skills.models import Skill

LABELS = ("label_sv", "label_en")


def skills() -> Any:
    marks = ArticlePage.skills.through.objects.filter(articlepage=OuterRef(OuterRef("pk")))
    return gathered(Skill.objects.filter(pk__in=marks.values("skill")), "id", *LABELS)


def chips(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    found = made(Skill, glance(article, viewer).get("skills"))
    found.sort(key=lambda one: (swedish(one.label_sv), one.label_en))
    return {"skills": found} if found else None


def register() -> None:
    register_fact(skills=skills())
    register_part(Part("skills", "knowledge/articles/_skills.html", chips, order=8))
