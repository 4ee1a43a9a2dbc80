"""Every form of every page, filled in by somebody who means no good, or who is in a hurry."""

import copy
import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import resolve
from django.utils import timezone

from tests.sweep import (
    HOME,
    VIEWERS,
    Field,
    Forms,
    World,
    address,
    addresses,
    body,
    missing,
    text_of,
    watched,
    world_of,
)
from tests.test_matrix import ROWS

# Who of the cast may send what; `in` is everybody signed in, `all` is everybody, `at_work` is
# whoever works at a connected organisation, `read` the staff who may read the lesson, `thank` those
# of them who did not write it. Fields stand here only for what no page of the walk has a form for.
TABLE = """
switch_language          -                               all
account_login            -                               all
account_logout           -                               in
account_reauthenticate   -                               in
account_change_password  -                               in
account_reset_password   -                               all
welcome                  token=token                     all
employment_offer         pk=invitation                   nils
sign_ins_end_others      -                               in
sign_in_end              handle=sign_in                  amina
notices_read             -                               in
notice_settings          -                               in
following                -                               in
follow                   -                               in          kind=search,what=text
stop_following           pk=follow                       amina
digest_off               token=off                       all
presence                 -                               in
notice_open              pk=notice                       amina
retention                slug=organisation               registrar,administrator
unit_add                 slug=organisation               administrator
unit_change              slug=organisation,pk=unit       administrator
unit_move                slug=organisation,pk=unit       administrator
unit_merge               slug=organisation,pk=unit       administrator
employ                   slug=organisation               administrator
employment_change        slug=organisation,pk=employment administrator
employment_end           slug=organisation,pk=employment administrator
invite_again             slug=organisation,pk=employment administrator
role_give                slug=organisation               administrator
role_take                slug=organisation,pk=role       administrator
team_add                 slug=organisation               administrator
team_change              slug=organisation,pk=team       administrator
registry_ask slug=organisation registrar team=E-tjänstlaget,day=2020-03-02
registry_ask_team        slug=organisation,pk=asked      registrar   -
network_start            -                               at_work
network_change           pk=network                      amina
network_ask              pk=network                      hr,at_work
network_invite           pk=network                      amina,lena,karin
network_answer           pk=network,joining=asking       amina,lena,karin
network_leave            pk=network                      at_work
network_hand_over        pk=network                      amina,lena,karin
network_take             pk=unkept                       lena,karin
network_close            pk=network                      amina
network_reopen           pk=closed                       amina
subgoal_add              slug=organisation              administrator
subgoal_change           slug=organisation,pk=subgoal   administrator
subgoal_retire           slug=organisation,pk=subgoal   administrator
subgoal_reinstate        slug=organisation,pk=retired   administrator
mobility:profile         -                               in
mobility:add_skill       -                               in
mobility:change_skill    pk=claim                        amina
mobility:post            -                               lena,hr,karin
mobility:edit            pk=planned                      lena
mobility:ask_skill       pk=planned                      lena
mobility:drop_skill      pk=planned,row=row              lena
mobility:submit          pk=planned                      lena
mobility:take_back       pk=proposed                     lena
mobility:approve         pk=proposed                     hr
mobility:send_back       pk=proposed                     hr
mobility:close           pk=chosen                       lena
mobility:cancel          pk=opportunity                  lena,hr
mobility:apply pk=opportunity amina,nils,hr,registrar,administrator,editor,hidden
mobility:shortlist       pk=application                  lena
mobility:offer           pk=listed                       lena        -
mobility:reject          pk=application                  lena
mobility:ask_consent     pk=listed                       lena,nils   -
mobility:withdraw        pk=application                  nils
mobility:accept          pk=offered                      nils
mobility:decline         pk=offered                      nils
mobility:consent         pk=consent                      hr
mobility:development     -                               in
mobility:drop_goal       -                               in
knowledge:start_team     -                               at_work
knowledge:open_board     team=team                       amina,lena  names=button
knowledge:choose_columns team=team amina,lena format=week,own_1,own_2
knowledge:drop_names     team=team                       amina,lena  -
knowledge:add_colleague  team=team,pk=person             amina,lena  -
knowledge:take_out       team=team,pk=person             lena        -
knowledge:leave_team     team=team                       amina,lena
knowledge:team_time      team=team                       amina,lena
knowledge:team_leave     team=team                       amina,lena
knowledge:make_calendar  team=team                       amina,lena
knowledge:revoke_calendar team=team                      amina,lena  -
knowledge:swap_turns     team=team                       amina,lena
knowledge:hand_over_turn team=team                       amina,lena  to=button
knowledge:begin          team=team                       amina,lena
knowledge:attend         team=team                       amina,lena  -
knowledge:answer_mood    team=team                       amina,lena  mood=good
knowledge:write_card team=team amina,lena text,column=learned,key,named=on
knowledge:change_card    team=team                       amina,lena  key,text
knowledge:own_cards      team=team                       amina,lena  key
knowledge:change_named   team=team,key=card              amina       text
knowledge:hide_card      team=team                       amina,lena
knowledge:reveal         team=team                       amina,lena  -
knowledge:step           team=team                       amina,lena
knowledge:gather         team=team                       amina,lena
knowledge:vote           team=team,pk=theme              amina,lena  -
knowledge:vote_for_card  team=team                       amina,lena  card={card}
knowledge:start_lesson team=team,pk=theme amina,lena once=3f2504e0-4f89-41d3-9a0c-0305e82c3301
knowledge:rewrite_proposal team=team,key=proposal amina,lena
knowledge:stop_proposal team=team,key=proposal amina,lena
knowledge:take_over_proposal team=team,key=proposal amina,lena -
knowledge:add_action     team=team                       amina,lena  text,owner={person},due_on=date
knowledge:finish_action  team=team,pk=action             amina,lena
knowledge:plan_action    team=team,pk=action             amina,lena
knowledge:take_action    team=team,pk=action             amina,lena  -
knowledge:full_stop      team=team                       amina,lena
knowledge:rewrite_outcome team=team,key=telling          amina,lena
knowledge:stop_outcome   team=team,key=telling          amina,lena
knowledge:publish_outcome team=team,key=telling         amina,lena  -
knowledge:retract_outcome pk=outcome                    amina,lena
knowledge:propose_outcome team=team                       amina,lena
knowledge:echo_join      pk=echo                         read
knowledge:echo_leave     pk=echo                         read        -
knowledge:echo_write     pk=echo                         read
knowledge:share_echo     team=team                       amina,lena  labels=roles
knowledge:take_back_echo team=team                       amina,lena  -
knowledge:write          -                               at_work
knowledge:draft          pk=draft                        amina
knowledge:publish        pk=draft                        amina
knowledge:found_already  -                               at_work     title
knowledge:language_help  -                               at_work     what_we_learned
knowledge:check          pk=doubtful                     amina
knowledge:rebase         pk=draft                        amina       version=1
knowledge:discard        pk=draft                        amina
knowledge:from_word      -                               at_work
knowledge:attachments    pk=draft                        amina
knowledge:describe       pk=draft,attachment=attachment  amina
knowledge:detach         pk=draft,attachment=attachment  amina
knowledge:change         place=place,slug=article        amina
knowledge:questions      place=place,slug=article        read
knowledge:answer         pk=question                     read        text,key
knowledge:show_question  pk=question                     amina,lena
knowledge:show_answer    pk=answer                       amina
knowledge:take_in        pk=answer                       amina       -
knowledge:stand_in       place=place,slug=article        amina
knowledge:helped         place=place,slug=article        thank
knowledge:before             -                               in
knowledge:beginning_answer pk=begun                          amina  helped=yes,line=text
knowledge:beginning_forget pk=begun                          amina
knowledge:read           place=place,slug=article        read        -
knowledge:change_call    pk=call                         lena,editor
knowledge:close_call     pk=call                         lena,editor
knowledge:join_call pk=invited read
knowledge:answer_joining pk=call,joining=joining         lena,editor
knowledge:leave_call     pk=joined,joining=seat          lena,editor -
knowledge:new_call place=place,slug=article read
knowledge:review_answer  pk=doubted                      amina,lena
knowledge:review_give    pk=doubted                      amina,lena
knowledge:review_link_answer token=letter,pk=doubted         amina,out,disabled
knowledge:review_ask     place=place,slug=article        amina
knowledge:review_withdraw place=place,slug=reviewing      amina
knowledge:review_decide  place=place,slug=reviewing      editor
knowledge:report_answer  pk=doubted                      amina
knowledge:report         place=place,slug=article        read
knowledge:all_grounds    -                               editor
knowledge:ground         pk=ground                       editor
knowledge:grounds        place=place,slug=article        amina,lena
knowledge:ground_remove  place=place,slug=article,pk=ground amina,lena  -
knowledge:report_trial   place=place,slug=article        lena,editor
knowledge:trial_answer   place=place,slug=article,pk=trial lena,editor
knowledge:withdraw_trial place=place,slug=article,pk=trial lena,editor
knowledge:challenge_ask - amina,nils,lena,hr,registrar,administrator,editor,karin,hidden
knowledge:challenge_change pk=challenge                  amina,editor
knowledge:challenge_close pk=challenge                   amina,editor
knowledge:challenge_extend pk=challenge                  amina,editor
knowledge:challenge_withdraw pk=challenge                amina,editor
knowledge:challenge_lesson pk=ended                      amina       -
knowledge:challenge_answer pk=challenge,way=way nils,lena,hr,registrar,administrator,editor,hidden
knowledge:challenge_said pk=challenge,answer=named       hr
knowledge:challenge_helped pk=challenge,answer=reply     amina,editor
knowledge:challenge_take_back pk=challenge,answer=reply  nils
knowledge:term_new       - amina,nils,lena,hr,registrar,administrator,editor,operator,karin,hidden
knowledge:terms_import   -                               editor,operator
knowledge:term_change    pk=term                         amina,editor
knowledge:term_review    pk=term                         editor
knowledge:term_retire    pk=term                         amina,editor
knowledge:term_restore   pk=term                         editor      -
knowledge:exchange_export slug=organisation              administrator
knowledge:exchange_import slug=organisation              administrator
knowledge:feed_make      -                              in
knowledge:feed_revoke    -                              in          -
knowledge:coauthor_answer pk=coauthor                    nils
knowledge:merge_undo     pk=merge                       amina
knowledge:save           place=place,slug=article        read
knowledge:retract        place=place,slug=article       amina
knowledge:put_back       place=place,slug=article       amina       -
knowledge:coauthor_invite place=place,slug=article,pk=person amina       -
knowledge:coauthor_withdraw place=place,slug=article,pk=coauthor amina
knowledge:coauthor_leave place=place,slug=article        read     -
knowledge:merge          place=place,slug=article,other=lesson amina
"""
LINES = [line.split() for line in TABLE.strip().splitlines()]
IN = [who for who in VIEWERS if who not in ("out", "disabled")]
STAFF = [who for who in HOME if who != "operator"]
EVERYBODY = {
    "in": IN,
    "at_work": [who for who in IN if who != "operator"],
    "all": ["out", *IN, "disabled"],
    "read": STAFF,
    "thank": [who for who in STAFF if who != "amina"],
}
POSTS = {
    name: (fill, [who for one in may.split(",") for who in EVERYBODY.get(one, [one])], extra)
    for name, fill, may, *extra in LINES
}
NEVER_MIND = {"account_signup", "account_set_password", "account_reset_password_from_key"}
# What they answer to a form is a page.
SAVES_FIRST = {"knowledge:write", "knowledge:draft"}  # what is written is kept, then judged
PAGES = {
    "knowledge:found_already",
    "knowledge:language_help",
    "knowledge:write_card",
    "knowledge:own_cards",
    "account_reset_password_from_key",
}

