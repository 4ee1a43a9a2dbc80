"""The world of `make demo`: whom one can be in it, and what its pages cost."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.world import build
from people.persons.models import Person
from people.worker import run_all

PAGES = (
    "/",
    "/kunskap/",
    "/kunskap/sjovalla/sa-fick-vi-hemtjansten-att-vaga-anvanda-digitala-las/",
    "/kunskap/skriv/",
    "/kunskap/mina/",
    "/kunskap/innan-du-borjar/",
    "/fredag/",
    "/fredag/aterblickar/",
    "/uppdrag/",
    "/uppdrag/mina/",
    "/utveckling/",
    "/utveckling/roller/",
    "/jag/",
    "/jag/notiser/",
    "/sok/?q=larm",
    "/sok/?q=digital",
    "/sok/forslag/?q=hem",
)
MOST_QUERIES, MOST_BYTES = 15, 300_000


@pytest.fixture
def world(db):
    build.build(lambda line: None)
    run_all()


def queries(browser, address):
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address)
    assert answer.status_code == 200, address
    return len(asked)


def test_no_page_of_the_story_asks_more_than_fifteen_times(world, sign_in):
    amina = Person.objects.get(email="amina.berg@sjovalla.example")
    opportunity = f"/uppdrag/{amina.organisation.opportunities.filter(state='open')[0].pk}/"
    board = f"/fredag/{amina.teams.get().pk}/"
    browser = sign_in(amina)
    sign_in(Person.objects.get(email="lena.akesson@sjovalla.example")).get(
        PAGES[2]
    )  # loads the words
    counts = {page: queries(browser, page) for page in (*PAGES, opportunity, board)}
    for name in ("lena.akesson", "mikael.norberg", "daniel.osei"):
        other = sign_in(Person.objects.get(email=f"{name}@sjovalla.example"))
        counts |= {f"{name} {page}": queries(other, page) for page in ("/", "/uppdrag/")}
    assert {page: n for page, n in counts.items() if n > MOST_QUERIES} == {}


def test_the_accounts_cover_every_role_in_two_organisations(world, capsys):
    call_command("demo", "--no-serve", "--json")
    accounts = json.loads(capsys.readouterr().out.strip().splitlines()[-1])["accounts"]
    assert {one["role"] for one in accounts} == {
        "employee",
        "manager",
        "hr",
        "editor",
        "registrar",
        "administrator",
        "operator",
    }
    assert len({one["organisation"] for one in accounts}) > 2
    one = Person.objects.get(email=accounts[0]["email"])
    assert one.check_password(accounts[0]["password"])


def weight(page):
    """Bytes of a page with all that it loads, nothing compressed."""
    named = set(re.findall(r'(?:href|src)="/static/([^"?]+)"', page))
    files = [finders.find(name) for name in named]
    return len(page.encode()) + sum(len(open(file, "rb").read()) for file in files if file)


def test_the_first_page_is_light(world, client, sign_in):
    amina = Person.objects.get(email="amina.berg@sjovalla.example")
    for browser, address in ((client, "/konto/logga-in/"), (sign_in(amina), "/")):
        assert weight(browser.get(address).content.decode()) < MOST_BYTES
