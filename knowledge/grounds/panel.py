"""What the lesson's page and the letters say about what it rests on."""

from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy

from knowledge.articles.glance import glance, register_fact
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.articles.validity import Validity
from knowledge.grounds.models import ArticleGround, Ground, GroundChange
from people.notices import kinds
from people.notices.kinds import NoticeKind
from people.persons.models import Viewer


def rests_on(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """Asks for the names only when there are some."""
    is_mine = article.live and article.is_cared_for_by(viewer)
    if not glance(article, viewer).get("has_grounds"):
        return {"grounds": [], "is_mine": True} if is_mine else None
    named = Ground.objects.filter(marks__article=article.pk)
    return {"grounds": named, "is_mine": is_mine}


def why(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """The editor's note, until somebody has said that the lesson still holds."""
    note = glance(article, viewer).get("ground_note")
    if not note or article.validity != Validity.CHECK:
        return None
    return {"note": note}


def _has_grounds() -> Any:
    return Exists(ArticleGround.objects.filter(article=OuterRef("pk")))


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
    register_fact(has_grounds=_has_grounds(), ground_note=_note())
    folder = "knowledge/grounds"
    register_part(Part("ground changed", f"{folder}/_why.html", why, place="top", order=5))
    register_part(Part("grounds", f"{folder}/_rests_on.html", rests_on, place="aside", order=40))
