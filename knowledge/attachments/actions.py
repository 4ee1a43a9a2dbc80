"""Attaching, describing and removing; and what follows when the draft becomes a lesson."""

from __future__ import annotations

import uuid
from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Max, Sum
from django.utils.translation import gettext as _

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.attachments.models import MOST, TOGETHER, Attachment, AttachmentQuerySet
from people import audit
from people.persons.models import Person
from people.uploads.actions import take_in
from people.uploads.limits import MB
from people.uploads.models import Upload
from people.uploads.refusals import Refused


def attach(
    *,
    draft: Draft,
    by: Person,
    name: str,
    file: IO[bytes],
    key: uuid.UUID | None = None,
    alt: str = "",
    decorative: bool = False,
    caption: str = "",
) -> Attachment:
    """The same `key` once more gives the same attachment; Refused says why a file is not taken."""
    _only_writer(draft, by)
    key = key or uuid.uuid4()
    known = Attachment.objects.filter(draft=draft, key=key).select_related("upload").first()
    if known is not None:
        return known
    need_room(draft.attachments.all(), 0)
    upload = take_in(name, file, by=by)
    words = {"alt": alt, "decorative": decorative, "caption": caption}
    return _placed(draft, upload, key, by=by, **words)


@transaction.atomic
def _placed(
    draft: Draft, upload: Upload, key: uuid.UUID, *, by: Person, **words: Any
) -> Attachment:
    """Under a lock, so that two uploads at once do not pass the limit together."""
    Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    known = Attachment.objects.filter(draft=draft, key=key).select_related("upload").first()
    if known is not None:
        return known
    need_room(draft.attachments.all(), upload.size)
    last = draft.attachments.aggregate(last=Max("order"))["last"] or 0
    attachment = Attachment.objects.create(
        draft=draft, upload=upload, key=key, order=last + 1, **words
    )
    audit.record("attach", draft, by=by, upload=upload.pk)
    return attachment


def need_room(there: AttachmentQuerySet, *sizes: int) -> None:
    """For as many more of these sizes, in bytes; else Refused."""
    held = there.aggregate(number=Count("pk"), used=Sum("upload__size", default=0))
    if held["number"] + len(sizes) > MOST:
        raise Refused(
            _("En lärdom kan ha högst %(most)s bilder och filer."), "many", {"most": MOST}
        )
    if held["used"] + sum(sizes) > TOGETHER:
        raise Refused(
            _("Bilderna och filerna får vara högst %(most)s MB tillsammans."),
            "together",
            {"most": TOGETHER // MB},
        )


@transaction.atomic
def describe(
    *, attachment: Attachment, by: Person, alt: str, decorative: bool, caption: str
) -> None:
    _of_own_draft(attachment, by)
    attachment.alt, attachment.decorative, attachment.caption = alt, decorative, caption
    attachment.save(update_fields=["alt", "decorative", "caption"])


@transaction.atomic
def remove(*, attachment: Attachment, by: Person) -> None:
    """From the draft. What is published keeps it until the change is."""
    draft = _of_own_draft(attachment, by)
    audit.record("detach", draft, by=by, upload=attachment.upload_id)
    attachment.delete()


def begin_change(draft: Draft) -> None:
    """A draft of a change begins with what the lesson has."""
    if draft.article_id is not None:
        for one in Attachment.objects.filter(article=draft.article_id).in_order():
            copy(one, draft=draft, order=one.order)


def take_over(article: ArticlePage, draft: Draft) -> None:
    """The lesson has what the draft had, no more."""
    Attachment.objects.filter(article=article).delete()
    Attachment.objects.filter(draft=draft).update(article=article, draft=None)


def copy(one: Attachment, **to: Any) -> Attachment:
    return Attachment.objects.create(upload=one.upload, **one.words, **to)


def _only_writer(draft: Draft, by: Person) -> None:
    if draft.author_id != by.pk:
        raise PermissionDenied("a draft is its writer's own")


def _of_own_draft(attachment: Attachment, by: Person) -> Draft:
    if attachment.draft is None:
        raise PermissionDenied("what is published is changed by a draft")
    _only_writer(attachment.draft, by)
    return attachment.draft
