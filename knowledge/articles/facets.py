"""Choices that other subjects put beside those of the list of lessons.

A subject registers when the app is ready; the list asks everyone and knows nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from knowledge.articles.questions import ArticleQuerySet
from people.persons.models import Viewer

Text = str | Promise


@dataclass(frozen=True)
class Facet:
    """`name` stands in the address, `every` is the choice of nothing.

    `narrow` keeps the lessons that fit one of the choices, by what the viewer may see.
    """

    name: str
    label: Text
    every: Text
    choices: tuple[tuple[str, Text], ...]
    narrow: Callable[[ArticleQuerySet, str, Viewer], ArticleQuerySet]


_facets: dict[str, Facet] = {}


def register_facet(facet: Facet) -> None:
    _facets[facet.name] = facet


def all_facets() -> list[Facet]:
    return list(_facets.values())
