"""An export in again: all of it, or nothing and a list of what is wrong and where.

Read twice: first each entry is tried and let go, then they are stored one by one in a single
transaction. Nothing is unpacked to disk, and no more is read than what is allowed.
"""

from __future__ import annotations

import io
import json
import uuid
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from knowledge.articles import publishing
from knowledge.articles.models import SECTIONS, ArticlePage
from knowledge.articles.topics import ArticleGoal, Topic
from knowledge.articles.tree import OrganisationPage
from knowledge.exchange.carriers import Carried, carriers
from knowledge.exchange.entries import FORMAT, VERSION, BadEntry, Entry, path_of, read_entry
from knowledge.shelf.actions import take_in
from people.audience import Audience
from people.organisations.models import Organisation, Unit
from people.persons.models import Person

MOST_ENTRIES = 100_000
LARGEST = 2_000_000_000  # bytes unpacked, all together
LARGEST_LESSON = 2_000_000
LARGEST_FILE = 30_000_000
MOST_FAULTS = 50
AS_IT_IS = ("title", "kind", "language", "validity", "change_note", "recommended", *SECTIONS)
DATES = ("first_published_at", "last_published_at", "recommended_at", "retracted_at")


class BadArchive(Exception):
    """`faults` are sentences, each with the entry that it is about."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(faults[0] if faults else "")
        self.faults = faults


@dataclass
class Done:
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)

    def note(self, where: str, what: str) -> None:
        text = f"{where}: {what}"
        if len(self.notes) < MOST_FAULTS and text not in self.notes:
            self.notes.append(text)


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


def tried(archive: ZipFile, beat: Callable[[int, int], None]) -> list[str]:
    """The names of the lessons' entries, in order; BadArchive if any of them is at fault."""
    infos = {info.filename: info for info in archive.infolist()}
    refuse_bombs(archive)
    check_frame(archive, infos)
    names = sorted(name for name in infos if is_lesson(name))
    faults: list[str] = []
    seen: dict[uuid.UUID, str] = {}
    for number, name in enumerate(names, 1):
        try:
            try_one(archive, infos, name, seen)
        except BadEntry as fault:
            faults.append(f"{name}: {fault}")
        if len(faults) == MOST_FAULTS:
            break
        beat(number, len(names))
    if faults:
        raise BadArchive(faults)
    return names


def try_one(
    archive: ZipFile, infos: dict[str, ZipInfo], name: str, seen: dict[uuid.UUID, str]
) -> None:
    entry = read_entry(unpacked(archive, infos[name], LARGEST_LESSON))
    known = seen.setdefault(entry["id"], name)
    if known != name:
        raise BadEntry("id", _("finns redan i %(name)s") % {"name": known})
    for one in entry["files"]:
        if one["path"] not in infos:
            raise BadEntry("files", _("%(path)s finns inte i zipfilen") % {"path": one["path"]})
        if one["carrier"] not in {carrier.name for carrier in carriers()}:
            raise BadEntry("files", _("bilagor av det slaget går inte att ta in här"))
        unpacked(archive, infos[one["path"]], LARGEST_FILE)


def is_lesson(name: str) -> bool:
    return name.startswith("lessons/") and name.endswith(".json")


def refuse_bombs(archive: ZipFile) -> None:
    """By what the archive says of itself; what it does not say is counted when it is read."""
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > LARGEST:
        raise BadArchive([_("Zipfilen är för stor när den packas upp.")])
    if len(names) != len(set(names)):
        raise BadArchive([_("Samma namn finns två gånger i zipfilen.")])
    if any(info.flag_bits & 1 for info in infos):
        raise BadArchive([_("Zipfilen är låst med lösenord.")])


def check_frame(archive: ZipFile, infos: dict[str, ZipInfo]) -> None:
    fault = _("utbyte.json: saknas, eller så är filen ingen export från Utbyte.")
    if "utbyte.json" not in infos:
        raise BadArchive([fault])
    try:
        about = json.loads(unpacked(archive, infos["utbyte.json"], LARGEST_LESSON))
        known = about["format"] == FORMAT and about["version"] == VERSION
    except (ValueError, KeyError, TypeError, RecursionError, BadEntry):
        raise BadArchive([fault]) from None
    if not known:
        raise BadArchive([_("utbyte.json: den versionen av formatet går inte att läsa här.")])


