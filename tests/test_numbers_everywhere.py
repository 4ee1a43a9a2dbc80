"""Someone writes a personal identity number in every form there is. Nothing keeps it."""

import re
from datetime import timedelta

import pytest
from django import forms
from django.db import connection
from django.utils import timezone

from knowledge.articles.actions import publish, start_draft
from knowledge.articles.drafts import Draft
from knowledge.articles.models import SECTIONS, ArticlePage
from knowledge.retrospectives import opening
from mobility.applications.models import Application
from mobility.opportunities.models import Opportunity
from people.audience import Audience
from people.forms import HouseForm
from people.sensitive.numbers import has_number
from search.outbox import drain

SAID = "Anna, 811218-9876, ringde"
MARK = "[personnummer borttaget]"
JSON = {"headers": {"accept": "application/json"}}


def rows():
    """Every value of every row of every table, virtual ones too."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, " ".join(str(value) for value in row)


def kept():
    near = re.compile(r"811218.{0,40}?9876|81 ?12 ?18", re.DOTALL)
    return [table for table, said in rows() if near.search(said)]


@pytest.fixture
def article(amina):
    draft = start_draft(by=amina, title="Digitala lås", what_we_learned="Börja med elva.")
    return publish(draft=draft, by=amina)


@pytest.fixture(autouse=True)
def _logs(caplog):
    caplog.set_level("DEBUG")
    yield
    assert not has_number(caplog.text)


def everything_but_the_number():
    drain()
    return kept() == []


def lesson(sjovalla, **more):
    texts = dict.fromkeys((*SECTIONS, "topics"), SAID) | {"title": "Ring 811218-9876 först"}
    reached = {"audience": f"organisation:{sjovalla.pk}", "version": 1, "811218-9876": "x"}
    return texts | reached | more


def test_a_number_in_a_table_would_be_seen(amina):
    amina.name = SAID
    amina.save()
    assert "people_person" in kept()


def test_a_lesson_its_draft_its_revisions_and_the_index(amina, sign_in, sjovalla):
    browser = sign_in(amina)
    answer = browser.post("/kunskap/skriv/", lesson(sjovalla), **JSON).json()
    assert Draft.objects.get().problem == f"Anna, {MARK}, ringde"
    assert everything_but_the_number()
    assert "personnummer" in answer["taken_out"]["said"]
    assert answer["taken_out"]["fields"]["problem"] == f"Anna, {MARK}, ringde"
    sent = lesson(sjovalla, version=answer["version"], action="publish")
    assert MARK in browser.post(answer["url"], sent, follow=True).content.decode()
    assert MARK in ArticlePage.objects.get().title and everything_but_the_number()


def test_without_javascript_the_page_says_it(amina, sign_in, sjovalla):
    page = sign_in(amina).post("/kunskap/skriv/", lesson(sjovalla), follow=True).content.decode()
    assert "Vi tog bort personnummer ur fälten ”Rubrik”" in page
    assert "Här stod ett personnummer" in page and not has_number(page)


def test_two_windows_compared_show_no_number(amina, sign_in, sjovalla):
    browser = sign_in(amina)
    browser.post("/kunskap/skriv/", lesson(sjovalla))
    url = f"/kunskap/skriv/{Draft.objects.get().pk}/"
    answer = browser.post(url, lesson(sjovalla, title="Annan 811218-9876", version=1))
    assert answer.status_code == 409 and not has_number(answer.content.decode())
    assert everything_but_the_number()


@pytest.mark.parametrize("anonymous", [True, False])
def test_a_card(team, amina, jonas, sign_in, anonymous):
    board = opening.open_board(team=team, by=amina, anonymous=anonymous)
    browser, where = sign_in(jonas), f"/fredag/{team.pk}/"
    browser.post(f"{where}med/")
    answer = browser.post(f"{where}lapp/", {"text": SAID, "column": "learned"}, **JSON)
    assert answer.status_code == 200 and everything_but_the_number()
    key = answer.json()["key"]
    browser.post(f"{where}lapp/andra/", {"text": f"Ny {SAID}", "key": key})
    browser.post(f"{where}atgard/", {"text": SAID, "owner": jonas.pk, "due_on": "2999-01-01"})
    assert everything_but_the_number()
    assert any(MARK in said for table, said in rows()) and board.pk


def test_a_profile(amina, sign_in):
    sent = {"headline": SAID, "home_place": "Ort 8112189876", "language": "sv", "shown_to": "unit"}
    sign_in(amina).post("/jag/", sent)
    assert MARK in amina.profile.headline
    sign_in(amina).post("/jag/kompetenser/", {"skill": SAID, "level": 2})
    assert everything_but_the_number()


def test_an_opportunity_and_an_application(lena, amina, digital, sign_in):
    today = timezone.localdate()
    texts = ["title", "summary", "duties", "learning", "support", "place"]
    sent = dict.fromkeys(texts, SAID) | {
        "unit": digital.pk,
        "type": "shadowing",
        "seats": 1,
        "pay": "home",
        "share": 20,
        "remote": "no",
    }
    days = {"starts_on": 60, "deadline": 14, "reply_by": 21}
    sent |= {name: (today + timedelta(days=number)).isoformat() for name, number in days.items()}
    sign_in(lena).post("/uppdrag/nytt/", sent | {"audience": "connected"})
    assert MARK in Opportunity.objects.get().summary and everything_but_the_number()
    facts = {name: sent[name] for name in days}
    one = Opportunity.objects.create(
        title="Byt system",
        owner=lena,
        unit=digital,
        organisation=digital.organisation,
        audience=Audience.objects.connected(),
        state="open",
        **facts,
    )
    sign_in(amina).post(f"/uppdrag/{one.pk}/sok/", {"letter": SAID})
    letter = Application.objects.get().letter
    assert MARK in letter and everything_but_the_number()


def test_an_editors_change_in_wagtail(article, operator, sign_in):
    browser = sign_in(operator)
    where = f"/cms/pages/{article.pk}/edit/"
    form = browser.get(where).context["form"]
    sent = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    sent |= {"problem": SAID, "action-publish": "Publish", "topics": "hemtjänst 8112189876"}
    for formset in form.formsets.values():
        for name, value in formset.management_form.initial.items():
            sent[f"{formset.prefix}-{name}"] = value
    answer = browser.post(where, sent, follow=True)
    assert ArticlePage.objects.get().problem == f"Anna, {MARK}, ringde"
    assert "Vi tog bort" in answer.content.decode() and everything_but_the_number()


def test_a_search(amina, sign_in, caplog):
    browser = sign_in(amina)
    for path in ("/sok/", "/sok/forslag/", "/kunskap/", "/uppdrag/", "/kompetenser/forslag/"):
        browser.get(path, {"q": "811218-9876"})
        browser.get(path, {"q": "19811218\u20139876 anna"}, follow=True)
    assert everything_but_the_number()


def test_every_form_of_ours_is_a_house_form():
    rooms = ("people.", "skills.", "knowledge.", "mobility.", "search.")
    seen, waiting = set(), [forms.BaseForm]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        seen.add(one)
    ours = {one for one in seen if one.__module__.startswith(rooms)}
    outside = {one.__name__ for one in ours if not issubclass(one, HouseForm)}
    signing_in = {one.__name__ for one in ours if one.__module__ == "people.signin.forms"}
    assert outside <= signing_in and len(ours) > 20
