"""How much is shared towards each goal, of what one viewer may see.

Every kind of thing that says in search where its goals stand is counted, whichever room it is of.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count

from people.goals import Goal
from people.persons.models import Viewer
from people.subgoals.keys import keys
from people.subgoals.models import Subgoal
from search.documents import SearchDocument, all_documents


@dataclass(frozen=True)
class Shared:
    """`counts` by kind and key: a thing counts once at a goal, and once at each sub-goal of it."""

    kinds: list[SearchDocument]
    subgoals: list[Subgoal]
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def of(self, key: str) -> list[int]:
        """One number for each kind, in their order."""
        return [self.counts[kind.kind][key] for kind in self.kinds]

    @property
    def most(self) -> int:
        """At one goal, all kinds together."""
        return max((sum(self.of(goal.value)) for goal in Goal), default=0)

    def under(self, goal: str) -> list[Subgoal]:
        return [one for one in self.subgoals if one.goal == goal]


def shared_with(viewer: Viewer) -> Shared:
    """One query for each kind, and one for the names of the sub-goals that it found."""
    order = ["article", "challenge"]
    kinds = [one for one in all_documents() if one.goals]
    kinds.sort(key=lambda one: (order.index(one.kind) if one.kind in order else 9, one.kind))
    counts = {kind.kind: counted(kind, viewer) for kind in kinds}
    found = {int(key.partition(":")[2]) for one in counts.values() for key in one if ":" in key}
    subgoals = Subgoal.objects.filter(pk__in=found).select_related("organisation")
    return Shared(kinds, list(subgoals) if found else [], counts)


def counted(kind: SearchDocument, viewer: Viewer) -> Counter[str]:
    assert kind.goals
    names = [name for name in (kind.goals.goal, kind.goals.subgoal) if name]
    rows = kind.seen_by(viewer).filter(**{f"{kind.goals.goal}__in": Goal.values}).order_by()
    groups = rows.values(*names).annotate(things=Count("pk", distinct=True))
    found: Counter[str] = Counter()
    for row in groups.values_list(*names, "things"):
        (key,) = keys([(row[0], row[1] if kind.goals.subgoal else None)])
        found[key] += row[-1]
    return found
