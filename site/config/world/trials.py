"""Reports and calls, made as their people would, then dated back."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from config.world.reading import rows
from knowledge.articles.models import ArticlePage
from knowledge.calls.actions import answer, join, open_call
from knowledge.calls.models import Call, CallJoining
from knowledge.trials.actions import report
from knowledge.trials.models import Trial, TrialVersion
from knowledge.trials.states import ASK_AFTER, Status
from people.notices.models import Notice
from people.organisations.models import Unit
from people.persons.models import Person

SAID = ("status", "verdict", "outcome", "changes", "why_not")


def build_trials() -> None:
    for row in rows("trials"):
        by, unit = person(row["by"])
        article = ArticlePage.objects.get(title=row["article"])
        for version, said in enumerate([row["then"], row] if "then" in row else [row]):
            text = {name: said.get(name, "") for name in SAID}
            with_me = {"contact": by, "version": version, **text}
            trial = report(article=article, by=by, unit=unit, **with_me)
            date_back(trial, ago(said["told"]))


def date_back(trial: Trial, then: datetime) -> None:
    """What the action dates today happened, in the story, some time ago."""
    asked = None if trial.status == Status.STOPPED else then.date() + ASK_AFTER
    Trial.objects.filter(pk=trial.pk).update(updated_at=then, ask_on=asked)
    TrialVersion.objects.filter(trial=trial, number=trial.version).update(at=then)
    if trial.version == 1:
        Trial.objects.filter(pk=trial.pk).update(created_at=then)
    told = Notice.objects.filter(kind="lesson_tried", url=trial.get_absolute_url())
    told.filter(read_at=None).update(created_at=then, read_at=then)


def build_calls() -> None:
    for row in rows("calls"):
        by, unit = person(row["by"])
        call = open_call(
            article=ArticlePage.objects.get(title=row["article"]),
            by=by,
            unit=unit,
            text=row["text"],
            places=row["places"],
            deadline=timezone.localdate() + timedelta(days=row["left"]),
            audience=row["audience"],
            key=uuid.uuid4(),
        )
        Call.objects.filter(pk=call.pk).update(created_at=ago(row["asked"]))
        for one in row.get("joining", []):
            build_joining(call, one, asker=by)


def build_joining(call: Call, row: dict[str, Any], asker: Person) -> None:
    by, unit = person(row["by"])
    joining = join(call=call, by=by, unit=unit, message=row["message"])
    CallJoining.objects.filter(pk=joining.pk).update(created_at=ago(row["joined"]))
    if row.get("answer"):
        answer(joining=joining, by=asker, yes=True)


def person(email: str) -> tuple[Person, Unit]:
    found = Person.objects.get(email=email)
    assert found.employment
    return found, found.employment.unit


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)
