"""What the lesson's page and the letters say about what it rests on."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy

from knowledge.articles.glance import glance, register_fact
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.articles.validity import Validity
from knowledge.grounds.models import Ground, GroundChange
from people.gathered import gathered, made
from people.notices import kinds
from people.notices.kinds import NoticeKind
from people.persons.models import Viewer


def rests_on(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    is_mine = article.live and article.is_cared_for_by(viewer)
    named = made(Ground, glance(article, viewer).get("grounds"))
    if not (named or is_mine):
        return None
    named.sort(key=lambda one: (one.kind, one.key))
    return {"grounds": named, "is_mine": is_mine}


def why(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """The editor's note, until somebody has said that the lesson still holds."""
    note = glance(article, viewer).get("ground_note")
    if not note or article.validity != Validity.CHECK:
        return None
    return {"note": note}


def _grounds() -> Any:
    return gathered(
        Ground.objects.filter(marks__article=OuterRef("pk")), "id", "kind", "name", "key"
    )


def _note() -> Any:
    noted = GroundChange.objects.filter(ground__marks__article=OuterRef("pk"))
    return Subquery(noted.order_by("-noted_at", "-pk").values("note")[:1])


def register() -> None:
    kinds.register(
        NoticeKind(
            "ground_changed",
            gettext_lazy("Något som mina lärdomar vilar på har ändrats"),
            gettext_lazy("%(note)s. Gäller dina lärdomar än? Antal: %(number)s."),
        )
    )
    register_fact(grounds=_grounds(), ground_note=_note())
    folder = "knowledge/grounds"
    register_part(Part("ground changed", f"{folder}/_why.html", why, place="top", order=5))
    register_part(Part("grounds", f"{folder}/_rests_on.html", rests_on, place="aside", order=40))
