"""Saving, writing together, taking back and putting back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from knowledge.articles import publishing
from knowledge.articles.models import ArticlePage
from knowledge.shelf.models import CoauthorInvitation, Saved
from people import audit
from people.notices.actions import tell
from people.persons.models import Person

MOST_WRITERS = 10


def save(*, article: ArticlePage, by: Person) -> None:
    Saved.objects.get_or_create(person=by, article=article)


def unsave(*, article: ArticlePage, by: Person) -> None:
    Saved.objects.of(by).filter(article=article).delete()


@transaction.atomic
def invite(*, article: ArticlePage, person: Person, by: Person) -> bool:
    """Ask a colleague at the organisation; False when they are in or asked already."""
    article = publishing.locked(article.pk)
    _only_carers(article, by)
    known = article.coauthors.filter(pk=person.pk).exists() or person.pk == article.author_id
    if known or article.organisation_id not in person.belonging.organisations:
        return False
    waiting = CoauthorInvitation.objects.filter(article=article).count()
    if article.coauthors.count() + waiting >= MOST_WRITERS:
        return False
    _invitation, is_new = CoauthorInvitation.objects.get_or_create(
        article=article, person=person, defaults={"by": by}
    )
    if is_new:
        audit.record("invite", article, by=by, person=person.pk)
        url = reverse("knowledge:mine")
        tell("coauthor_asked", [person], url=url, title=article.title)
    return is_new


@transaction.atomic
def withdraw(*, invitation: CoauthorInvitation, by: Person) -> None:
    """Those who care for the lesson, not only the one who asked."""
    _only_carers(invitation.article, by)
    audit.record("withdraw", invitation.article, by=by, person=invitation.person_id)
    invitation.delete()


@transaction.atomic
def answer(*, invitation: CoauthorInvitation, by: Person, yes: bool) -> bool:
    """The one who was asked; nobody else says yes for them. Works there still, or it is no.

    Whether they write on it now.
    """
    if invitation.person_id != by.pk:
        raise PermissionDenied("only the one asked answers")
    article = publishing.locked(invitation.article_id)
    joins = yes and article.organisation_id in by.belonging.organisations
    if joins:
        article.coauthors.add(by)
        url = article.get_absolute_url()
        tell("coauthor_joined", [invitation.by], url=url, title=article.title)
    audit.record("join" if joins else "decline", article, by=by)
    invitation.delete()
    return joins


@transaction.atomic
def leave(*, article: ArticlePage, by: Person) -> None:
    """The name is taken away and one's change draft becomes a lesson of its own to be."""
    article = publishing.locked(article.pk)
    if not article.coauthors.filter(pk=by.pk).exists():
        return
    article.coauthors.remove(by)
    article.drafts.filter(author=by).update(article=None, base_revision=None)
    audit.record("leave", article, by=by)


@transaction.atomic
def retract(*, article: ArticlePage, by: Person, because: str) -> ArticlePage:
    """Out of every list at once; its writers keep it, others read the reason. Once is enough."""
    article = publishing.locked(article.pk)
    _only_carers(article, by)
    if not article.live:
        return article
    article.retracted_at, article.retracted_because = timezone.now(), because
    take_in(article, by=by)
    audit.record("retract", article, by=by)
    told = [one for one in article.writers if one != by]
    tell("lesson_retracted", told, url=article.get_absolute_url(), title=article.title)
    return article


@transaction.atomic
def put_back(*, article: ArticlePage, by: Person) -> ArticlePage:
    article = publishing.locked(article.pk)
    _only_carers(article, by)
    if article.live or article.retracted_at is None or article.merged_into_id:
        return article
    article.retracted_at, article.retracted_because = None, ""
    publishing.bring_out(article, by=by)
    audit.record("put back", article, by=by)
    return article


def take_in(article: ArticlePage, *, by: Person) -> None:
    """Our own rules have decided; Wagtail's are for the editors of its admin."""
    UnpublishPageAction(article, user=by).execute(skip_permission_checks=True)


def _only_carers(article: ArticlePage, by: Person) -> None:
    if not article.is_cared_for_by(by):
        raise PermissionDenied("only those who care for a lesson decide about it")