# A network is found, asked and left by staff of every connected organisation.
ACROSS = {"network_ask", "network_leave"}
READ_BY_MORE = {
    "knowledge:change",
    "knowledge:show_question",
    "knowledge:show_answer",
    "knowledge:take_in",
    "knowledge:helped",
    "knowledge:review_answer",
    "knowledge:review_ask",
    "knowledge:review_withdraw",
    "knowledge:review_decide",
    "knowledge:report_answer",
}  # who reads a lesson knows that it is there
SECRETS = {"welcome", "digest_off", "knowledge:review_link_answer"}  # whoever holds the link may


@dataclass
class Door:
    """An address that takes forms, the one who may send it, and the form filled in."""

    name: str
    url: str
    who: str
    fields: dict[str, Field]
    data: dict[str, list[str]]


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    world = world_of(request.getfixturevalue)
    world.fill_other()
    return world


@pytest.fixture
def browsers(world):
    return world.browsers()


def doors(world, browsers) -> list[Door]:
    """The forms of all pages, found by walking; each address of the table once."""
    forms = {}
    for who in ("amina", "nils", "lena", "hr", "administrator", "editor", "out"):
        place = list(VIEWERS).index(who)
        for name, fill, signs in ROWS:
            if signs[place] == "+" and name != "wagtailadmin_home":
                url = address(name, fill, world.own)
                page = text_of(browsers[who].get(url))
                for form in Forms(page, url).found:
                    fields = forms.setdefault(resolve(urlsplit(form.action).path).view_name, {})
                    for key, one in form.fields.items():
                        fields.setdefault(key, one)
    return [made(world, name, forms.get(name)) for name in POSTS]


