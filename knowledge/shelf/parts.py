"""What the shelf puts on a lesson's page and into the notices."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy

from knowledge.articles.glance import VIEWER, glance, register_fact
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.shelf.following import rows_follow
from knowledge.shelf.models import Saved
from people.notices import kinds
from people.persons.models import Viewer


def saving(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    if not viewer.is_authenticated or not article.live:
        return None
    return {"is_saved": glance(article, viewer).get("is_saved", False)}


def is_saved() -> Any:
    return Exists(Saved.objects.filter(person=VIEWER, article=OuterRef("pk")))


def together(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """The writers came with the lesson."""
    found = list(article.coauthors.all())
    return {"coauthors": found, "is_one": viewer in found} if found else None


def caring(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    return {"is_one": viewer in article.coauthors.all()}


def taken_back(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    if article.live or article.retracted_at is None:
        return None
    return {"may_put_back": article.is_cared_for_by(viewer)}


def register() -> None:
    register_fact(is_saved=is_saved())
    register_part(Part("saved", "knowledge/shelf/_saved.html", saving, order=10))
    register_part(Part("together", "knowledge/shelf/_together.html", together, "top", 40))
    register_part(Part("taken back", "knowledge/shelf/_taken_back.html", taken_back, "top", 10))
    register_part(Part("shelf", "knowledge/shelf/_owner.html", caring, "owner", 90))
    rows_follow("saved", Saved, same="person")
    kinds.register(
        kinds.NoticeKind(
            "coauthor_asked",
            gettext_lazy("Någon vill skriva en lärdom med dig"),
            gettext_lazy("Du är inbjuden att skriva med på ”%(title)s”"),
        ),
        kinds.NoticeKind(
            "coauthor_joined",
            gettext_lazy("Någon har tackat ja till att skriva med dig"),
            gettext_lazy("Ni är en till som skriver på ”%(title)s”"),
            by_mail=False,
        ),
        kinds.NoticeKind(
            "lesson_retracted",
            gettext_lazy("En lärdom du har skrivit på är tillbakadragen"),
            gettext_lazy("”%(title)s” är tillbakadragen"),
        ),
        kinds.NoticeKind(
            "lesson_merged",
            gettext_lazy("En lärdom du har skrivit på är hopslagen med en annan"),
            gettext_lazy("”%(title)s” är hopslagen med ”%(into)s”"),
        ),
    )
