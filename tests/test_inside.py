"""What a team or a unit keeps to itself shows nothing to the rest of its own organisation.

Not to a colleague beside the team, nor to the administrator, the registrar or an editor. HR
helps with the employer's opportunities, and sees those and nothing else.
"""

import re
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Any

import pytest
import time_machine
from django.test import Client

from knowledge.articles.topics import Topic
from people.following import actions as following
from people.notices.models import Letter, Notice
from people.organisations.models import Team
from people.persons.models import Person
from people.worker import run_all
from tests.sweep import HOME, VIEWERS, World, address, body, missing, text_of, world_of
from tests.sweep_team import WORD, knowledge, opportunity, team_of
from tests.test_matrix import ROWS

# The nearest colleague reads all her pages; the others what only they have, and where one finds.
OUTSIDE = ("amina", "out", "hr", "registrar", "administrator", "editor", "operator")
NEAREST = list(VIEWERS).index("amina")
OF_HR = "mobility:"
FOUND = [
    *("/", "/kunskap/", "/kunskap/prova/", "/kunskap/kontroll/", "/jag/notiser/"),
    "/jag/foljer/nytt/",
    *(f"/sok/?q={word}" for word in (WORD, "sjövallas", "upphandling")),
    *(f"/sok/forslag/?q={word}" for word in (WORD[:5], "sjövallas")),
    f"/kompetenser/forslag/?q={WORD[:5]}",
    *(f"/kunskap/?{asked}" for asked in ("mal=climate", "organisation=sjovalla")),
    *(f"/kunskap/?{asked}" for asked in ("giltighet=check", "amne=sjovallas-amne")),
    *(f"/kunskap/{place}/" for place in ("mal", "feed", "efterlysningar")),
    *(f"/kunskap/efterlysningar/?{asked}" for asked in ("mal=climate", "amne=sjovallas-natt")),
    *("/uppdrag/", "/uppdrag/?mal=climate", "/fredag/aterblickar/", "/ordlista/"),
    f"/kunskap/kontroll/underlag/?q={WORD}",
]
SEEN_INSIDE = [
    *(f"/sok/?q={word}" for word in (WORD, "sjövallas")),
    *(f"/sok/forslag/?q={WORD[:5]}", "/kunskap/?mal=climate", "/kunskap/?giltighet=check"),
    *("/kunskap/efterlysningar/?mal=climate", "/uppdrag/?mal=climate", "/fredag/aterblickar/"),
]
OPEN_INSIDE = """
knowledge:article     place=place,slug=article
knowledge:article     place=place,slug=inside
knowledge:topic       slug=topic
knowledge:questions   place=place,slug=article
knowledge:trial       place=place,slug=article,pk=trial
knowledge:call        pk=call
knowledge:challenge   pk=challenge
knowledge:challenge   pk=ended
knowledge:outcome     pk=outcome
mobility:opportunity  pk=opportunity
"""
# SQLite weighs a word by how common it is in all texts, so the order of hits may change, and so
# may which of them are the best three; see decision 14.
BEST_FEW = re.compile(r"/kunskap/innan-du-borjar/\d+/$")
ASKED = {"/kunskap/skriv/finns/": {"title": f"{WORD} Sjövallas lärdom om upphandling"}}


@pytest.fixture(autouse=True)
def a_wednesday():
    with time_machine.travel("2026-11-25 10:00+01:00", tick=False):
        yield


@dataclass
class Inside:
    """The sweeps' world, and a team in it that others do not belong to."""

    world: World
    team: Team
    writer: Person
    manager: Person
    reader: Person
    things: dict[str, Any] = field(default_factory=dict)

    def fill(self) -> None:
        """Asked for anew, since they remember what they belonged to before the team was made."""
        own = (self.writer, self.manager, self.reader)
        self.things = knowledge(*(Person.objects.get(pk=one.pk) for one in own), self.team)

    def fill_opportunity(self) -> None:
        self.things |= opportunity(self.manager, self.team)


