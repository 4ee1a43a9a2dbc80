"""What the sweeps walk through: every address, the whole cast, and things of two organisations."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from django.utils.html import escape

from knowledge.articles import actions as articles
from knowledge.attachments.models import Attachment
from knowledge.calls.actions import open_call
from knowledge.calls.models import Call, CallJoining
from knowledge.challenges import actions as challenges
from knowledge.exchange.feeds import renew
from knowledge.exchange.models import Transfer
from knowledge.glossary import actions as glossary
from knowledge.questions import actions as questions
from knowledge.retrospectives import follow_up, gathering, opening, writing
from knowledge.retrospectives.outcome import publish_outcome
from knowledge.shelf import merging
from knowledge.shelf.models import CoauthorInvitation
from knowledge.trials.actions import report
from mobility.applications.models import Application, Consent
from mobility.opportunities.models import Opportunity, OpportunitySkill
from mobility.paths.models import CareerGoal, JobProfile
from mobility.profiles.models import SkillClaim
from people.audience import Audience
from people.following import actions as following
from people.networks.models import Network
from people.notices.models import Notice
from people.organisations.models import Employment, Organisation, Role, Team, TeamMembership, Unit
from people.persons.models import Person
from people.signin.models import Invitation, SignIn
from people.subgoals.models import Subgoal
from people.uploads.actions import take_in
from skills.vocabulary.models import Skill, SkillName
from tests import made_files
from tests.sweep_things import doubted, doubtful_draft, in_networks, open_networks

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


def person(name: str, unit: Unit | None, **fields: Any) -> Person:
    email = f"{name.lower().replace(' ', '.')}@sjovalla.example"
    made = Person.objects.create_user(email, "korrekt-häst-batteri", name=name, **fields)
    if unit:
        Employment.objects.create(person=made, unit=unit, title="Utredare", since=date(2024, 1, 1))
    return made


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


def lesson_of(writer: Person, title: str) -> Any:
    draft = articles.start_draft(by=writer, title=title, what_we_learned="Fråga sen.")
    return articles.publish(draft=draft, by=writer)


def things(
    *,
    writer: Person,
    manager: Person,
    seeker: Person,
    hr: Person,
    team: Team,
    networks: dict[str, Network],
    word: str,
) -> dict[str, Any]:
    """One of everything that an address can name, kept inside the organisation."""
    here = team.organisation
    assert manager.employment
    unit, today = manager.employment.unit, timezone.localdate()
    own = Audience.objects.organisation(here)
    below = Unit.objects.create(organisation=here, parent=unit, name=f"{word} enhet")
    spare = Unit.objects.create(organisation=here, name=f"{word} andra enhet")
    skill = Skill.objects.create(label_sv=f"kunnande i {here.slug}")
    SkillName.objects.create(
        skill=skill, text=skill.label_sv, bare=skill.label_sv.lower(), language="sv",
        place=0, order=0, source="starter",
    )  # fmt: skip
    draft = articles.start_draft(by=writer, title=f"{word} lärdom", what_we_learned="Fråga först.")
    draft = articles.save_draft(
        draft=draft, by=writer, version=1, audience=own.key, topics=f"{word} ämne"
    )
    article = articles.publish(draft=draft, by=writer)
    picture = take_in("bild.png", io.BytesIO(made_files.picture()), by=writer)
    Attachment.objects.create(article=article, upload=picture, alt=f"{word} bild")
    lesson, merged = (lesson_of(writer, f"{word} {what}") for what in ("andra", "hopslagna"))
    seen = (merged.latest_revision_id, lesson.latest_revision_id)
    text = {name: getattr(lesson, name) for name in merging.TEXT}
    merge = merging.merge(article=merged, into=lesson, by=writer, seen=seen, text=text)
    coauthor = CoauthorInvitation.objects.create(article=article, person=seeker, by=writer)
    transfer = Transfer.objects.create(organisation=here, kind="export", state="done", by=writer)
    draft = articles.start_draft(by=writer, title=f"{word} utkast", what_we_learned="Utkast.")
    attached = take_in("bild.png", io.BytesIO(made_files.picture()), by=writer)
    attached = Attachment.objects.create(draft=draft, upload=attached, alt=f"{word} utkastbild")
    question, _told = questions.ask(article=article, by=manager, text=f"{word} fråga")
    answer = questions.answer(question=question, by=writer, text=f"{word} svar")
    Notice.objects.filter(kind__startswith="question_").delete()
    follow = following.follow(by=writer, kind="search", key=word.casefold())
    tried = report(
        article=article, by=manager, unit=unit, version=0, status="adopted", outcome=word
    )
    calls = trying_together(article, manager, unit, own, word)

    def post(state: str, kind: str) -> Opportunity:
        return Opportunity.objects.create(
            owner=manager, unit=unit, organisation=here, audience=own, state=state,
            title=f"{word} {kind}", summary=f"{word} korta ord", duties="Rita.", learning="Mycket.",
            place="Här", starts_on=today + timedelta(60), ends_on=today + timedelta(90),
            deadline=today + timedelta(14), reply_by=today + timedelta(28),
        )  # fmt: skip

    posted, planned, proposed = (
        post("open", "uppdrag"),
        post("draft", "plan"),
        post("submitted", "förslag"),
    )
    chosen = post("selecting", "urval")
    row = OpportunitySkill.objects.create(opportunity=planned, skill=skill)
    sent = {"person": seeker, "letter": f"{word} brev"}
    application = Application.objects.create(opportunity=posted, **sent)
    offered = Application.objects.create(opportunity=chosen, state="offered", **sent)
    last = post("selecting", "sista")
    listed = Application.objects.create(opportunity=last, state="shortlisted", **sent)
    asked = {"manager": hr, "unit": hr.employment.unit}  # type: ignore[union-attr]
    consent = Consent.objects.create(application=application, **asked)
    Consent.objects.create(application=offered, state="granted", share=100, **asked)
    role = JobProfile.objects.create(title_sv=f"{word} yrke", organisation=here)
    CareerGoal.objects.create(person=writer, job_profile=role)
    claim = SkillClaim.objects.create(person=writer, skill=skill)
    day = today + timedelta(14)
    challenge = challenges.ask(
        by=writer, audience=own.key, title=f"{word} fråga", question=word, topics=f"{word} natt",
        deadline=day,
    )  # fmt: skip
    reply = challenges.answer(challenge=challenge, by=seeker, way="ord", text=f"{word} svar")
    named = challenges.answer(challenge=challenge, by=seeker, way="person", person=hr)
    closed = challenges.ask(
        by=writer, audience=own.key, title=f"{word} svar", question=word, deadline=day
    )
    challenges.close(challenge=closed, by=writer, outcome=word)
    subgoal = Subgoal.objects.create(organisation=here, goal="climate", name_sv=f"{word} delmål")
    retired = Subgoal.objects.create(
        organisation=here, goal="social", name_sv=f"{word} gamla delmål", retired_at=timezone.now()
    )
    board = opening.open_board(team=team, by=writer, anonymous=False)
    writing.write_card(board=board, by=writer, column="learned", text=f"{word} lapp", named=True)
    writing.reveal(board=board, by=writer)
    cards = list(board.cards.all())
    gathering.gather(board=board, by=writer, cards=cards, label=f"{word} tema")
    week = follow_up.add_action(
        board=board, by=writer, text=f"{word} åtgärd", owner=writer, due_on=today + timedelta(7)
    )
    text = {"title": f"{word} återblick", "themes": word, "learned": word, "next_up": ""}
    outcome = publish_outcome(board=board, by=writer, audience=own.key, **text)
    notice = Notice.objects.create(
        person=writer, kind="in_a_team", facts={"team": word}, url="/fredag/"
    )
    letter = Invitation(person=seeker, unit=spare, title=f"{word} titel", invited_by=hr)
    token = letter.new_token()
    letter.share = 50
    letter.save()
    new = person(f"Nykomling {here.slug}", unit)
    new.set_unusable_password()
    new.save()
    elsewhere = SignIn.objects.create(
        session_key=here.slug, handle=f"annan-dator-{here.slug}", person=writer,
        expire_date=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    term, _new = glossary.add(
        by=writer, place=glossary.Place(here.pk), word=f"{word} ord", meaning=f"{word} betydelse"
    )
    given = Role.objects.create(person=new, organisation=here, kind=Role.Kind.EDITOR)
    return {
        "organisation": here.slug, "unit": below.pk, "team": team.pk, "role": given.pk,
        "employment": new.current_employments[0].pk, "person": writer.pk,
        "invitation": letter.pk, "token": token, "notice": notice.pk, "claim": claim.pk,
        "opportunity": posted.pk, "planned": planned.pk, "proposed": proposed.pk, "row": row.pk,
        "chosen": chosen.pk, "application": application.pk, "offered": offered.pk,
        "listed": listed.pk, "sign_in": elsewhere.handle,
        "consent": consent.pk, "term": term.pk,
        "profession": role.pk, "theme": board.themes.get().pk,
        "card": str(cards[0].pk), "action": week.pk, "outcome": outcome.pk,
        "draft": draft.pk, "attachment": attached.pk, "file": str(picture.key),
        "place": article.place, "doubtful": doubtful_draft(writer, here, word),
        **in_networks(networks, writer, seeker, word), **doubted(article, writer, seeker, word),
        "trial": tried.pk, **calls,
        "lesson": lesson.pk, "merge": merge.pk, "coauthor": coauthor.pk,
        "transfer": str(transfer.key), "feed_token": renew(writer).token,
        "article": article.slug, "page": f"{article.place}/",
        "question": question.pk, "answer": answer.pk, "follow": follow.pk,
        "off": following.off_token(writer.digest), "year": today.year, "month": today.month,
        "challenge": challenge.pk, "reply": reply.pk, "named": named.pk, "ended": closed.pk,
        "way": "ord", "subgoal": subgoal.pk, "retired": retired.pk,
        "topic": article.topic_list[0].slug, "uid": "1", "key": "set-password",
    }  # fmt: skip


def trying_together(
    article: Any, manager: Person, unit: Unit, own: Audience, word: str
) -> dict[str, int]:
    """A call of our own that a neighbour wants to join, and two of the neighbour's."""
    neighbour = Organisation.objects.create(
        name=f"{word} granne", slug=f"granne-{unit.organisation.slug}",
        kind="municipality", party="municipality",
    )  # fmt: skip
    facts = {"text": f"{word} försök", "places": 2, "deadline": timezone.localdate() + timedelta(9)}
    ours = open_call(
        article=article, by=manager, unit=unit, audience="connected", key=uuid4(), **facts
    )
    facts |= {"article": article, "organisation": neighbour, "audience": own}
    invited, joined = Call.objects.create(**facts), Call.objects.create(**facts)
    asks = CallJoining.objects.create(call=ours, organisation=neighbour, message=word)
    place = CallJoining.objects.create(
        call=joined, organisation=unit.organisation, unit=unit, person=manager
    )
    pks = {"call": ours, "invited": invited, "joined": joined, "joining": asks, "seat": place}
    return {name: one.pk for name, one in pks.items()}


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
    "feed_token": SLUG,
    "transfer": "00000000-0000-4000-8000-000000000000",
}


class Writes:
    """Statements that change rows and last; what a savepoint takes back does not count.

    Nor do the session that notes a visit, and the mark of the version that one has read.
    """

    PASSING = re.compile(r'"people_signin"|"knowledge_reading"|^PRAGMA')
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
    text = PASSING.sub("", text_of(answer))
    for one in {escape(address), address.partition("?")[0]} - {""}:
        text = text.replace(one, "")
    return text


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
    """The post forms of a page, with what a browser would send."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.address, self.form, self.choosing = address, None, None
        self.feed(page)

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in pairs}
        if tag == "form":
            post = has.get("method", "").lower() == "post"
            self.form = Form(has.get("action") or self.address) if post else None
            if self.form:
                self.found.append(self.form)
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
