"""Changing a fact about published lessons without a new version of their text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Revision

from knowledge.articles.models import ArticlePage
from search.outbox import changed_ids

CHUNK = 200


def stamp(ids: Iterable[int], **facts: Any) -> int:
    """Set the facts on the pages and in their latest versions, from which editors go on."""
    pks = list(ids)
    plain = json.loads(json.dumps(facts, cls=DjangoJSONEncoder))
    for start in range(0, len(pks), CHUNK):
        chunk = pks[start : start + CHUNK]
        pages = ArticlePage.objects.filter(pk__in=chunk)
        pages.update(**facts)
        latest = list(Revision.objects.filter(pk__in=pages.values("latest_revision")))
        for revision in latest:
            revision.content.update(plain)
        Revision.objects.bulk_update(latest, ["content"])
    changed_ids("article", pks)
    return len(pks)
