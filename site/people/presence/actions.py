from datetime import date

from django.db import transaction

from people import audit
from people.persons.models import Person


@transaction.atomic
def say_presence(
    *, by: Person, away_until: date | None, stand_in: Person | None, takes_questions: bool
) -> None:
    """What a person says of being away and of being asked."""
    by.away_until, by.stand_in, by.takes_questions = away_until, stand_in, takes_questions
    by.save(update_fields=["away_until", "stand_in", "takes_questions"])
    audit.record("presence", by, by=by, takes_questions=takes_questions)
