"""The versions of a lesson that have been published, as far as a reader may compare them.

Whoever reads the lesson today may compare those versions that were published for an audience
which reaches them today; its writers and owner may compare all. So what was taken out before a
lesson was opened to more people stays with those it was written for.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageLogEntry, Revision

from knowledge.articles.models import QUICK, SECTIONS, ArticlePage
from knowledge.versions.words import Piece, compare
from people.audience import audience_ids
from people.persons.models import Viewer

HEADINGS = {
    "title": _("Rubrik"),
    "what_we_learned": _("I korthet"),
    "problem": _("Problemet"),
    "what_we_did": _("Vad vi gjorde"),
    "result": _("Resultat"),
    "differently": _("Vad vi skulle göra annorlunda"),
    "cost": _("Kostnad och tid"),
    "advice": _("Råd till andra"),
}
assert set(HEADINGS) == {"title", *SECTIONS} and set(QUICK) <= set(HEADINGS)


def published(article: ArticlePage, viewer: Viewer) -> QuerySet[Revision]:
    """The latest first."""
    entries = PageLogEntry.objects.filter(page=article.pk, action="wagtail.publish")
    found = Revision.objects.filter(
        pk__in=entries.filter(revision__isnull=False).values("revision_id"),
        object_id=str(article.pk),
        base_content_type__app_label="wagtailcore",
    )
    if not article.is_cared_for_by(viewer):
        reached = audience_ids(viewer)
        found = found.filter(content__audience__in=reached)
    ordered: QuerySet[Revision] = found.select_related("user").order_by("-created_at", "-pk")
    return ordered


def text_of(revision: Revision) -> dict[str, str]:
    return {name: str(revision.content.get(name) or "") for name in HEADINGS}


@dataclass(frozen=True)
class Version:
    revision: Revision
    is_changed: bool  # other words than the published version before it
    note: str


def told(revisions: list[Revision]) -> list[Version]:
    """The same, the latest first; the last one of the list is compared with nothing."""
    before = [*revisions[1:], None]
    return [
        Version(
            one,
            older is None or text_of(one) != text_of(older),
            str(one.content.get("change_note") or "") if older else "",
        )
        for one, older in zip(revisions, before, strict=True)
    ]


@dataclass(frozen=True)
class Section:
    name: str
    heading: object
    pieces: list[Piece]


def differences(before: Revision, after: Revision) -> tuple[list[Section], list[str]]:
    """The sections that differ, and the headings of those that do not and hold something."""
    old, new = text_of(before), text_of(after)
    changed = [
        Section(name, heading, compare(old[name], new[name]))
        for name, heading in HEADINGS.items()
        if old[name] != new[name]
    ]
    same = [
        str(heading) for name, heading in HEADINGS.items() if old[name] == new[name] and new[name]
    ]
    return changed, same
