"""What is new for whom: first all that is new, then what each follows of it, then what they see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import CharField, QuerySet, Value

from people.following.kinds import Key, News, all_sources, kind_named
from people.following.models import Follow
from people.persons.models import Person

AT_A_TIME = 40  # viewers in one question to the database


class Fresh:
    """All that is new in a time, and who wants what of it. Matches are worked out once."""

    def __init__(self, since: datetime, until: datetime) -> None:
        found = (one for source in all_sources() for one in source.fresh(since, until))
        self.news = sorted(found, key=lambda one: one.at, reverse=True)
        self.by_key = {one.key: one for one in self.news}
        self._matches: dict[str, dict[str, set[Key]]] = {}

    def learn(self, follows: Iterable[tuple[str, str]]) -> None:
        """Match what is followed, each `(kind, key)` once however many follow it."""
        asked: dict[str, set[str]] = {}
        for kind, key in follows:
            if key not in self._matches.setdefault(kind, {}):
                asked.setdefault(kind, set()).add(key)
        for name, keys in asked.items():
            kind_of = kind_named(name)
            found = kind_of.matches(keys, self.news) if kind_of and self.news else {}
            self._matches[name].update({key: found.get(key, set()) for key in keys})

    def wanted(self, person: Person, follows: Iterable[tuple[str, str]]) -> set[Key]:
        """What the person follows, their own left out."""
        keys = {key for kind, what in follows for key in self._matches[kind][what]}
        own = ("person", str(person.pk))
        return {key for key in keys if own not in self.by_key[key].marks}


def followed_by(persons: Sequence[Person]) -> dict[int, list[tuple[str, str]]]:
    """What each follows; people with a protected identity and closed accounts are left out."""
    own = Follow.objects.filter(person__in=persons)
    rows = list(own.values_list("person", "kind", "key"))
    people = {int(key) for _who, kind, key in rows if kind == "person"}
    found = Person.objects.active().filter(pk__in=people, protected_identity=False)
    open_ones = {str(pk) for pk in found.values_list("pk", flat=True)} if people else set()
    follows: dict[int, list[tuple[str, str]]] = {}
    for who, kind, key in rows:
        if kind != "person" or key in open_ones:
            follows.setdefault(who, []).append((kind, key))
    return follows


def seen_among(wanted: dict[Person, set[Key]]) -> dict[int, set[Key]]:
    """What each may see of it now, by the sources' own rule; 40 people to a query."""
    found: dict[int, set[Key]] = {}
    for source in all_sources():
        asking = []
        for person, keys in wanted.items():
            ids = [pk for name, pk in keys if name == source.name]
            if ids:
                asking.append(_ask(source.seen_by(person).filter(pk__in=ids), person))
        for start in range(0, len(asking), AT_A_TIME):
            first, *rest = asking[start : start + AT_A_TIME]
            for who, pk in first.union(*rest) if rest else first:
                found.setdefault(int(who), set()).add((source.name, pk))
    return found


def _ask(seen: QuerySet[Any], person: Person) -> QuerySet[Any]:
    who = Value(str(person.pk), output_field=CharField())
    return seen.order_by().annotate(asking_person=who).values_list("asking_person", "pk")


def news_for(person: Person, since: datetime, until: datetime, most: int) -> list[News]:
    """Newest first."""
    fresh = Fresh(since, until)
    follows = followed_by([person]).get(person.pk, [])
    fresh.learn(follows)
    keys = seen_among({person: fresh.wanted(person, follows)}).get(person.pk, set())
    return [one for one in fresh.news if one.key in keys][:most]
