"""Proposing words and tending them. Every deed leaves a version and an audit event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.glossary import spelling
from knowledge.glossary.models import Term, TermVersion
from people.audit import record
from people.editors import edits_installation
from people.notices.actions import tell
from people.organisations.models import Role, Unit
from people.persons.models import Person

Deed, State = TermVersion.Deed, Term.State


@dataclass(frozen=True)
class Place:
    """Where a word holds: a unit, an organisation, or everywhere when both are None."""

    organisation: int | None = None
    unit: int | None = None

    @property
    def key(self) -> str:
        if self.unit:
            return f"unit:{self.unit}"
        return f"organisation:{self.organisation}" if self.organisation else "everywhere"


def places_for(person: Person) -> list[tuple[Place, str]]:
    """Where the person may add words: own organisations first, then own units.

    An organisation's editors choose among all its units; the installation's may add for all.
    """
    found: dict[Place, str] = {}
    for job in person.belonging.employments:
        found[Place(job.unit.organisation_id)] = job.unit.organisation.name
    for unit in _units(person):
        found[Place(unit.organisation_id, unit.pk)] = unit.name
    if edits_installation(person):
        found[Place()] = _("Alla i Utbyte")
    return list(found.items())


def _units(person: Person) -> Iterable[Unit]:
    jobs, mine = person.belonging.employments, person.belonging
    edited = [at for at in mine.organisations if person.has_role(Role.Kind.EDITOR, at)]
    if not edited and all(len(job.unit.ancestry) == 1 for job in jobs):
        return [job.unit for job in jobs]
    own = Unit.objects.filter(pk__in=mine.units)
    return (own | Unit.objects.filter(organisation__in=edited).living()).order_by("lineage")


@transaction.atomic
def add(
    *, by: Person, place: Place, word: str, meaning: str, explanation: str = ""
) -> tuple[Term, bool]:
    """The word and whether it is new; an editor's holds at once, others' are proposals.

    ValidationError if the place has the word with another meaning.
    """
    if place not in dict(places_for(by)):
        raise PermissionDenied("not one of the person's places")
    here = Term.objects.used().filter(organisation=place.organisation, unit=place.unit)
    known = here.filter(key=spelling.key(word)).first()
    if known and (known.meaning, known.explanation) != (meaning, explanation):
        raise _taken(known)
    if known:
        return known, False
    term = Term(word=word, meaning=meaning, explanation=explanation, proposed_by=by)
    term.organisation_id, term.unit_id = place.organisation, place.unit
    term.state = State.CURRENT if term.is_tended_by(by) else State.PROPOSED
    term.save()
    _note(term, Deed.ADDED, by)
    return term, True


@transaction.atomic
def change(*, term: Term, by: Person, word: str, meaning: str, explanation: str) -> None:
    term = _locked(term)
    _must(term.may_be_changed_by(by) and not term.is_retired)
    if (term.word, term.meaning, term.explanation) == (word, meaning, explanation):
        return
    _must_be_free(term, word)
    term.word, term.meaning, term.explanation = word, meaning, explanation
    _save(term, Deed.CHANGED, by)


@transaction.atomic
def review(*, term: Term, by: Person) -> None:
    """An editor says that it holds. Said twice, once."""
    term = _locked(term)
    _must(term.is_tended_by(by))
    if not term.is_proposed:
        return
    term.state = State.CURRENT
    _save(term, Deed.REVIEWED, by)
    _tell("term_reviewed", term, by)


@transaction.atomic
def retire(*, term: Term, by: Person, because: str) -> None:
    """No text explains it any more; its page and history stay."""
    term = _locked(term)
    _must(term.may_be_changed_by(by))
    if term.is_retired:
        return
    was_proposed = term.is_proposed
    term.state = State.RETIRED
    _save(term, Deed.RETIRED, by, because)
    if was_proposed:
        _tell("term_not_taken", term, by)


@transaction.atomic
def restore(*, term: Term, by: Person) -> None:
    term = _locked(term)
    _must(term.is_tended_by(by))
    if not term.is_retired:
        return
    _must_be_free(term, term.word)
    term.state = State.CURRENT
    _save(term, Deed.RESTORED, by)


def _locked(term: Term) -> Term:
    return Term.objects.select_for_update().get(pk=term.pk)


def _must(condition: bool) -> None:
    if not condition:
        raise PermissionDenied("not the person's word to change")


def _must_be_free(term: Term, word: str) -> None:
    here = Term.objects.used().filter(organisation=term.organisation_id, unit=term.unit_id)
    other = here.filter(key=spelling.key(word)).exclude(pk=term.pk).first()
    if other:
        raise _taken(other)


def _taken(known: Term) -> ValidationError:
    text = _("”%(word)s” finns redan här och betyder ”%(meaning)s”. Ändra det ordet i stället.")
    return ValidationError(text % {"word": known.word, "meaning": known.meaning}, code="taken")


def _save(term: Term, deed: TermVersion.Deed, by: Person, because: str = "") -> None:
    term.changed_at = timezone.now()
    term.save()
    _note(term, deed, by, because)


def _note(term: Term, deed: TermVersion.Deed, by: Person, because: str = "") -> None:
    text = {"word": term.word, "meaning": term.meaning, "explanation": term.explanation}
    TermVersion.objects.create(term=term, deed=deed, by=by, because=because, **text)
    record(f"term {deed}", term, by=by, organisation=term.organisation_id)


def _tell(kind: str, term: Term, by: Person) -> None:
    proposer = term.proposed_by
    if proposer and proposer != by:
        tell(kind, [proposer], url=term.get_absolute_url(), word=term.word)
