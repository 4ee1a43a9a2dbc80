"""What the sweeps walk through: every address, the whole cast, and things of two organisations."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils.html import escape

from people.audit import record
from people.organisations.models import Role, Team, TeamMembership, Unit
from people.persons.models import Person
from people.registry.asking import ASKED
from tests.sweep_things import open_networks, person, things

# The order is that of the table's columns.
VIEWERS = {
    "out": "signed out",
    "amina": "employee, writer, member of the team",
    "nils": "colleague in another unit, applicant",
    "lena": "manager, owner of the opportunities",
    "hr": "HR partner, home manager of the applicant",
    "registrar": "registrar",
    "administrator": "administrator",
    "editor": "editor",
    "operator": "runs the installation",
    "karin": "manager in the other organisation",
    "hidden": "protected identity",
    "disabled": "account shut after sign-in",
}
HOME = [who for who in VIEWERS if who not in ("out", "karin", "disabled")]
SECRET = "Granbyhemligheten"


def addresses(patterns: Any = None, route: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Name and route of every address of ours; of the CMS only its doors."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        where = route + str(one.pattern)
        if isinstance(one, URLPattern):
            yield (f"{space}:{one.name}" if space else one.name or where), where
        elif where == "cms/":
            yield "wagtailadmin_home", where
        else:
            inner = ":".join(part for part in (space, one.namespace) if part)
            yield from addresses(one.url_patterns, where, inner)


@dataclass
class World:
    """`own` and `other` hold, by name, what addresses of the two organisations are filled with."""

    cast: dict[str, Person]
    own: dict[str, Any]
    granby: dict[str, Any]
    other: dict[str, Any] = field(default_factory=dict)

    def browser(self, who: str) -> Client:
        browser = Client()
        if who in self.cast:
            browser.force_login(self.cast[who])
        if who == "disabled":
            Person.objects.filter(pk=self.cast[who].pk).update(is_active=False)
        return browser

    def browsers(self, *who: str) -> dict[str, Client]:
        return {one: self.browser(one) for one in who or VIEWERS}

    def fill_other(self) -> None:
        """What Granby keeps to itself. Every text says so."""
        self.other = things(**self.granby, word=SECRET)
        self.other["asked"] = asked_about(self.granby["team"], self.granby["hr"])


def asked_about(team: Team, registrar: Person) -> int:
    """Somebody has asked to see what the team wrote."""
    return record(ASKED, team, by=registrar, year=2026, week=40).pk


def world_of(fixture: Callable[[str], Any]) -> World:
    """The cast of the conftest, with somebody protected and somebody shut out."""
    team, names = fixture("team"), [who for who in VIEWERS if who != "out"]
    unit = fixture("home_care")
    cast = {who: fixture(who) for who in names if who not in ("hidden", "disabled")}
    cast["hidden"] = person("Greta Skyddad", unit, protected_identity=True)
    cast["disabled"] = person("Otto Avslutad", unit)
    people = {"writer": cast["amina"], "manager": cast["lena"], "hr": cast["hr"]}
    found = open_networks("Sjövalla", cast["amina"], cast["lena"], cast["karin"])
    people |= {"seeker": cast["nils"], "team": team, "networks": found}
    own = things(**people, word="Sjövallas")
    own["asked"] = asked_about(team, cast["registrar"])
    own |= {who: cast[who].pk for who in ("hidden", "disabled")}
    there = fixture("granby_digital")
    hr = person("Hilma Granby", there)
    Role.objects.create(person=hr, organisation=there.organisation, kind=Role.Kind.HR)
    other = Team.objects.create(organisation=there.organisation, unit=there, name="Granbylaget")
    samir, karin = fixture("samir"), cast["karin"]
    for one in (samir, karin, hr):
        TeamMembership.objects.create(team=other, person=one)
    seeker = person(
        "Sven Granby", Unit.objects.create(organisation=there.organisation, name="Vård")
    )
    people = {"writer": samir, "manager": karin, "hr": hr, "seeker": seeker, "team": other}
    people["networks"] = open_networks("Granby", samir, karin)
    return World(cast, own, people)


def address(name: str, fill: str, values: dict[str, Any]) -> str:
    """`fill` says which thing stands where: `slug=organisation,pk=unit?fran=version`, or `-`."""
    if "/" in name:
        return f"/{name}"
    fill, _asked, query = fill.partition("?")
    if query:
        asked = [one.split("=") for one in query.split("&")]
        query = urlencode({key: values[thing] for key, thing in asked})
        return f"{address(name, fill, values)}?{query}"
    pairs = [pair.split("=") for pair in fill.split(",") if pair != "-"]
    if pairs and pairs[0][0].isdecimal():
        return reverse(name, args=[values[thing] for _place, thing in pairs])
    return reverse(name, kwargs={param: values[thing] for param, thing in pairs})


def missing(fill: str) -> dict[str, Any]:
    """Ids of the same form that nothing has."""
    names = [pair.partition("=")[2] for pair in re.split("[,?&]", fill)]
    return {name: MISSING.get(name, 987_654) for name in names}


SLUG = "finns-inte"
MISSING = {
    **dict.fromkeys(
        ("organisation", "topic", "article", "place", "token", "uid", "key", "sign_in", "off"), SLUG
    ),
    **dict.fromkeys(("inside", "reviewing", "letter"), SLUG),
    "page": f"{SLUG}/",
    "file": "3f2504e0-4f89-41d3-9a0c-0305e82c3302",
    "telling": "3f2504e0-4f89-41d3-9a0c-0305e82c3304",
    "card": "3f2504e0-4f89-41d3-9a0c-0305e82c3305",
    "proposal": "3f2504e0-4f89-41d3-9a0c-0305e82c3303",
    "feed_token": SLUG,
    "calendar": SLUG,
    "transfer": "00000000-0000-4000-8000-000000000000",
}


class Writes:
    """Statements that change rows and last; what a savepoint takes back does not count.

    Nor does the session that notes a visit.
    """

    PASSING = re.compile(r'"people_signin"|^PRAGMA')
    CHANGES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)

    def __init__(self) -> None:
        self.lasting: list[str] = []
        self.marks: dict[str, int] = {}

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        answer = execute(sql, params, many, context)
        word, _space, rest = sql.partition(" ")
        if word == "SAVEPOINT":
            self.marks[rest] = len(self.lasting)
        elif sql.startswith("ROLLBACK TO SAVEPOINT"):
            del self.lasting[self.marks.get(sql.rsplit(" ", 1)[1], 0) :]
        elif self.CHANGES.match(sql) and not self.PASSING.search(sql):
            self.lasting.append(sql)
        return answer


@contextmanager
def watched() -> Iterator[Writes]:
    writes = Writes()
    with connection.execute_wrapper(writes):
        yield writes


# What differs each time: the token against forged forms, and the keys against double clicks.
PASSING = re.compile(r'(?<=["\'])[0-9A-Za-z]{64}(?=["\'])|[0-9a-f]{8}-[0-9a-f-]{27}')


def text_of(answer: Any) -> str:
    """What a page says; of a file that is handed out, nothing."""
    return "" if answer.streaming else answer.content.decode(errors="replace")


def body(answer: Any, address: str = "") -> str:
    """The page without what differs each time, and without its own address."""
    text = text_of(answer)
    for own in (escape(address), address.partition("?")[0]) if address else ():
        text = text.replace(own, "")
    return PASSING.sub("", text)


@dataclass
class Field:
    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    required: bool = False


@dataclass
class Form:
    action: str
    fields: dict[str, Field] = field(default_factory=dict)


class Forms(HTMLParser):
    """The post forms of a page, with what a browser would send; also what stands outside them."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.address, self.form, self.choosing = address, None, None
        self.named: dict[str, Form] = {}
        self.outside: list[tuple[str, Field]] = []
        self.feed(page)
        for name, one in self.outside:
            if name in self.named:
                known = self.named[name].fields.setdefault(one.name, one)
                known.values += one.values if known is not one else []

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in pairs}
        if tag == "form":
            post = has.get("method", "").lower() == "post"
            self.form = Form(has.get("action") or self.address) if post else None
            if self.form:
                self.found.append(self.form)
                self.named[has.get("id", "")] = self.form
        elif has.get("form") and has.get("name"):
            kind = tag if tag != "input" else has.get("type", "text")
            self.outside.append((has["form"], Field(has["name"], kind, [has.get("value", "")])))
        elif tag == "option" and self.choosing:
            self.choosing.values.append(has.get("value", ""))
        elif self.form and tag in ("input", "select", "textarea", "button") and has.get("name"):
            kind = tag if tag != "input" else has.get("type", "text")
            one = self.form.fields.setdefault(has["name"], Field(has["name"], kind))
            if kind == "text" and has.get("role") == "combobox":
                one.kind = "picker"
            one.required = "required" in has
            if tag in ("input", "button"):
                one.values.append(has.get("value", ""))
            self.choosing = one if tag == "select" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.choosing = None
        if tag == "form":
            self.form = None