def made(world, name, fields) -> Door:
    fill, may, extra = POSTS[name]
    if fields is None:
        assert extra, f"{name}: no page of the walk has its form"
        fields = {}
        for part in extra[0].split(","):
            key, _is, value = part.partition("=")
            if key != "-":
                kind = value if value in ("date", "button") else "hidden" if value else "textarea"
                fields[key] = Field(key, kind, [value.format(**world.own)])
    fields = {key: one for key, one in fields.items() if key != "csrfmiddlewaretoken"}
    data = {key: filled(one) for key, one in fields.items()}
    return Door(name, address(name, fill, world.own), may[0], fields, data)


def filled(one: Field) -> list[str]:
    known = {
        "skill": "kunnande i granby",
        "oldpassword": "korrekt-häst-batteri",
        "login": "amina@sjovalla.example",
        "email": "ny@sjovalla.example",
        "time": "14:00",
        "number": "10",
        "date": str(timezone.localdate() + timedelta(days=30)),
        "password": "nio-gula-cyklar-i-regn",
    }
    first = next((value for value in one.values if value), "")
    if one.kind in ("date", "number", "time"):
        first = known[one.kind]
    word = known.get(one.name) or first or known.get(one.kind)
    return [word or ("on" if one.kind == "checkbox" else "Några ord")]