def unpacked(archive: ZipFile, info: ZipInfo, most: int) -> bytes:
    """At most `most` bytes, whatever the archive says."""
    with archive.open(info) as source:
        found = source.read(most + 1)
    if len(found) > most:
        raise BadEntry(info.filename, _("är för stor"))
    return found


class Bringing:
    """One archive on its way into one organisation."""

    def __init__(self, archive: ZipFile, organisation: Organisation, by: Person) -> None:
        self.archive, self.organisation, self.by = archive, organisation, by
        place = OrganisationPage.objects.of(organisation)
        self.parent = Page.objects.select_for_update().get(pk=place.pk)
        units = {unit.pk: unit for unit in organisation.units.living()}
        everything = {unit.pk: unit for unit in organisation.units.all()}
        self.units: dict[tuple[str, ...], Unit] = {
            tuple(path_of(pk, everything)): unit for pk, unit in units.items()
        }
        staff = Person.objects.filter(employments__unit__organisation=organisation).distinct()
        self.people = {one.email.lower(): one for one in staff}
        self.done = Done()
        self.merged: list[tuple[int, uuid.UUID]] = []

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
        self.store(name, entry, article or self.begun(entry))

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
        article.author = self.person(name, entry["author"])
        article.owner = self.person(name, entry["owner"])
        article.confirmed_by = self.person(name, entry["confirmed_by"])
        article.unit = self.unit(name, entry["unit"])
        article.audience = self.readers(name, entry["readers"], article)
        if article.pk is None:
            self.parent.add_child(instance=article)
        article.topics.set([Topic.objects.called(one) for one in entry["topics"]])
        article.goal_marks.set([ArticleGoal(goal=one) for one in entry["goals"]])
        publishing.put_out(article, by=self.by)
        article = ArticlePage.objects.get(pk=article.pk)
        article.coauthors.set([one for one in map(self.people.get, entry["coauthors"]) if one])
        if not entry["live"]:
            take_in(article, by=self.by)
        dates = {one: entry[one] for one in DATES}
        ArticlePage.objects.filter(pk=article.pk).update(**dates)
        if entry["merged_into"]:
            self.merged.append((article.pk, entry["merged_into"]))
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

    def person(self, name: str, email: str) -> Person | None:
        """Only somebody who works or has worked at the organisation."""
        found = self.people.get(email)
        if email and found is None:
            self.done.note(name, _("%(who)s finns inte här, och står inte med") % {"who": email})
        return found

    def unit(self, name: str, path: list[str]) -> Unit | None:
        found = self.units.get(tuple(path))
        if path and found is None:
            unit = " / ".join(path)
            self.done.note(name, _("enheten %(unit)s finns inte här") % {"unit": unit})
        return found

    def readers(self, name: str, wanted: Entry, article: ArticlePage) -> Audience:
        """Those it had. If they are not here: the administrator alone, until new are chosen."""
        found = self.same_readers(wanted)
        if found is None:
            article.owner = article.owner or self.by
            self.done.note(name, _("läsarna finns inte här; bara du ser den tills du väljer nya"))
            found = Audience.objects.people([self.by])
        return found

    def same_readers(self, wanted: Entry) -> Audience | None:
        shared, kind = Audience.objects, wanted["kind"]
        if kind in ("everyone", "connected"):
            return shared.everyone() if kind == "everyone" else shared.connected()
        if kind == "organisation":
            return shared.organisation(self.organisation)
        if kind == "unit":
            unit = self.units.get(tuple(wanted["unit"]))
            return shared.unit(unit) if unit else None
        if kind == "team":
            teams = list(self.organisation.teams.filter(name=wanted["team"])[:2])
            return shared.team(teams[0]) if len(teams) == 1 else None
        if kind == "network":
            nets = [one for one in self.by.belonging.networks if one.name == wanted["network"]]
            return shared.network(nets[0]) if len(nets) == 1 else None
        if kind == "organisations":
            chosen = Organisation.objects.connected().filter(slug__in=wanted["organisations"])
            whole = len(chosen) == len(set(wanted["organisations"])) and bool(chosen)
            return shared.organisations(list(chosen)) if whole else None
        return None


def when(moment: datetime | None) -> datetime:
    return moment or datetime(1970, 1, 1, tzinfo=UTC)
