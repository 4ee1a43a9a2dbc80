"""New lessons as Atom: open ones for all, and what one may read at a secret address."""

import hashlib
import re
from datetime import UTC, datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.articles.lists import seen_by
from knowledge.articles.models import ArticlePage
from knowledge.articles.numbers import numbers_for
from knowledge.articles.questions import ArticleQuerySet
from knowledge.articles.topics import Topic
from knowledge.exchange.models import FeedKey
from people import audit
from people.access import SignedInRequest, anyone, find, need, signed_in
from people.once import once
from people.organisations.models import Organisation
from people.persons.models import Person

MOST = 25
OPEN = "public, max-age=900"
OWN = "private, no-cache"
# What XML 1.0 cannot hold, escaped or not.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@anyone
@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    return answer(request, _("Nya lärdomar"), reverse("knowledge:index"), seen_by(AnonymousUser()))


@anyone
@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Exists as long as an open lesson is about it."""
    lessons = seen_by(AnonymousUser())
    topic = Topic.objects.at(slug, list(numbers_for(AnonymousUser()).topics))
    need(request, topic is not None, "an open lesson is about the topic")
    assert topic is not None
    if topic.slug != slug:
        return redirect("knowledge:feed_topic", slug=topic.slug)
    title = _("Lärdomar om %(topic)s") % {"topic": topic.name}
    return answer(request, title, reverse("knowledge:topic", args=[slug]), lessons.about(topic))


@anyone
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Exists as long as the organisation has an open lesson."""
    lessons = seen_by(AnonymousUser())
    known = Organisation.objects.filter(pk__in=lessons.order_by().values("organisation"))
    organisation = find(request, known, slug=slug)
    title = _("Lärdomar från %(organisation)s") % {"organisation": organisation.name}
    url = f"{reverse('knowledge:index')}?organisation={slug}"
    return answer(request, title, url, lessons.filter(organisation=organisation))


@anyone
@require_safe
def own(request: HttpRequest, token: str) -> HttpResponse:
    """What the holder of the address may read today; closed lessons by title alone."""
    key = FeedKey.objects.with_token(token)
    need(request, key is not None, "holds a secret address")
    assert key is not None
    lessons, url = seen_by(key.person), reverse("knowledge:index")
    return answer(request, _("Nya lärdomar för dig"), url, lessons, keep=OWN)


def answer(
    request: HttpRequest, title: str, url: str, lessons: ArticleQuerySet, *, keep: str = OPEN
) -> HttpResponse:
    """With an ETag and a Last-Modified, so that a reader that has it gets 304."""
    found = list(lessons.newest().select_related("organisation", "audience")[:MOST])
    body = written(request.path, title, url, found)
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    changed = newest_change(found)
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    kept = get_conditional_response(request, etag, int(changed.timestamp()), response)
    response = kept if isinstance(kept, HttpResponse) else response
    response.headers["Cache-Control"] = keep
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


def newest_change(found: list[ArticlePage]) -> datetime:
    """Of an empty feed: the beginning of time, as feeds count it."""
    return max((one.last_published_at for one in found), default=datetime(1970, 1, 1, tzinfo=UTC))


def written(path: str, title: str, url: str, found: list[ArticlePage]) -> bytes:
    address = settings.SITE_ADDRESS
    feed = Atom1Feed(
        title=clean(f"{title} – Utbyte"),
        link=f"{address}{url}",
        description="",
        language=settings.LANGUAGE_CODE,
        feed_url=f"{address}{path}",
        feed_guid=f"{address}{path}",
        author_name="Utbyte",
    )
    for one in found:
        feed.add_item(
            title=clean(one.title),
            link=f"{address}{one.get_absolute_url()}",
            description=clean(summary(one)),
            categories=[str(one.standing.label)],
            unique_id=f"urn:uuid:{one.translation_key}",
            author_name=clean(one.organisation.name),
            pubdate=one.first_published_at,
            updateddate=one.last_published_at,
        )
    text: str = feed.writeString("utf-8")
    if not found:  # an Atom feed says when; without entries Django says now
        text = re.sub(r"<updated>[^<]*</updated>", "<updated>1970-01-01T00:00:00Z</updated>", text)
    return text.encode()


def summary(article: ArticlePage) -> str:
    """Whether it holds, and what was learned where everyone may read it."""
    text = article.in_short[:2_000] if article.audience.is_open else ""
    return f"{article.standing.label}. {text}".strip()


def clean(text: str) -> str:
    return NOT_XML.sub("", text)


@signed_in
@require_safe
def addresses(request: SignedInRequest) -> HttpResponse:
    key = FeedKey.objects.visible_to(request.user).first()
    token = reverse("knowledge:feed_own", args=[key.token]) if key else ""
    context = {"key": key, "address": settings.SITE_ADDRESS, "own": token}
    return render(request, "knowledge/exchange/feeds.html", context)


@signed_in
@require_POST
def make(request: SignedInRequest) -> HttpResponse:
    """A new address; the old one no longer answers."""

    def act() -> str:
        renew(request.user)
        messages.success(request, _("Här är din hemliga adress. En gammal slutar gälla."))
        return reverse("knowledge:feeds")

    return once(request, act)


@signed_in
@require_POST
def revoke(request: SignedInRequest) -> HttpResponse:
    FeedKey.objects.visible_to(request.user).delete()
    messages.success(request, _("Adressen gäller inte längre."))
    return redirect("knowledge:feeds")


@transaction.atomic
def renew(person: Person) -> FeedKey:
    FeedKey.objects.visible_to(person).delete()
    key = FeedKey.objects.create(person=person)
    audit.record("make feed", key, by=person)
    return key
