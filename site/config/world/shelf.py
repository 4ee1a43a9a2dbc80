"""What people have saved, write together, took back and merged."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from config.world.reading import rows
from knowledge.articles.actions import publish, start_draft
from knowledge.articles.models import QUICK, ArticlePage
from knowledge.shelf import actions, merging
from knowledge.shelf.models import CoauthorInvitation, Saved
from people.persons.models import Person


def build_shelves() -> None:
    for row in rows("shelf"):
        for email, title in row["saved"]:
            actions.save(article=lesson(title), by=someone(email))
        for title, email in (*row["together"], *row["asked"]):
            ask(lesson(title), someone(email))
        for _title, email in row["together"]:
            invitation = CoauthorInvitation.objects.get(person__email=email)
            actions.answer(invitation=invitation, by=someone(email), yes=True)
        for one in row["gone"]:
            written = write(one)
            actions.retract(article=written, by=someone(one["author"]), because=one["because"])
        for one in row["merged"]:
            merge(one)
        past = timezone.now() - timedelta(days=3)
        Saved.objects.update(saved_at=past)


def merge(row: dict[str, Any]) -> None:
    goes, stays, by = write(row), lesson(row["into"]), someone(row["author"])
    dates = {"last_published_at": stays.last_published_at}
    text = {name: merging.joined(getattr(stays, name), getattr(goes, name)) for name in QUICK}
    rest = {name: getattr(stays, name) for name in merging.TEXT}
    seen = (goes.latest_revision_id, stays.latest_revision_id)
    merging.merge(article=goes, into=stays, by=by, seen=seen, text=rest | text)
    ArticlePage.objects.filter(pk=stays.pk).update(**dates)


def ask(article: ArticlePage, person: Person) -> None:
    author = article.author
    assert author
    actions.invite(article=article, person=person, by=author)


def write(row: dict[str, Any]) -> ArticlePage:
    by = someone(row["author"])
    text = {name: row[name] for name in QUICK}
    return publish(draft=start_draft(by=by, title=row["title"], **text), by=by)


def lesson(title: str) -> ArticlePage:
    found: ArticlePage = ArticlePage.objects.get(title=title)
    return found


def someone(email: str) -> Person:
    return Person.objects.get(email=email)
