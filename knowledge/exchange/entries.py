"""One lesson as JSON, on its way out. What each field means: docs/formats.md."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from knowledge.articles.models import SECTIONS, ArticlePage
from people.audience import Audience
from people.organisations.models import Unit
from people.persons.models import Person

FORMAT, VERSION = "utbyte-knowledge", 1
Entry = dict[str, Any]


def entry_of(article: ArticlePage, files: list[Entry], units: dict[int, Unit]) -> Entry:
    """`units` are the organisation's, by id."""
    entry: Entry = {"id": str(article.translation_key), "slug": article.slug}
    entry |= {name: getattr(article, name) for name in ("title", "kind", "language", *SECTIONS)}
    entry |= {
        "topics": [topic.name for topic in article.topic_list],
        "goals": [str(goal) for goal in article.goals],
        "skills": [skill.label_sv or skill.label_en for skill in article.skills.all()],
        "related": related_here(article),
        "unit": path_of(article.unit_id, units),
        "author": named(article.author),
        "coauthors": [one for one in map(named, by_mail(article)) if one],
        "owner": named(article.owner),
        "readers": readers_of(article.audience, units),
        "validity": article.validity,
        "confirmed_on": stamp(article.confirmed_on),
        "confirmed_by": named(article.confirmed_by),
        "review_on": stamp(article.review_on),
        "change_note": article.change_note,
        "recommended": article.recommended,
        "recommended_at": stamp(article.recommended_at),
        "first_published_at": stamp(article.first_published_at),
        "last_published_at": stamp(article.last_published_at),
        "live": article.live,
        "retracted_at": stamp(article.retracted_at),
        "retracted_because": article.retracted_because,
        "merged_into": str(article.merged_into.translation_key) if article.merged_into else None,
        "files": files,
    }
    return entry


def related_here(article: ArticlePage) -> list[str]:
    """Numbers of lessons from the same organisation; others stay where they are."""
    own = article.related.filter(organisation=article.organisation_id).order_by("pk")
    return [str(number) for number in own.values_list("translation_key", flat=True)]


def by_mail(article: ArticlePage) -> list[Person]:
    return sorted(article.coauthors.all(), key=lambda one: one.email)


def named(person: Person | None) -> Entry | None:
    """A protected identity leaves in no file."""
    if person is None or person.protected_identity:
        return None
    return {"name": person.name, "email": person.email}


def stamp(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def path_of(unit: int | None, units: dict[int, Unit]) -> list[str]:
    """The names from the outermost unit to the one itself."""
    if unit not in units:
        return []
    return [units[pk].name for pk in units[unit].ancestry if pk in units]


def readers_of(audience: Audience, units: dict[int, Unit]) -> Entry:
    kind = Audience.Kind
    found: Entry = {"kind": audience.kind}
    if audience.kind == kind.UNIT:
        found["unit"] = path_of(audience.unit_id, units)
    elif audience.kind == kind.TEAM and audience.team:
        found["team"] = audience.team.name
    elif audience.kind == kind.NETWORK and audience.network:
        found["network"] = audience.network.name
    elif audience.kind == kind.ORGANISATIONS:
        found["organisations"] = sorted(audience.organisations.values_list("slug", flat=True))
    return found


def as_json(entry: Entry) -> str:
    return json.dumps(entry, ensure_ascii=False, indent=1) + "\n"
