"""What the start page, the letters and the lesson's page say about recommending."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import TaskState
from wagtail.signals import page_published

from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.recommending import actions
from knowledge.recommending.models import ReviewState, may_review
from people.notices import kinds
from people.notices.kinds import NoticeKind
from people.organisations.models import Role
from people.persons.models import Person, Viewer
from people.start.parts import Todo

REVIEWING = (Role.Kind.EDITOR, Role.Kind.ADMINISTRATOR)


def todo(number: int) -> Todo:
    title = ngettext("%(number)s lärdom att granska", "%(number)s lärdomar att granska", number)
    return Todo(
        title=title % {"number": number},
        text=_("Någon vill att den blir rekommenderad."),
        url=reverse("knowledge:to_review"),
        button=_("Läs och svara"),
        area="kunskap",
    )


def for_writer(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    if not article.is_cared_for_by(viewer) or not article.live:
        return None
    state = ReviewState.latest_of(article)
    status = state.status if state else ""
    return {
        "state": state,
        "may_ask": actions.may_ask(article),
        "is_waiting": status == TaskState.STATUS_IN_PROGRESS,
        "is_refused": status == TaskState.STATUS_REJECTED,
    }


def for_reviewer(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    if not isinstance(viewer, Person) or not article.live:
        return None
    if not any(viewer.has_role(kind, article.organisation_id) for kind in REVIEWING):
        return None
    state = ReviewState.waiting().filter(lesson=article.pk).first()
    if state is None or not may_review(article, viewer, state):
        return None
    return {"state": state}


KINDS = (
    NoticeKind(
        "review_asked",
        gettext_lazy("En lärdom att granska"),
        gettext_lazy("Någon ber dig granska en lärdom. Svara inom tre arbetsdagar."),
    ),
    NoticeKind(
        "review_late",
        gettext_lazy("En granskning dröjer"),
        gettext_lazy("En lärdom väntar på granskning. Nu kan du också svara."),
    ),
    NoticeKind(
        "recommended",
        gettext_lazy("Min lärdom är rekommenderad"),
        gettext_lazy("Din lärdom är nu rekommenderad."),
    ),
    NoticeKind(
        "recommendation_refused",
        gettext_lazy("Min lärdom behöver ändras för att bli rekommenderad"),
        gettext_lazy("Din lärdom blev inte rekommenderad än: %(comment)s"),
    ),
)


def register() -> None:
    kinds.register(*KINDS)
    actions.register_jobs()
    page_published.connect(actions.published_again, dispatch_uid="recommending")
    folder = "knowledge/recommending"
    writer = Part("recommend", f"{folder}/_writer.html", for_writer, place="owner", order=30)
    reviewer = Part("review", f"{folder}/_reviewer.html", for_reviewer, place="aside", order=5)
    register_part(writer)
    register_part(reviewer)