SENTENCE = re.compile(
    r'class="error(?:s|list)\b(?:(?!</ul>)[\s\S])*<li>\s*\S|class="message error">\s*\S'
)
SCRIPT = "<script>alert(1)</script>"
LONG = "a" * 100_000
BAD = {
    "empty": [""],
    "none": None,
    "long": [LONG],
    "script": [SCRIPT],
    "number of a person": ["19811218-9876"],
    "negative": ["-1"],
    "huge": ["9" * 400],
    "too large for the database": [str(2**63)],
    "fraction": ["1e400"],
    "bad date": ["2026-02-30"],
    "first year": ["0001-01-01"],
    "last year": ["9999-12-31"],
    "unknown": ["987654"],
    "list": ["1", "2"],
    "others": None,
}
BYTES = {"nul": b"a\0b", "not utf-8": b"\xff\xfe", "surrogate": b"\xed\xa0\x80"}
TOKEN = {"csrfmiddlewaretoken": "x"}
TEXTS = ("text", "textarea", "email", "picker")
FORMS = "application/x-www-form-urlencoded"


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(browser, url, data):
    """The answer, or the error that nobody caught, and the changes that it left behind."""
    kept = copy.deepcopy(browser.cookies)
    with watched() as writes:
        try:
            answer = browser.post(url, urlencode(data, doseq=True), content_type=FORMS)
        except Exception as error:
            answer = error
    browser.cookies = kept
    return answer, writes.lasting


