"""Pages written many at a time, with the rows that Wagtail would have written one by one."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.models import get_all_child_relations, get_serializable_data_for_fields
from wagtail.models import Page, Revision


def place(parent: Page, children: list[Any]) -> None:
    """Give them their place below `parent`, after those that stand there, and count them in."""
    last = Page.objects.child_of(parent).order_by("-path").first()
    first = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
    for step, page in enumerate(children, first):
        page.path = Page._get_path(parent.path, parent.depth + 1, step)
        page.depth, page.locale_id = parent.depth + 1, parent.locale_id
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title, page.translation_key = page.title, uuid.uuid4()
    Page.objects.filter(pk=parent.pk).update(numchild=models.F("numchild") + len(children))


def insert(pages: list[Any]) -> None:
    """Django's `bulk_create` refuses a model in two tables: the page first, then its own part."""
    names = [one.attname for one in Page._meta.concrete_fields if not one.primary_key]
    bases = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    for page, base in zip(
        pages, Page._base_manager.bulk_create(bases, batch_size=200), strict=True
    ):
        page.pk = page.page_ptr_id = base.pk
    model = type(pages[0])
    own = model._meta.local_concrete_fields
    for at in range(0, len(pages), 200):
        model._base_manager.all()._insert(pages[at : at + 200], fields=own, using="default")


def revise(pages: list[Any], parts: Iterable[tuple[str, Page, models.Model]]) -> None:
    """The revision each would have from being published.

    `parts` are the rows that belong to a page: the name it has for them, the page, the row.
    """
    kinds = ContentType.objects.get_for_models(type(pages[0]), Page)
    names = [rel.get_accessor_name() for rel in get_all_child_relations(pages[0])]
    said: dict[int, dict[str, list[Any]]] = {
        page.pk: {name: [] for name in names} for page in pages
    }
    for name, page, row in parts:
        said[page.pk][name].append(get_serializable_data_for_fields(row))
    revisions = [
        Revision(
            content_type=kinds[type(page)],
            base_content_type=kinds[Page],
            object_id=str(page.pk),
            created_at=page.first_published_at,
            user_id=page.owner_id,
            object_str=page.title,
            content=get_serializable_data_for_fields(page) | said[page.pk],
        )
        for page in pages
    ]
    made = Revision.objects.bulk_create(revisions, batch_size=200)
    bases = [
        Page(pk=page.pk, latest_revision=revision, live_revision=revision)
        for page, revision in zip(pages, made, strict=True)
    ]
    Page.objects.bulk_update(bases, ["latest_revision", "live_revision"], batch_size=200)
