"""Telling of last days that come and of those that have passed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from knowledge.challenges.actions import SOON
from knowledge.challenges.models import Challenge
from knowledge.challenges.telling import say, tenders


def remind() -> int:
    """Tell of last days that come and of those that have passed, each once. Returns how many."""
    today = timezone.localdate()
    coming = Challenge.objects.open().filter(deadline__gte=today, deadline__lte=today + SOON)
    past = Challenge.objects.open().filter(deadline__lt=today)
    told = _told(coming.filter(reminded_at=None), "challenge_soon", "reminded_at")
    return told + _told(past.filter(asked_at=None), "challenge_due", "asked_at")


def _told(rows: Any, kind: str, stamp: str) -> int:
    count = 0
    for challenge in rows.select_related("asker")[:500]:
        with transaction.atomic():
            mine = Challenge.objects.filter(pk=challenge.pk, **{stamp: None})
            if mine.update(**{stamp: timezone.now()}):
                say(kind, challenge, tenders(challenge), "#avsluta")
                count += 1
    return count
