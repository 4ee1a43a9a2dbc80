"""An export in again: all of it, or nothing and a list of what is wrong and where.

Read twice: first each entry is tried and let go, then they are stored one by one in a single
transaction. Nothing is unpacked to disk, and no more is read than what is allowed.
"""

from __future__ import annotations

import io
import uuid
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from knowledge.articles import publishing
from knowledge.articles.models import SECTIONS, ArticlePage
from knowledge.articles.topics import ArticleGoal, Topic
from knowledge.articles.tree import OrganisationPage
from knowledge.exchange.archives import (
    LARGEST_FILE,
    LARGEST_LESSON,
    BadArchive,
    tried,
    unpacked,
)
from knowledge.exchange.carriers import Carried, carriers
from knowledge.exchange.entries import Entry
from knowledge.exchange.here import Done, Here
from knowledge.exchange.numbers import taken_out
from knowledge.exchange.rules import read_entry
from knowledge.shelf.actions import take_in
from people.organisations.models import Organisation
from people.persons.models import Person

AS_IT_IS = ("title", "kind", "language", "validity", "change_note", *SECTIONS)
DATES = ("first_published_at", "last_published_at", "retracted_at")


def bring_in(
    path: Path, organisation: Organisation, by: Person, beat: Callable[[int, int], None]
) -> Done:
    """Everything, or BadArchive and nothing. The same archive once more changes nothing."""
    try:
        with ZipFile(path) as archive:
            names = tried(archive, beat)
            with transaction.atomic():
                return Bringing(archive, organisation, by).all(names)
    except (BadZipFile, NotImplementedError, OSError, EOFError, zlib.error):
        raise BadArchive([_("Filen är ingen zipfil, eller så är den skadad.")]) from None


class Bringing:
    """One archive on its way into one organisation."""

    def __init__(self, archive: ZipFile, organisation: Organisation, by: Person) -> None:
        self.archive, self.organisation, self.by = archive, organisation, by
        place = OrganisationPage.objects.of(organisation)
        self.parent = Page.objects.select_for_update().get(pk=place.pk)
        self.done = Done()
        self.here = Here(organisation, by, self.done)
        self.merged: list[tuple[int, uuid.UUID]] = []
        self.related: list[tuple[ArticlePage, list[uuid.UUID]]] = []

    def all(self, names: list[str]) -> Done:
        for name in names:
            raw = unpacked(self.archive, self.archive.getinfo(name), LARGEST_LESSON)
            try:
                self.one(name, read_entry(raw))
            except ValueError as refused:  # a carrier said no
                raise BadArchive([f"{name}: {refused}"]) from None
        for pk, number in self.merged:
            into = self.known(number)
            ArticlePage.objects.filter(pk=pk).update(merged_into=into)
        for article, numbers in self.related:
            article.related.set([one for one in map(self.known, numbers) if one])
        return self.done

    def known(self, number: uuid.UUID) -> ArticlePage | None:
        own = ArticlePage.objects.filter(organisation=self.organisation)
        keys = [number, self.elsewhere(number)]
        found: ArticlePage | None = own.filter(translation_key__in=keys).first()
        return found

    def elsewhere(self, number: uuid.UUID) -> uuid.UUID:
        """The number of a lesson that another organisation here has under the same one."""
        return uuid.uuid5(number, self.organisation.slug)

    def one(self, name: str, entry: Entry) -> None:
        article = self.known(entry["id"])
        if article is not None:
            here, there = when(article.last_published_at), when(entry["last_published_at"])
            if here >= there:
                self.done.unchanged += 1
                if here > there:
                    self.done.note(name, _("är ändrad här efter exporten, och är kvar som den är"))
                return
            self.done.changed += 1
        else:
            self.done.added += 1
        entry = self.without_numbers(name, entry)
        article = article or self.begun(entry)
        if entry["recommended"] and not article.recommended:
            self.done.note(name, _("är inte rekommenderad här förrän den har granskats här"))
        self.store(name, entry, article)

    def without_numbers(self, name: str, entry: Entry) -> Entry:
        entry, fields = taken_out(entry)
        if fields:
            said = _("vi tog bort personnummer ur %(fields)s, resten är inläst")
            self.done.note(name, said % {"fields": ", ".join(fields)})
        return entry

    def begun(self, entry: Entry) -> ArticlePage:
        taken = ArticlePage.objects.filter(translation_key=entry["id"]).exists()
        return ArticlePage(
            slug=find_available_slug(self.parent, entry["slug"]),
            translation_key=self.elsewhere(entry["id"]) if taken else entry["id"],
            organisation=self.organisation,
            live=False,
        )

    def store(self, name: str, entry: Entry, article: ArticlePage) -> None:
        for field_name in AS_IT_IS:
            setattr(article, field_name, entry[field_name])
        for field_name in ("confirmed_on", "review_on", "retracted_because", *DATES[2:]):
            setattr(article, field_name, entry[field_name])
        article.author = self.here.person(name, entry["author"])
        article.owner = self.here.person(name, entry["owner"])
        article.confirmed_by = self.here.person(name, entry["confirmed_by"])
        article.unit = self.here.unit(name, entry["unit"])
        if not (article.author or article.owner or article.unit):
            article.unit = self.here.own_unit(name)
        article.audience = self.here.readers(name, entry["readers"], article)
        if article.pk is None:
            self.parent.add_child(instance=article)
        article.topics.set([Topic.objects.called(one) for one in entry["topics"]])
        article.goal_marks.set([ArticleGoal(goal=one) for one in entry["goals"]])
        article.skills.set(self.here.skills(name, entry["skills"]))
        publishing.put_out(article, by=self.by)
        article = ArticlePage.objects.get(pk=article.pk)
        article.coauthors.set([one for one in map(self.here.people.get, entry["coauthors"]) if one])
        if not entry["live"]:
            take_in(article, by=self.by)
        dates = {one: entry[one] for one in DATES}
        ArticlePage.objects.filter(pk=article.pk).update(**dates)
        if entry["merged_into"]:
            self.merged.append((article.pk, entry["merged_into"]))
        self.related.append((article, entry["related"]))
        self.files(entry, article)

    def files(self, entry: Entry, article: ArticlePage) -> None:
        for carrier in carriers():
            theirs = [one for one in entry["files"] if one["carrier"] == carrier.name]
            found = [Carried(one["name"], self.opener(one["path"]), one["facts"]) for one in theirs]
            carrier.put(article, found, self.by)

    def opener(self, path: str) -> Callable[[], Any]:
        return partial(self.opened, path)

    def opened(self, path: str) -> io.BytesIO:
        return io.BytesIO(unpacked(self.archive, self.archive.getinfo(path), LARGEST_FILE))


def when(moment: datetime | None) -> datetime:
    return moment or datetime(1970, 1, 1, tzinfo=UTC)
