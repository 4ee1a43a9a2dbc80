"""A network's lessons, on its page and in full."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from knowledge.articles.lists import lessons_on, seen_by
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.articles.questions import ArticleQuerySet
from people.access import SignedInRequest, find, signed_in
from people.audience import Audience
from people.networks.models import Network
from people.networks.parts import NetworkPart, register_network_part
from people.persons.models import Person, Viewer

SHOWN = 4


def lessons_in(network: Network, viewer: Viewer) -> ArticleQuerySet:
    return seen_by(viewer).filter(audience__network=network)


def newest(network: Network, viewer: Person) -> dict[str, Any] | None:
    """The newest; nothing at all for whoever is outside and has written none of them."""
    lessons = list(lessons_in(network, viewer).newest().with_card()[: SHOWN + 1])
    is_in = network.pk in {one.pk for one in viewer.belonging.networks}
    if not lessons and not is_in:
        return None
    return {"lessons": lessons[:SHOWN], "more": len(lessons) > SHOWN}


def shared_in(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """Whose lesson it is; asks the database only for a network's."""
    if article.audience.kind != Audience.Kind.NETWORK:
        return None
    return {"network": article.audience.network}


@signed_in
@require_safe
def lessons(request: SignedInRequest, pk: int) -> HttpResponse:
    network = find(request, Network.objects.visible_to(request.user), pk=pk)
    page = lessons_on(request, lessons_in(network, request.user))
    context = {"network": network, "lessons": page}
    return render(request, "knowledge/articles/in_network.html", context)


def register() -> None:
    register_network_part(
        NetworkPart("lessons", "knowledge/articles/_in_network.html", newest, order=20)
    )
    register_part(Part("network", "knowledge/articles/_shared_in.html", shared_in, place="top"))
