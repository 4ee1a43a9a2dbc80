"""An organisation's lessons out, as a zip of JSON and HTML with their pictures and files.

The same lessons give the same bytes, so that two exports can be compared.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation

from knowledge.articles.models import ArticlePage
from knowledge.exchange.carriers import carried_by
from knowledge.exchange.entries import FORMAT, VERSION, Entry, as_json, entry_of
from people.audience import Audience
from people.organisations.models import Organisation, Unit
from people.persons.models import Person

FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
OLDEST = (1980, 1, 1, 0, 0, 0)
COLUMNS = ("title", "address", "unit", "author", "validity", "first_published_at")


def owned(organisation: Organisation, by: Person, *, whole: bool) -> Any:
    """What the administrator may read; with `whole`, all that the organisation has published."""
    own = ArticlePage.objects.filter(organisation=organisation)
    seen = own if whole else own.visible_to(by).published()
    return seen.select_related("confirmed_by", "merged_into").order_by("slug")


def write_archive(
    path: Path, organisation: Organisation, articles: Any, beat: Callable[[int], None]
) -> int:
    """Written beside and moved into place when it is whole. Returns how many lessons."""
    path.parent.mkdir(parents=True, exist_ok=True)
    units = {unit.pk: unit for unit in organisation.units.all()}
    rows: list[Entry] = []
    beside = path.with_suffix(".part")
    with translation.override(settings.LANGUAGE_CODE), ZipFile(beside, "w", ZIP_DEFLATED) as out:
        for number, article in enumerate(articles.with_frame().iterator(chunk_size=100), 1):
            rows.append(put_lesson(out, article, units))
            beat(number)
        put_frame(out, organisation, rows)
    beside.replace(path)
    return len(rows)


def put_lesson(out: ZipFile, article: ArticlePage, units: dict[int, Unit]) -> Entry:
    """Returns its row in the table of contents."""
    at = dated(article.last_published_at)
    files = list(put_files(out, article, at))
    entry = entry_of(article, [file for file, _is_picture in files], units)
    put(out, f"lessons/{article.slug}.json", as_json(entry), at)
    context = {"article": article, "entry": entry, "files": files}
    html = render_to_string("knowledge/exchange/lesson.html", context)
    put(out, f"lessons/{article.slug}.html", html, at)
    return {
        "slug": article.slug,
        "title": article.title,
        "address": f"{settings.SITE_ADDRESS}{article.get_absolute_url()}",
        "unit": " / ".join(entry["unit"]),
        "author": entry["author"]["name"] if entry["author"] else "",
        "validity": article.get_validity_display(),
        "first_published_at": (entry["first_published_at"] or "")[:10],
    }


def put_files(
    out: ZipFile, article: ArticlePage, at: tuple[int, ...]
) -> Iterator[tuple[Entry, bool]]:
    """With whether each is a picture."""
    for number, (carrier, one) in enumerate(carried_by(article), 1):
        ending = re.sub("[^a-z0-9.]", "", Path(one.name).suffix.lower())[:10]
        path = f"files/{article.slug}/{number}{ending}"
        with one.open() as source, out.open(ZipInfo(path, at), "w") as target:  # type: ignore[arg-type]
            shutil.copyfileobj(source, target)
        file = {"carrier": carrier, "name": one.name, "path": path, "facts": one.facts}
        yield file, one.is_picture


def put_frame(out: ZipFile, organisation: Organisation, rows: list[Entry]) -> None:
    house = {"slug": organisation.slug, "name": organisation.name}
    about = {"format": FORMAT, "version": VERSION, "organisation": house, "lessons": len(rows)}
    put(out, "utbyte.json", as_json(about))
    put(out, "lessons.csv", as_csv(rows))
    put(out, "style.css", style())
    context = {"organisation": organisation, "rows": rows}
    put(out, "index.html", render_to_string("knowledge/exchange/contents.html", context))


def put(out: ZipFile, name: str, text: str, at: tuple[int, ...] = OLDEST) -> None:
    info = ZipInfo(name, at)  # type: ignore[arg-type]
    info.compress_type = ZIP_DEFLATED
    out.writestr(info, text.encode())


def dated(moment: datetime | None) -> tuple[int, ...]:
    return max(OLDEST, moment.astimezone(UTC).timetuple()[:6]) if moment else OLDEST


def as_csv(rows: list[Entry]) -> str:
    """For a spreadsheet: semicolons, and a mark first so that it reads the letters right."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";")
    table.writerow(COLUMNS)
    table.writerows([cell(row[name]) for name in COLUMNS] for row in rows)
    return "\ufeff" + out.getvalue()


def cell(text: str) -> str:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{text}" if FORMULA.match(text) else text


def style() -> str:
    path = finders.find("css/pdf.css")
    text = Path(str(path)).read_text() if path else ""
    return re.sub(r"@font-face \{[^}]*\}\n", "", text)


def told_of(articles: Any) -> set[Person]:
    """Who wrote what only some could read, to be told that it has gone out."""
    kind = Audience.Kind
    wide = (kind.EVERYONE, kind.CONNECTED, kind.ORGANISATION)
    narrow = articles.exclude(audience__kind__in=wide).order_by()
    shared = ArticlePage.coauthors.through.objects.filter(articlepage__in=narrow.values("pk"))
    wrote = Q(pk__in=narrow.values("author")) | Q(pk__in=shared.values("person"))
    return set(Person.objects.active().filter(wrote))
