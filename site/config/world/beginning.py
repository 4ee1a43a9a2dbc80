"""What people are about to do, and who was asked whether it helped."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from config.world.reading import rows
from knowledge.beginning import actions
from knowledge.beginning.models import Beginning, a_week_from
from people.persons.models import Person


def build_beginnings() -> None:
    for row in rows("beginning"):
        begin(row)
    actions.ask_those_due()


def begin(row: dict[str, Any]) -> None:
    """As the person would, then dated back."""
    by = Person.objects.get(email=row["by"])
    made = actions.begin(by=by, text=row["text"])
    if "helped" in row:
        actions.answer(beginning=made, by=by, helped=row["helped"], line=row["line"])
    then = timezone.localdate() - timedelta(days=row["days"])
    Beginning.objects.filter(pk=made.pk).update(begun_on=then, ask_on=a_week_from(then))
