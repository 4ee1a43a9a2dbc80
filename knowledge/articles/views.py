"""Reading."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from knowledge.articles import actions
from knowledge.articles.glance import recall
from knowledge.articles.lists import (
    Choice,
    facets_with,
    lessons_on,
    seen_by,
    topics_in,
)
from knowledge.articles.models import ArticlePage
from knowledge.articles.naming import chosen_in
from knowledge.articles.numbers import numbers_for
from knowledge.articles.parts import parts_for, topic_parts
from knowledge.articles.topics import Topic
from knowledge.articles.tree import OrganisationPage
from knowledge.articles.validity import Validity
from people.access import SignedInRequest, anyone, find, need, signed_in
from people.organisations.models import Organisation
from people.subgoals.choosing import goal_choices


@anyone
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    choice, numbers = Choice.read(request.GET), numbers_for(request.user)
    total = None if choice else numbers.lessons
    seen = seen_by(request.user, total or 0)
    context = {
        "choice": choice,
        "chosen": chosen_in(choice, seen),
        "lessons": lessons_on(request, choice.among(seen, request.user), total),
        "topics": topics_in(numbers.topics),
        "organisations": Organisation.objects.filter(pk__in=list(numbers.organisations)),
        "goals": goal_choices(list(numbers.subgoals)),
        "facets": facets_with(choice),
        "validities": Validity.choices,
        "may_write": request.user.is_authenticated and request.user.belonging.connected,
    }
    return render(request, "knowledge/articles/index.html", context)


@anyone
@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic exists for those who see a lesson about it."""
    numbers = numbers_for(request.user)
    topic = Topic.objects.at(slug, list(numbers.topics))
    need(request, topic is not None, "sees a lesson about the topic")
    assert topic is not None
    if topic.slug != slug:
        return redirect("knowledge:topic", slug=topic.slug)
    about = seen_by(request.user).about(topic)
    lessons = lessons_on(request, about, numbers.topics[topic.pk])
    parts = topic_parts(topic, request.user)
    context = {"topic": topic, "lessons": lessons, "parts": parts, "numbers": numbers}
    return render(request, "knowledge/articles/topic.html", context)


@anyone
@require_safe
def organisation_at(request: HttpRequest, place: str) -> HttpResponse:
    """What the CMS would find too, in one query instead of six."""
    pages = OrganisationPage.objects.live().select_related("organisation")
    return organisation(request, find(request, pages, slug=place))


@anyone
@require_safe
def organisation(request: HttpRequest, page: OrganisationPage) -> HttpResponse:
    """An organisation's page exists for those who see a lesson of its."""
    numbers = numbers_for(request.user)
    number = numbers.organisations[page.organisation_id]
    need(request, bool(number), "sees a lesson of the organisation")
    own = seen_by(request.user).filter(organisation=page.organisation)
    lessons = lessons_on(request, own, number)
    context = {"organisation": page.organisation, "lessons": lessons, "numbers": numbers}
    return render(request, "knowledge/articles/organisation.html", context)


@anyone
@require_safe
def article(request: HttpRequest, place: str, slug: str) -> HttpResponse:
    return show(request, **at(place, slug))


def at(place: str, slug: str) -> dict[str, str]:
    return {"url_path__endswith": f"/{place}/{slug}/", "slug": slug}


def show(request: HttpRequest, **which: object) -> HttpResponse:
    seen = ArticlePage.objects.visible_to(request.user).with_people()
    article = seen.filter(**which).first()
    if article is None or (article.merged_into_id and not article.live):
        return withdrawn(request, article, **which)
    need(request, True, f"visible {ArticlePage._meta.label}")
    return as_page(request, article)


def withdrawn(request: HttpRequest, own: ArticlePage | None, **which: object) -> HttpResponse:
    """Whoever could read it is led on or told why it is gone; for others it never was."""
    read = ArticlePage.objects.withdrawn_for(request.user).select_related("merged_into")
    article = own or find(request, read, **which)
    need(request, True, "could read it before")
    into = article.merged_into
    if into and ArticlePage.objects.visible_to(request.user).filter(pk=into.pk).exists():
        return redirect(into, permanent=True)
    return render(request, "knowledge/articles/withdrawn.html", {"article": article}, status=410)


def as_page(request: HttpRequest, article: ArticlePage) -> HttpResponse:
    recall(article, request.user)
    context = {
        "article": article,
        "is_mine": article.is_cared_for_by(request.user),
        "parts": parts_for(article, request.user),
    }
    return render(request, "knowledge/articles/article.html", context)


@signed_in
@require_POST
def change(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    article = find(request, ArticlePage.objects.visible_to(request.user), **at(place, slug))
    draft = actions.start_change(article=article, by=request.user)
    return redirect("knowledge:draft", pk=draft.pk)
