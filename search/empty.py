"""Questions that nothing answered. What is asked is counted, never who asked.

Each person counts once a week, whichever server process answers. Numbers that could be a
person's, addresses and whole texts are not stored. Editors see what at least six people have
asked in one and the same week.
"""

from __future__ import annotations

import logging
from datetime import date, timedelta

from django.db import DatabaseError, connection, models
from django.utils import timezone

from people.once import first_time
from people.persons.models import Person, Viewer
from search.analysis import words
from search.models import EmptySearch

log = logging.getLogger("utbyte.search")
MOST_WORDS = 8
MOST_DIGITS = 4  # more could be a personal, telephone or case number
LONGEST = 100
FEWEST = 6
WEEKS = 12  # that are summed, and kept
TABLE = EmptySearch._meta.db_table
# The same in both databases, and one statement, so that a search waits for no more than that.
COUNT = f"""
    INSERT INTO {TABLE} (question, week, count) VALUES (%s, %s, 1)
    ON CONFLICT (question, week) DO UPDATE SET count = {TABLE}.count + 1
"""


def storable(text: str) -> str:
    """The question in plain words; empty when it is not to be stored."""
    asked = words(text[: 2 * LONGEST])
    plain = " ".join(asked)
    digits = sum(char.isdigit() for char in plain)
    too_much = len(asked) > MOST_WORDS or len(text) > LONGEST or "@" in text
    return "" if too_much or digits > MOST_DIGITS else plain


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def note(text: str, viewer: Viewer) -> None:
    """Count the question for this week. A search never fails for it."""
    question, week = storable(text), monday(timezone.localdate())
    if not question or not isinstance(viewer, Person):
        return
    try:
        if first_time("empty search", week, viewer.pk, question):
            _count(question, week)
    except DatabaseError:
        log.warning("an empty search was not counted", exc_info=True)


def _count(question: str, week: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [question, week])


def asked_by_enough(today: date) -> models.QuerySet[EmptySearch, dict[str, object]]:
    """Questions of the last weeks, most asked first: question, asked, latest week.

    Six people in one week are six people; over several weeks it could be one who asks again.
    """
    since = monday(today) - timedelta(weeks=WEEKS)
    rows = EmptySearch.objects.filter(week__gte=since).values("question")
    summed = rows.annotate(asked=models.Sum("count"), latest=models.Max("week"))
    enough = summed.annotate(at_once=models.Max("count")).filter(at_once__gte=FEWEST)
    return enough.order_by("-asked", "question")


def forget() -> int:
    """Old weeks. Returns how many rows are gone."""
    since = monday(timezone.localdate()) - timedelta(weeks=WEEKS)
    return EmptySearch.objects.filter(week__lt=since).delete()[0]
