"""Telling how it went, being asked again, and taking it back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.trials.models import TOLD, Trial, TrialVersion
from knowledge.trials.speaking import own_units, those_who_answer
from knowledge.trials.states import ASK_AFTER, ASK_LATER, Answer, Status
from people import audit
from people.notices.actions import tell
from people.organisations.models import Unit
from people.persons.models import Person, Viewer

AT_ONCE = 500  # reports that one run of the job asks about


class Conflict(Exception):
    """A colleague saved first; `stored` is what the report says by now."""

    def __init__(self, stored: Trial) -> None:
        super().__init__("saved by somebody else in the meantime")
        self.stored = stored


def may_report(article: ArticlePage, person: Viewer) -> bool:
    """Whether the person has an employer to tell for, other than as one who wrote the lesson."""
    return isinstance(person, Person) and bool(units_for(article, person))


def units_for(article: ArticlePage, person: Person) -> dict[int, Unit]:
    """The own units for which one may tell; not that of one's own lesson."""
    units = own_units(person)
    if not article.is_cared_for_by(person):
        return units
    home = article.organisation_id
    return {pk: unit for pk, unit in units.items() if unit.organisation_id != home}


@transaction.atomic
def report(
    *,
    article: ArticlePage,
    by: Person,
    unit: Unit,
    version: int,
    status: str,
    verdict: str = "",
    outcome: str = "",
    changes: str = "",
    why_not: str = "",
    own_only: bool = False,
    contact: Person | None = None,
) -> Trial:
    """What the unit's organisation says from now on; Conflict unless based on `version`."""
    _may_see(article, by)
    if not any(
        one.organisation_id == unit.organisation_id for one in units_for(article, by).values()
    ):
        raise PermissionDenied("only staff tell how it went at their employer")
    told = dict(zip(TOLD, (status, verdict, outcome, changes, why_not, own_only), strict=True))
    first = {"unit": unit, "reporter": by, "contact": contact, **told}
    place = {"article": article, "organisation": unit.organisation}
    trial, is_new = Trial.objects.get_or_create(**place, defaults=first)
    trial = Trial.objects.select_for_update().get(pk=trial.pk)
    if trial.withdrawn_at:
        trial.reporter, is_new = by, True
    elif not trial.may_be_changed_by(by):
        raise PermissionDenied("only those who speak for the organisation change its report")
    same = trial.told == told and trial.contact == contact and trial.unit == unit
    if trial.version != version:
        if same and not trial.withdrawn_at:
            return trial
        raise Conflict(trial)
    moved = is_new or trial.status != status
    for name, value in {**told, "unit": unit, "contact": contact, "withdrawn_at": None}.items():
        setattr(trial, name, value)
    trial.answer = ""
    _save(trial, by, ask=None if status == Status.STOPPED else ASK_AFTER)
    audit.record("report trial", trial, by=by, status=status, version=trial.version)
    if moved:
        _tell_writers(trial, by)
    return trial


@transaction.atomic
def answer(*, trial: Trial, by: Person, answer: str, text: str, version: int) -> Trial:
    """Still there, changed or ended; `text` is what was changed or why it ended."""
    trial = Trial.objects.select_for_update().get(pk=trial.pk)
    if trial.withdrawn_at or not trial.may_be_changed_by(by):
        raise PermissionDenied("only those who speak for the organisation answer")
    said = Answer(answer)
    if trial.version != version:
        if trial.answer == said and trial.answered_on == timezone.localdate():
            return trial
        raise Conflict(trial)
    if trial.status != Status.ADOPTED:
        raise PermissionDenied("only what was adopted can be kept")
    if said == Answer.CHANGED:
        trial.changes = text
    elif said == Answer.ENDED:
        trial.status, trial.why_not = Status.STOPPED, text
    trial.answer, trial.answered_on = said, timezone.localdate()
    _save(trial, by, ask=None if said == Answer.ENDED else ASK_LATER)
    audit.record("answer about trial", trial, by=by, answer=said, version=trial.version)
    if said != Answer.KEPT:
        _tell_writers(trial, by)
    return trial


@transaction.atomic
def withdraw(*, trial: Trial, by: Person) -> None:
    """Nobody sees it any more; a second click changes nothing."""
    trial = Trial.objects.select_for_update().get(pk=trial.pk)
    if not trial.may_be_changed_by(by):
        raise PermissionDenied("only those who speak for the organisation take it back")
    if trial.withdrawn_at is None:
        trial.withdrawn_at, trial.ask_on = timezone.now(), None
        trial.save(update_fields=["withdrawn_at", "ask_on"])
        audit.record("withdraw trial", trial, by=by)


def ask_again() -> int:
    """Ask those who told, once for each time it is due. Returns how many reports it was about."""
    count = 0
    for trial in Trial.objects.due().filter(asked_on=None).with_frame()[:AT_ONCE]:
        with transaction.atomic():
            once = Trial.objects.filter(pk=trial.pk, asked_on=None)
            if not once.update(asked_on=timezone.localdate()):
                continue
            seeing = ArticlePage.objects.filter(pk=trial.article_id)
            people = [one for one in those_who_answer(trial) if seeing.visible_to(one).exists()]
            tell("trial_asked", people, url=trial.answer_url, title=trial.article.title)
            count += 1
    return count


def _may_see(article: ArticlePage, by: Person) -> None:
    if not ArticlePage.objects.published().visible_to(by).filter(pk=article.pk).exists():
        raise PermissionDenied("the lesson is not for this person")


def _save(trial: Trial, by: Person, *, ask: Any) -> None:
    """A new version, beside the old ones; nobody has been asked about this one yet."""
    trial.version += 1
    trial.updated_at = timezone.now()
    trial.ask_on = timezone.localdate() + ask if ask else None
    trial.asked_on = None
    trial.save()
    told = {**trial.told, "answer": trial.answer}
    TrialVersion.objects.create(trial=trial, number=trial.version, by=by, **told)


def _tell_writers(trial: Trial, by: Person) -> None:
    article = trial.article
    readers = [
        one
        for one in article.writers
        if one.pk != by.pk
        and (not trial.own_only or trial.organisation_id in one.belonging.organisations)
    ]
    facts = {"organisation": trial.organisation.name, "title": article.title}
    tell("lesson_tried", readers, url=trial.get_absolute_url(), **facts)