def strange(door, answer, writes, *, what, refused=False):
    """What is wrong with the answer, in a sentence or none."""
    where = f"{door.who} to {door.url} ({door.name}), {what}"
    if isinstance(answer, Exception):
        return f"{where}: {type(answer).__name__}: {str(answer)[:200]}"
    status, text = answer.status_code, body(answer)
    page = door.name in PAGES or door.name.startswith("account_")
    if status >= 500 or (status == 200 and not page):
        return f"{where}: {status}"
    if status >= 400 and writes and door.name not in SAVES_FIRST:
        return f"{where}: {status}, and yet {writes[:2]}"
    if refused and writes:
        return f"{where}: accepted, {writes[:2]}"
    if status == 422 and not SENTENCE.search(text):
        return f"{where}: 422 without a sentence"
    if SCRIPT in text:
        return f"{where}: a script in the page"
    return None


def test_every_address_that_takes_forms_has_a_row(world, browsers):
    named = {name for name, _route in addresses()}
    takers = {name for name, _fill, signs in ROWS if "p" in signs}
    assert takers <= set(POSTS) <= named
    others = [row for row in ROWS if row[0] not in {*POSTS, *NEVER_MIND}]
    taking = []
    for name, fill, signs in others:
        who = next((who for who, sign in zip(VIEWERS, signs, strict=True) if sign == "+"), "amina")
        with undone():
            answer, writes = ask(browsers[who], address(name, fill, world.own), {})
        if answer.status_code not in (302, 404, 405) or writes:
            taking.append((name, answer.status_code))
    assert taking == []


def test_hostile_values_are_answered_and_leave_nothing_half_done(world, browsers):
    faults, asked = [], 0
    for door in doors(world, browsers):
        for what, data, refused in hostile(world, door):
            with undone():
                answer, writes = ask(browsers[door.who], door.url, data)
            asked += 1
            faults.append(strange(door, answer, writes, what=what, refused=refused))
    assert [fault for fault in faults if fault] == []


def hostile(world, door):
    """One bad value at a time. A long form gets every kind, but not in every field."""
    yield "empty form", TOKEN, False
    names = list(door.fields)
    yield "half filled", TOKEN | {name: door.data[name] for name in names[::2]}, False
    for what, value in BYTES.items():
        yield what, {"q": "", **door.data, names[0] if names else "q": value}, True
    for place, name in enumerate(names):
        one = door.fields[name]
        for number, (kind, value) in enumerate(BAD.items()):
            always = kind in ("too large for the database", "others") and place < 8
            if not always and (number + place) % (8 if len(names) > 4 else 2):
                continue
            data = TOKEN | door.data
            if kind == "none":
                del data[name]
            else:
                data[name] = value or [others(world, one)]
            foreign = kind in ("others", "unknown") and is_choice(one) and name != "keep"
            too_long = kind == "long" and one.kind in TEXTS
            yield f"{kind} in {name}", data, foreign or too_long


def is_choice(one):
    """A field whose values the page lists; a lone box to tick has none."""
    return one.kind in ("select", "radio") or (one.kind == "checkbox" and any(one.values))


def others(world, one):
    """What the other organisation has of that kind."""
    kinds = {
        "parent": "unit",
        "manager": "person",
        "owner": "person",
        "contact": "person",
        "colleagues": "person",
    }
    kinds |= {"members": "person", "job_profile": "profession", "cards": "card", "keep": "theme"}
    kinds |= {"hide": "card", "show": "card"}
    return str(world.other.get(kinds.get(one.name, one.name), world.other["unit"]))


EXTRA = {
    "role": "administrator",
    "is_staff": "true",
    "is_superuser": "true",
    "state": "open",
    "by": "1",
    "author": "1",
}
# A second click does something of its own: another vote, another letter, one more of the same name.
EACH_CLICK_COUNTS = {
    *("knowledge:vote", "knowledge:vote_for_card", "invite_again"),
}


# Written beside what was asked for: mail, the session that notes a visit, the mark of a form.
UNASKED = {"people.Letter", "people.SignIn", "people.Sent"}


