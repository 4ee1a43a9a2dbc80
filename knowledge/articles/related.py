"""Lessons that belong with one: chosen by its writer, shown to those who may read them."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from knowledge.articles.glance import glance, register_fact
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.articles.views import at
from people.access import SignedInRequest, signed_in
from people.ordering import by_name
from people.persons.models import Person, Viewer
from people.persons.names import clean_name
from people.picking import PickedField, Pickers
from search.finding import find

MOST, LONGEST, SUGGESTED = 5, 300, 8
ADDRESS = re.compile(r"/kunskap/([\w-]+)/([\w-]+)/?(?:[?#]|$)")


class LessonsPicker(Pickers):
    suggest_url = reverse_lazy("knowledge:suggest_lessons")
    longest, rows, row_label = LONGEST, MOST, _("Lärdom %(number)s")


class LessonsField(PickedField):
    """Lessons that the person may read; typed are titles or addresses.

    Those that were chosen by somebody who may read more are kept, unseen.
    """

    widget = LessonsPicker
    most = MOST
    own: int | None = None
    person: Person | None = None
    default_error_messages = {
        "most": _("Välj högst %(most)s lärdomar."),
        "unknown": _(
            "Vi hittar ingen lärdom som heter ”%(typed)s”. Välj i listan, eller klistra in "
            "lärdomens adress."
        ),
        "many": _("Flera lärdomar heter ”%(typed)s”. Klistra in adressen till den du menar."),
        "itself": _("En lärdom kan inte höra ihop med sig själv."),
    }

    def offer(self, person: Person, *, kept: list[int], own: int | None) -> None:
        """`kept` are the numbers chosen before, `own` that of the lesson itself."""
        self.person, self.kept, self.own = person, kept, own

    @property
    def seen(self) -> QuerySet[ArticlePage]:
        return ArticlePage.objects.published().visible_to(self.person) if self.person else _none()

    def clean(self, value: Any) -> list[int]:
        chosen = super().clean(value)
        readable = set(self.seen.filter(pk__in=self.kept).values_list("pk", flat=True))
        return chosen + [pk for pk in self.kept if pk not in readable and pk not in chosen]

    def number(self, one: Any) -> list[int]:
        if isinstance(one, int):
            return [one] if one in self.kept else []
        typed = clean_name(str(one))
        return self._of(typed) if typed else []

    def _of(self, typed: str) -> list[int]:
        found = list(self._named(typed[:LONGEST]).values_list("pk", flat=True)[:2])
        fault = "unknown" if not found else "many" if found[1:] else ""
        if found == [self.own]:
            fault = "itself"
        if not fault:
            return found
        if self.patient:
            return []
        raise ValidationError(self.error_messages[fault], fault, {"typed": typed})

    def _named(self, typed: str) -> QuerySet[ArticlePage]:
        address = ADDRESS.search(typed)
        if address is None:
            return self.seen.filter(Q(title=typed) | Q(title__iexact=typed))
        place, slug = address.groups()
        return self.seen.filter(**at(place, slug))

    def prepare_value(self, value: Any) -> list[str]:
        """What one would type for each number; what was typed stays as it is."""
        numbers = [one for one in value or [] if isinstance(one, int)]
        known = {one.pk: typed_for(one) for one in with_namesakes(self.seen, numbers)}
        return [known.get(one, one) for one in value or [] if one in known or isinstance(one, str)]


def _none() -> QuerySet[ArticlePage]:
    return ArticlePage.objects.none()


def with_namesakes(seen: Any, numbers: list[int]) -> list[ArticlePage]:
    """Those of the numbers, in their order; `namesakes` counts others with the same title."""
    others = seen.filter(title=OuterRef("title")).order_by().values("title")
    counted = others.annotate(number=Count("pk")).values("number")
    found = seen.filter(pk__in=numbers).annotate(namesakes=counted).select_related("organisation")
    by_number = {one.pk: one for one in found} if numbers else {}
    return [by_number[pk] for pk in numbers if pk in by_number]


def typed_for(article: Any) -> str:
    """Its title, or its address when others have the same title."""
    return article.get_absolute_url() if article.namesakes > 1 else str(article.title)


@signed_in
@require_safe
def suggest(request: SignedInRequest) -> HttpResponse:
    """The lessons that fit what has been typed, as options of a list box."""
    found = find(request.GET.get("q", ""), request.user).of("article")[:SUGGESTED]
    seen = ArticlePage.objects.published().visible_to(request.user)
    options = [(one, typed_for(one)) for one in with_namesakes(seen, [pk for _kind, pk in found])]
    return render(request, "knowledge/articles/_lessons_to_choose.html", {"options": options})


def shown(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """Asks for them only when there are some; one that became part of another leads there."""
    if not glance(article, viewer).get("has_related"):
        return None
    seen = ArticlePage.objects.published().visible_to(viewer).exclude(pk=article.pk)
    chosen = Q(pk__in=article.related.values("pk"))
    merged = Q(pk__in=article.related.values("merged_into"))
    found = list(seen.filter(chosen | merged).with_card().order_by(by_name("title"), "pk"))
    return {"related": found} if found else None


def has_related() -> Any:
    return Exists(ArticlePage.related.through.objects.filter(from_articlepage=OuterRef("pk")))


def register() -> None:
    register_fact(has_related=has_related())
    register_part(Part("related", "knowledge/articles/_related.html", shown, order=55))