@pytest.fixture
def inside(request: pytest.FixtureRequest, db: None) -> Inside:
    """Everybody outside follows what the team is going to write about, and who writes it."""
    world = world_of(request.getfixturevalue)
    lena, jonas = (request.getfixturevalue(name) for name in ("lena", "jonas"))
    disa = Person.objects.get(name="Disa Alm")
    team = team_of(lena, jonas, disa)
    topic = str(Topic.objects.get(name="Sjövallas ämne").pk)
    for who in (world.cast[name] for name in HOME if name != "lena"):
        following.follow(by=who, kind="topic", key=topic)
        following.follow(by=who, kind="person", key=str(jonas.pk))
        following.follow(by=who, kind="search", key=WORD.casefold())
    return Inside(world, team, jonas, lena, disa)


def test_no_page_no_count_and_no_message_changes_for_who_is_outside(inside):
    browsers = inside.world.browsers(*OUTSIDE)
    before, told = seen_by(inside, browsers), messages(inside)
    inside.fill()
    for_hr = seen_by(inside, {"hr": browsers.pop("hr")})
    inside.fill_opportunity()
    after = for_hr | seen_by(inside, browsers)
    assert list(changes(before, after)) == []
    assert messages(inside) == told
    assert [where for where, page in after.items() if WORD in page and WORD not in where[1]] == []


def test_what_is_the_teams_cannot_be_told_from_what_is_missing(inside):
    inside.fill()
    inside.fill_opportunity()
    faults = []
    for who, browser in inside.world.browsers(*OUTSIDE).items():
        for name, fill in about(inside.things):
            if who != "hr" or not name.startswith(OF_HR):
                faults += told_apart(who, browser, name, fill, inside.things)
    assert faults == []


def test_the_team_itself_sees_all_of_it(inside):
    """Or the others prove nothing."""
    inside.fill()
    inside.fill_opportunity()
    run_all()
    browser = Client()
    browser.force_login(inside.reader)
    for name, fill in map(str.split, OPEN_INSIDE.strip().splitlines()):
        assert WORD in text_of(browser.get(address(name, fill, inside.things))), name
    for url in SEEN_INSIDE:
        assert WORD in text_of(browser.get(url)), url


def changes(before, after):
    """Where a page says something else, and what."""
    for where, page in before.items():
        lines, now = page.splitlines(), after[where].splitlines()
        if where[1].startswith("/sok/"):
            lines, now = sorted(lines), sorted(now)
        if lines != now and not BEST_FEW.match(where[1]):
            yield where, list(unified_diff(lines, now, n=0, lineterm=""))[2:8]


def seen_by(inside, browsers):
    """The pages of each, when the worker has done all its work."""
    run_all()
    pages = {}
    for who, browser in browsers.items():
        for url in (*own_pages(inside.world, who), *FOUND, f"/medarbetare/{inside.writer.pk}/"):
            pages[who, url] = body(browser.get(url), url if WORD in url else "")
        for url, form in ASKED.items() if who in HOME else ():
            pages[who, url, "asked"] = body(browser.post(url, form), WORD)
    return pages


def own_pages(world, who):
    place = list(VIEWERS).index(who)
    for name, fill, signs in ROWS:
        hers = place != NEAREST and signs[NEAREST] == "+"
        if signs[place] == "+" and not hers and name != "wagtailadmin_home":
            yield address(name, fill, world.own)


def messages(inside):
    """Notices and letters to others than the team's."""
    team = list(inside.team.memberships.values_list("person__email", flat=True))
    notices = Notice.objects.exclude(person__email__in=team)
    letters = Letter.objects.exclude(to__in=team)
    return (
        sorted(notices.values_list("person", "kind", "url")),
        sorted(letters.values_list("to", "subject", "text")),
    )


def about(things):
    """The rows of the table that the team's own things fill, and that can be read."""
    for name, fill, signs in ROWS:
        keys = [pair.partition("=")[2] for pair in re.split("[,?&]", fill)]
        if (
            fill not in {"-", "place=place"}
            and "p" not in signs
            and all(key in things for key in keys)
        ):
            yield name, fill


def told_apart(who, browser, name, fill, things):
    url, gone = address(name, fill, things), address(name, fill, missing(fill))
    answer, none = browser.get(url), browser.get(gone)
    same = (none.status_code, body(none, gone)) == (answer.status_code, body(answer, url))
    if not same or answer.status_code == 200:
        yield f"{who} can tell {url} ({name}, {answer.status_code}) from what is missing"