OURS = ("people", "knowledge", "mobility", "skills")
TABLES = [model for model in apps.get_models() if model._meta.app_label in (*OURS, "wagtailcore")]


# The first tells those who look at a board to look again, whatever was done; the others are the
# numbers of versions, which are others each time on some databases.
COUNTERS = {
    "knowledge.Retrospective.changes",
    "knowledge.Merge.before",
    "knowledge.Merge.after",
}


def rows(old):
    """All that is stored by us, without times and chance. `old` has the numbers given before."""
    passing = (models.DateTimeField, models.UUIDField, models.JSONField)
    names = {"password", "token_hash", "subject_id", "lineage", "url"}
    stored = {}
    for model in apps.get_models():
        if model._meta.app_label in OURS and model._meta.label not in UNASKED:
            fields = [
                field.attname
                for field in model._meta.concrete_fields
                if not isinstance(field, passing)
                and field.name not in names
                and str(field) not in COUNTERS
            ]
            found = model._base_manager.values(*fields)
            stored[model._meta.label] = sorted(repr(told_apart(row, model, old)) for row in found)
    return stored


def told_apart(row, model, old):
    """What is new is called so: on some databases it gets another number each time."""
    for field in model._meta.concrete_fields:
        points_at = field.related_model or (model if field.primary_key else None)
        if points_at and field.attname in row:
            value, last = row[field.attname], old.get(points_at, 0)
            row[field.attname] = "new" if isinstance(value, int) and value > last else value
    return row


def newest():
    """The highest number that each table has given so far."""
    tops = {}
    for model in TABLES:
        if isinstance(model._meta.pk, models.AutoField | models.OneToOneField):
            tops[model] = model._base_manager.aggregate(top=models.Max("pk"))["top"] or 0
    return tops


def changed(before, after):
    return sorted(label for label in before if before[label] != after[label])


def test_what_was_not_asked_for_is_ignored_and_sent_twice_is_sent_once(world, browsers):
    faults = []
    smuggled = {**EXTRA, "organisation": world.granby["team"].organisation_id}
    smuggled |= {"person": world.cast["karin"].pk, "owner_id": world.cast["karin"].pk}
    for door in doors(world, browsers):
        where, old = f"{door.who} to {door.url} ({door.name})", newest()
        with undone():
            answer, _writes = ask(browsers[door.who], door.url, door.data)
            once = rows(old)
            again, _writes = ask(browsers[door.who], door.url, door.data)
            faults.append(strange(door, again, [], what="sent twice"))
            twice = [label for label in changed(once, rows(old)) if label != "people.AuditEvent"]
            if twice and door.name not in EACH_CLICK_COUNTS:
                faults.append(f"{where}: the second time changes {twice}")
        faults.append(strange(door, answer, [], what="well filled in"))
        with undone():
            ask(browsers[door.who], door.url, {**smuggled, **door.data})
            if more := changed(once, rows(old)):
                faults.append(f"{where}: fields nobody asked for change {more}")
    assert [fault for fault in faults if fault] == []


def test_those_who_may_not_get_404_and_change_nothing(world, browsers):
    faults = []
    for door in doors(world, browsers):
        fill, may, _extra = POSTS[door.name]
        tried = [(who, door.url) for who in VIEWERS if who not in may]
        if fill != "-" and door.name not in SECRETS | ACROSS:
            tried += [(who, address(door.name, fill, world.other)) for who in HOME if who in may]
        if fill != "-" and door.name not in SECRETS:
            tried += [(who, address(door.name, fill, missing(fill))) for who in HOME if who in may]
        for who, url in tried:
            with undone():
                answer, writes = ask(browsers[who], url, door.data)
            wanted = {302} if who in ("out", "disabled") else {404}
            if door.name in READ_BY_MORE and url == door.url:
                wanted |= {403}
            fault = strange(door, answer, writes, what=f"as {who} at {url}", refused=True)
            if not fault and answer.status_code not in wanted:
                fault = f"{who} at {url} ({door.name}): {answer.status_code}"
            faults.append(fault)
    assert [fault for fault in faults if fault] == []
