"""One board from opening to full stop, through the product's own pages, by thirty people."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from django.test import Client

from knowledge.retrospectives.formats import COLUMNS, Format
from knowledge.retrospectives.mood import Mood
from people.organisations.models import Team
from tests.forensic import disk
from tests.forensic.dump import Dump, take
from tests.forensic.evidence import Deed, Evidence

ROOM = ("knowledge_retro", "knowledge_attend", "knowledge_slot", "knowledge_card")
ROOM += ("knowledge_marks",)
AROUND = ("people_audit", "people_signin", "people_notice", "people_letter", "search_")
PLANS = (["med", "vecka", "lapp"],) * 18 + (["med", "lapp", "vecka", "change"],) * 6
PLANS += (["med", "lapp", "vecka", "remove", "lapp"],) * 6


def nothing(person: int, text: str, is_new: bool) -> None:
    """What the product leaves beside a card when it keeps its promise."""


class Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(f"{record.created} {record.name} {record.getMessage()}")


@dataclass
class Evening:
    """`truth` is who wrote which card; no attack ever gets to see it.

    `told_too` is what a faulty board would tell besides; `copies` whether one is made each time.
    """

    team: Team
    browsers: dict[int, Client]
    chance: Random
    planted: Callable[[int, str, bool], None] = nothing
    told_too: Callable[[], str] = str
    copies: bool = True
    truth: dict[str, int] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    series: list[Dump] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def send(self, person: int, where: str, **data: str) -> object:
        address = f"/fredag/{self.team.pk}/{where}/"
        answer = self.browsers[person].post(address, data, headers={"accept": "application/json"})
        assert answer.status_code in (200, 302), (address, answer.status_code)
        self.deeds.append(Deed(datetime.now(UTC), person, address))
        return answer

    def med(self, person: int) -> None:
        self.send(person, "med")

    def vecka(self, person: int) -> None:
        self.send(person, "vecka", mood=self.chance.choice(Mood.values))

    def lapp(self, person: int) -> None:
        text, column = words(self.chance), self.chance.choice(list(COLUMNS[Format.WEEK]))
        self.keys[person] = self.send(person, "lapp", text=text, column=column).json()["key"]
        self.truth[text] = person
        self.planted(person, text, True)

    def change(self, person: int) -> None:
        self.forget(person)
        text = words(self.chance)
        self.send(person, "lapp/andra", key=self.keys[person], text=text)
        self.truth[text] = person
        self.planted(person, text, False)

    def remove(self, person: int) -> None:
        self.forget(person)
        self.send(person, "lapp/andra", key=self.keys[person], text="")

    def forget(self, person: int) -> None:
        self.truth = {text: who for text, who in self.truth.items() if who != person}

    def write(self) -> int:
        """Everybody's plan, woven together by chance. Returns when the planner took notes."""
        waiting = dict(zip(self.shuffled(), map(list, PLANS), strict=True))
        self.look()
        half = sum(map(len, waiting.values())) // 2
        while waiting:
            person = self.chance.choice(sorted(waiting))
            getattr(self, waiting[person].pop(0))(person)
            waiting = {one: plan for one, plan in waiting.items() if plan}
            self.look()
            if len(self.deeds) == half:
                disk.let_it_note()
        return half

    def look(self) -> None:
        """What is there now: in a copy, and as the board tells it to a member who looks."""
        self.series.append(take(*ROOM, *AROUND) if self.copies else Dump({}))
        looking = self.browsers[min(self.browsers)]
        told = looking.get(f"/fredag/{self.team.pk}/nu/").json()["html"]
        self.pictures.append(told + self.told_too())

    def shuffled(self) -> list[int]:
        return self.chance.sample(sorted(self.browsers), len(self.browsers))


def hold(evening: Evening) -> Evidence:
    """The whole evening, and all that is left of it when the cards have been shown."""
    lines, first = Lines(), evening.shuffled()[0]
    logging.getLogger().addHandler(lines)
    evening.send(first, "oppna", names="without")
    evening.deeds.clear()
    half = evening.write()
    deeds, opened = list(evening.deeds), take()
    evening.send(first, "visa")
    logging.getLogger().removeHandler(lines)
    found = Evidence(
        cards=sorted(evening.truth),
        people=sorted(evening.browsers),
        deeds=deeds,
        opened=opened,
        shown=take(),
        series=evening.series,
        pictures=evening.pictures,
        files=disk.read(),
        page=disk.page(),
        noted=disk.noted(),
        noted_after=half,
        log=lines.kept,
        beside=[*disk.cached(), *disk.mailed()],
    )
    evening.send(first, "punkt")
    return found


def words(chance: Random) -> str:
    """Four to eight words that mean nothing, so that nobody's way of writing shows."""
    made = ("".join(chance.choices("abdefgiklmnoprstuv", k=7)) for _word in range(8))
    return " ".join(list(made)[: chance.randint(4, 8)])
