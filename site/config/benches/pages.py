"""How much the pages that are read most cost, beside the barest page that Wagtail can serve.

The product and the bare project are served by two gunicorns in the same run, and asked in turn:
on a noisy machine only the ratio holds.
"""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.benches.bare import make_bare
from config.benches.load import Round, middle, round_of
from config.benches.server import Server, serving
from config.world.build import STORY
from knowledge.articles.models import ArticlePage
from knowledge.articles.questions import ArticleQuerySet
from knowledge.articles.topics import Topic
from people.persons.models import Person

ROUNDS = 7
REQUESTS = 120
PLAIN, BARE = "plain view", "bare Wagtail page"  # the limits, in a project of their own
SAMPLE = 40  # different lessons, so that no single one is warm


@dataclass(frozen=True)
class Asked:
    """What is asked for, `of` which server, with which cookies."""

    page: str
    server: Server
    paths: list[str]
    headers: dict[str, str]


def measure(say: Callable[[str], None]) -> dict[str, Any]:
    reader = Person.objects.get(email=STORY[0][0])
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(reader)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        product = stack.enter_context(serving("config.settings", UTBYTE_SERVE="pages"))
        bare = stack.enter_context(
            serving(make_bare(folder), BENCH_FOLDER=folder, UTBYTE_SERVE="pages")
        )
        targets = [*_limits(bare), *_own(product, reader, client)]
        rounds = _rounds(targets, say)
    pages = [
        {"page": one.page, "queries": _queries(one, client), **middle(rounds[one.page])}
        for one in targets
    ]
    client.logout()
    return {"database": connection.vendor, **_sizes(), "pages": _beside_bare(pages)}


def _limits(bare: Server) -> list[Asked]:
    return [Asked(PLAIN, bare, ["/plain/"], {}), Asked(BARE, bare, ["/"], {})]


def _own(product: Server, reader: Person, client: Client) -> list[Asked]:
    live = ArticlePage.objects.filter(live=True).order_by("pk")
    mine, open_ones = (_spread(live.visible_to(viewer)) for viewer in (reader, AnonymousUser()))
    topics = [reverse("knowledge:topic", args=[one.slug]) for one in _topics(mine)]
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    signed_in = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"}
    return [
        Asked("article", product, _addresses(mine), signed_in),
        Asked("article, signed out", product, _addresses(open_ones), {}),
        Asked("knowledge index", product, [reverse("knowledge:index")], signed_in),
        Asked("topic", product, topics, signed_in),
    ]


def _spread(articles: ArticleQuerySet) -> list[ArticlePage]:
    """At most SAMPLE, from the oldest to the newest."""
    return list(articles[:: max(1, articles.count() // SAMPLE)])


def _addresses(articles: list[ArticlePage]) -> list[str]:
    return [one.get_absolute_url() for one in articles]


def _topics(articles: list[ArticlePage]) -> list[Topic]:
    return list(Topic.objects.filter(marks__content_object__in=articles).distinct()[:SAMPLE])


def _rounds(targets: list[Asked], say: Callable[[str], None]) -> dict[str, list[Round]]:
    """In turn, after one that warms up."""
    rounds: dict[str, list[Round]] = {one.page: [] for one in targets}
    for number in range(ROUNDS + 1):
        for one in targets:
            paths = list(islice(cycle(one.paths), REQUESTS))
            taken = round_of(one.server, paths, one.headers)
            if number:
                rounds[one.page].append(taken)
        say(f"  round {number} of {ROUNDS}")
    return rounds


def _queries(asked: Asked, client: Client) -> int | None:
    """Of the second request: the first fills what a process keeps."""
    if asked.page in (PLAIN, BARE):
        return None
    visitor = client if asked.headers else Client(SERVER_NAME="127.0.0.1")
    visitor.get(asked.paths[0])
    with CaptureQueriesContext(connection) as queries:
        visitor.get(asked.paths[0])
    return len(queries)


def _sizes() -> dict[str, int]:
    return {"articles": ArticlePage.objects.count(), "people": Person.objects.count()}


def _beside_bare(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    bare = next(one["cpu_ms"] for one in pages if one["page"] == BARE)
    return [{**one, "cpu_of_bare": round(one["cpu_ms"] / bare, 2)} for one in pages]
