"""Answering, saying yes or no for oneself, marking what helped."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.articles.models import ArticlePage
from knowledge.challenges import states
from knowledge.challenges.actions import locked
from knowledge.challenges.models import Challenge, ChallengeAnswer
from knowledge.challenges.states import Shown
from knowledge.challenges.telling import say, tenders
from people.audit import record
from people.persons.models import Person


@transaction.atomic
def answer(
    *,
    challenge: Challenge,
    by: Person,
    way: str,
    text: str = "",
    article: ArticlePage | None = None,
    person: Person | None = None,
    offer: int | None = None,
) -> ChallengeAnswer:
    """One answer. A person who is named is asked first, and is shown after their own yes."""
    challenge = locked(challenge)
    if not by.belonging.connected or challenge.asker_id == by.pk:
        raise PermissionDenied("others at connected employers answer")
    states.after(challenge.state, "answer")
    waits = person is not None and person.pk != by.pk
    named = challenge.answers.exclude(shown=Shown.DECLINED).filter(person=person)
    if person and named.exists():
        raise ValidationError(_("Personen är redan tillfrågad här."))
    made = ChallengeAnswer.objects.create(
        challenge=challenge,
        by=by,
        way=way,
        text=text,
        article=article,
        person=person,
        offer=offer,
        shown=Shown.ASKED if waits else Shown.SHOWN,
    )
    record("challenge answered", made, by=by, challenge=challenge.pk, way=way)
    if waits:
        say("challenge_named", challenge, [person], f"#{made.anchor}")
    else:
        say("challenge_answered", challenge, tenders(challenge), f"#{made.anchor}")
    return made


@transaction.atomic
def answer_for_oneself(*, answer: ChallengeAnswer, by: Person, yes: bool) -> ChallengeAnswer:
    """Whoever is named says yes or no; a no may come later too. Said twice it is said once."""
    challenge = locked(answer.challenge)
    answer = ChallengeAnswer.objects.select_for_update().get(pk=answer.pk)
    if answer.person_id != by.pk:
        raise PermissionDenied("only the person who is named")
    verb = "yes" if yes else "no"
    wanted = states.ANSWERS[verb][1]
    if answer.shown == wanted:
        return answer
    answer.shown = states.after(answer.shown, verb, states.ANSWERS)
    answer.save(update_fields=["shown"])
    record("challenge person said", answer, by=by, state=answer.shown)
    if answer.by_id != by.pk:
        say("challenge_person_said", challenge, [answer.by], f"#{answer.anchor}")
    if yes:
        say("challenge_answered", challenge, tenders(challenge), f"#{answer.anchor}")
    return answer


@transaction.atomic
def take_back(*, answer: ChallengeAnswer, by: Person) -> None:
    if answer.by_id != by.pk:
        raise PermissionDenied("one takes back one's own answer")
    record("challenge answer taken back", answer, by=by, challenge=answer.challenge_id)
    answer.delete()


@transaction.atomic
def mark_helped(*, answer: ChallengeAnswer, by: Person, helped: bool) -> None:
    """What helped stands first. Whoever wrote it is thanked once, however often it is marked."""
    challenge = locked(answer.challenge)
    answer = ChallengeAnswer.objects.select_for_update().get(pk=answer.pk)
    if not challenge.is_tended_by(by) or answer.shown != Shown.SHOWN:
        raise PermissionDenied("the asker says what helped")
    if answer.helped == helped:
        return
    is_first = helped and answer.thanked_at is None
    answer.helped = helped
    answer.thanked_at = timezone.now() if is_first else answer.thanked_at
    answer.save(update_fields=["helped", "thanked_at"])
    record("challenge answer marked", answer, by=by, helped=helped)
    if is_first:
        thanked = {one.pk: one for one in (answer.by, answer.person) if one and one != by}
        say("challenge_helped", challenge, thanked.values(), f"#{answer.anchor}")
