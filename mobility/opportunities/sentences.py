"""The reasons behind a score, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

if TYPE_CHECKING:
    from mobility.opportunities.scoring import Person, Place

NAMED = 4
WORDS = (
    gettext_noop("ingen"),
    gettext_noop("en"),
    gettext_noop("två"),
    gettext_noop("tre"),
    gettext_noop("fyra"),
    gettext_noop("fem"),
    gettext_noop("sex"),
    gettext_noop("sju"),
    gettext_noop("åtta"),
    gettext_noop("nio"),
    gettext_noop("tio"),
    gettext_noop("elva"),
    gettext_noop("tolv"),
)


def label(part: str) -> str:
    return {
        "coverage": _("Kompetens"),
        "adjacent": _("Nära till"),
        "growth": _("Växa"),
        "practical": _("Tid och plats"),
    }[part]


def in_words(number: int) -> str:
    """`fyra`; from thirteen on in figures."""
    return _(WORDS[number]) if 0 <= number < len(WORDS) else str(number)


def some(names: list[str]) -> str:
    """`a, b och c`; the first few when there are many."""
    return str(get_text_list(names[:NAMED], _("och")))


def count_of(met: int, wanted: int) -> str:
    """`Fyra av fem.`"""
    text = _("%(met)s av %(all)s.") % {"met": in_words(met), "all": in_words(wanted)}
    return text[:1].upper() + text[1:]


def coverage(
    met: int, wanted: int, lacking: list[tuple[str, int]], under: list[tuple[str, int, int]]
) -> str:
    if not wanted:
        return _("Inga särskilda kompetenser efterfrågas.")
    found = [count_of(met, wanted)]
    if len(lacking) == 1:
        name, level = lacking[0]
        found.append(_("Saknas: %(skill)s, på nivå %(level)s.") % {"skill": name, "level": level})
    elif lacking:
        found.append(_("Saknas: %(skills)s.") % {"skills": some([name for name, _l in lacking])})
    for name, held, level in under[:2]:
        facts = {"skill": name, "held": held, "level": level}
        found.append(_("På väg: %(skill)s, nivå %(held)s av %(level)s.") % facts)
    return " ".join(found)


def adjacent(helps: list[tuple[str, str]], all_met: bool) -> str:
    if all_met:
        return _("Du har redan det som efterfrågas.")
    if not helps:
        return _("Inget mer av det du kan ligger nära det som saknas.")
    sentence = _("Du kan %(held)s, som liknar %(wanted)s.")
    return " ".join(sentence % {"held": held, "wanted": wanted} for held, wanted in helps[:2])


def growth(trained: list[str], wishes: bool) -> str:
    if trained:
        return _("Övar %(skills)s, som du vill utveckla.") % {"skills": some(trained)}
    if wishes:
        return _("Övar inget av det du vill utveckla.")
    return _("Du har inte sagt vad du vill utveckla. Det gör du i din profil.")


def practical(remote: str, at_home: bool, person: Person, where: Place) -> str:
    return f"{_place(remote, at_home, person, where)} {_time(person, where)}"


def _place(remote: str, at_home: bool, person: Person, where: Place) -> str:
    facts = {"place": where.place, "home": person.home}
    if remote == "fully":
        return _remotely(_("Helt på distans."), person)
    if at_home:
        return _("I %(home)s, där du bor.") % facts
    if remote == "partly" and where.place:
        return _remotely(_("Delvis på distans, annars %(place)s.") % facts, person)
    if remote == "partly":
        return _remotely(_("Delvis på distans."), person)
    if not person.home:
        return _("På plats. Skriv din ort i profilen, så ser du om det är nära.")
    return _("På plats, %(place)s. Du bor i %(home)s.") % facts


def _remotely(sentence: str, person: Person) -> str:
    """Says why, when the distance counts against it."""
    if person.remote_ok:
        return sentence
    return f"{sentence} {_('I din profil står att du inte kan arbeta på distans.')}"


def _time(person: Person, where: Place) -> str:
    facts = {"share": where.share, "work": person.share}
    if where.share <= person.share:
        return _("%(share)s %% ryms i din anställning.") % facts
    return _("%(share)s %% är mer än din anställning på %(work)s %%.") % facts
