"""How a draft becomes a page in the CMS: its place, its words, its revision."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.dispatch import Signal
from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision

from knowledge.articles.drafts import Draft
from knowledge.articles.kinds import CHECK_AFTER, Kind
from knowledge.articles.models import SECTIONS, ArticlePage
from knowledge.articles.readers import audience_for
from knowledge.articles.topics import ArticleGoal, Topic, split
from knowledge.articles.tree import OrganisationPage
from knowledge.articles.validity import Interval, Validity
from people.organisations.models import Unit
from people.persons.models import Person
from people.subgoals.keys import marks
from skills.vocabulary.models import Skill

LONGEST_SLUG = 80
filled = Signal()  # a lesson has taken over its `draft`; before it is put out


def unit_of(draft: Draft, by: Person) -> Unit:
    """The chosen unit while the writer works there, else the one where they do."""
    own = {one.unit_id: one.unit for one in by.belonging.employments}
    if not by.belonging.connected or by.employment is None:
        raise PermissionDenied("only staff of connected organisations publish")
    return own.get(draft.unit_id or 0, by.employment.unit)


def new_page(draft: Draft, *, by: Person, unit: Unit) -> ArticlePage:
    """An unpublished page below the organisation's, with an address of its own."""
    place = OrganisationPage.objects.of(unit.organisation)
    parent = Page.objects.select_for_update().get(pk=place.pk)
    slug = slugify(draft.title)[:LONGEST_SLUG].strip("-") or "lardom"
    page = ArticlePage(
        title=draft.title,
        kind=draft.kind,
        slug=find_available_slug(parent, slug),
        live=False,
        organisation=unit.organisation,
        author=by,
        owner=by,
        audience=audience_for(by, draft.audience),
    )
    confirmed(page, by=by)
    parent.add_child(instance=page)
    return page


def fill(article: ArticlePage, draft: Draft, *, by: Person, unit: Unit) -> None:
    """Take over what the draft says; the address stays when the title changes.

    A lesson that was taken back is put back by publishing a change of it.
    """
    for name in ("title", "language", "kind", "change_note", *SECTIONS):
        setattr(article, name, getattr(draft, name))
    article.retracted_at, article.retracted_because = None, ""
    if unit.organisation_id == article.organisation_id:
        article.unit = unit
    article.audience = audience_for(by, draft.audience, kept=article.audience)
    article.topics.set([Topic.objects.called(name) for name in split(draft.topics)])
    chosen = {(mark.goal, mark.subgoal_id): mark for mark in article.goal_marks.all()}
    article.goal_marks.set(
        [
            chosen.get(one) or ArticleGoal(goal=one[0], subgoal_id=one[1])
            for one in marks(draft.goals)
        ]
    )
    article.skills.set(Skill.objects.filter(pk__in=draft.skills))
    article.related.set(ArticlePage.objects.filter(pk__in=draft.related).exclude(pk=article.pk))
    filled.send(ArticlePage, article=article, draft=draft)


def confirmed(article: ArticlePage, *, by: Person) -> None:
    """It holds today; somebody asks again when its kind says so."""
    today = timezone.localdate()
    article.validity, article.confirmed_by, article.confirmed_on = Validity.VALID, by, today
    article.review_on = today + interval(article).span


def interval(article: ArticlePage) -> Interval:
    """How long it holds until somebody asks: the owner's own interval, else that of its kind."""
    plan = getattr(article, "review_plan", None) if article.pk else None
    return Interval(plan.days) if plan else CHECK_AFTER[Kind(article.kind)]


def put_out(article: ArticlePage, *, by: Person) -> Revision:
    """Our own rules have decided; Wagtail's are for the editors of its admin."""
    revision: Revision = article.save_revision(user=by, log_action=True)
    revision.publish(user=by, skip_permission_checks=True)
    return revision


def bring_out(article: ArticlePage, *, by: Person) -> int:
    """A new revision, published; changes that were begun on the last one go on from it."""
    before = article.latest_revision_id
    revision = put_out(article, by=by)
    article.drafts.filter(base_revision=before).update(base_revision=revision.pk)
    return int(revision.pk)


def locked(pk: int) -> ArticlePage:
    """As it is stored now, kept from others until the transaction ends."""
    beside = ArticlePage.objects.select_related("audience", "organisation", "unit")
    article: ArticlePage = beside.select_for_update(of=("self",)).get(pk=pk)
    return article
