"""Goals that all share, an organisation's own under them, and the picture of what is shared."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from knowledge.articles import actions as articles
from knowledge.articles.models import ArticlePage
from knowledge.challenges import actions as challenges
from knowledge.goals.drawing import END, WIDTH, bars
from mobility.opportunities.models import OpportunityGoal
from people.audience import Audience
from people.subgoals import actions
from people.subgoals.keys import marks, split
from people.subgoals.models import Subgoal
from tests.knowledge.test_challenges import placement

PLACE = "/organisation/sjovalla/delmal/"


@pytest.fixture
def travel(administrator):
    own = administrator.organisation
    names = {"name_sv": "Fossilfria resor", "name_en": "Fossil-free travel"}
    return actions.add(organisation=own, by=administrator, goal="climate", **names)


def ask(by, **fields):
    day = timezone.localdate() + timedelta(10)
    text = {"title": "Hur reser ni?", "question": "Alla kör själva.", "deadline": day}
    return challenges.ask(by=by, **text, **fields)


def test_keys_say_goal_and_subgoal():
    assert split("climate:12") == ("climate", 12) and split("climate") == ("climate", None)
    for bad in (
        "",
        "klimat",
        "climate:",
        "climate:x",
        "climate:-1",
        "climate:²",
        "climate:" + "9" * 10,
    ):
        assert split(bad) is None
    assert marks(["social:3", "climate"]) == [("climate", None), ("social", None), ("social", 3)]


def test_an_administrator_tends_the_own_ones(sign_in, administrator):
    browser, form = sign_in(administrator), {"goal": "climate", "name_sv": "Fossilfria resor"}
    assert browser.post(f"{PLACE}nytt/", form | {"name_sv": " "}).status_code == 422
    assert browser.post(f"{PLACE}nytt/", form).status_code == 302
    again = browser.post(f"{PLACE}nytt/", form | {"name_sv": "fossilfria resor"})
    assert again.status_code == 422 and "heter så" in again.content.decode()
    one = Subgoal.objects.get()
    browser.post(f"{PLACE}{one.pk}/", {"name_sv": "Resor", "name_en": "Travel"})
    assert "Resor" in browser.get(PLACE).content.decode()
    for _click in range(2):
        browser.post(f"{PLACE}{one.pk}/ta-ur-bruk/")
    assert "Ur bruk" in browser.get(PLACE).content.decode()
    browser.post(f"{PLACE}{one.pk}/ta-i-bruk/")
    one.refresh_from_db()
    assert one.retired_at is None and one.name_sv == "Resor"


@pytest.mark.parametrize("who", ["amina", "editor", "karin", "operator"])
def test_others_do_not(who, request, sign_in, client, travel):
    browser = sign_in(request.getfixturevalue(who))
    for address in (PLACE, f"{PLACE}nytt/", f"{PLACE}{travel.pk}/"):
        assert browser.get(address).status_code == 404
        assert client.get(address).url.startswith("/konto/logga-in/")
    assert browser.post(f"{PLACE}{travel.pk}/ta-ur-bruk/").status_code == 404


def test_it_has_a_name_in_the_readers_language(travel):
    with translation.override("en"):
        assert (travel.name, travel.language) == ("Fossil-free travel", "en")
    travel.name_en = ""
    with translation.override("en"):
        assert (travel.name, travel.language) == ("Fossilfria resor", "sv")


def test_a_writer_ticks_the_own_and_the_goal_follows(sign_in, travel, amina, karin):
    form = {"title": "Lånecyklar", "what_we_learned": "Fråga först.", "audience": "connected"}
    text = sign_in(amina).get("/kunskap/skriv/").content.decode()
    assert "Fossilfria resor" in text
    assert "Fossilfria resor" not in sign_in(karin).get("/kunskap/skriv/").content.decode()
    sent = form | {"goals": [travel.key], "action": "publish"}
    assert sign_in(amina).post("/kunskap/skriv/", sent).status_code == 302
    article = ArticlePage.objects.get()
    assert article.goal_keys == ["climate", travel.key]
    page = sign_in(karin).get(article.get_absolute_url()).content.decode()
    assert "Klimat" in page and "Fossilfria resor" in page
    refused = sign_in(karin).post("/kunskap/skriv/", form | {"goals": [travel.key]})
    assert refused.status_code == 422


def test_one_that_is_retired_stays_where_it_is(sign_in, travel, administrator, amina, write):
    article = write(amina, goals=["climate", travel.key])
    actions.retire(subgoal=travel, by=administrator)
    draft = articles.start_change(article=article, by=amina)
    assert draft.goals == ["climate", travel.key]
    sent = {"title": "Ny", "what_we_learned": "Ja", "goals": draft.goals, "version": draft.version}
    sent |= {"audience": draft.audience, "action": "publish"}
    assert sign_in(amina).post(f"/kunskap/skriv/{draft.pk}/", sent).status_code == 302
    assert ArticlePage.objects.get().goal_keys == ["climate", travel.key]
    assert "Fossilfria resor" not in sign_in(amina).get("/kunskap/skriv/").content.decode()


def test_it_is_a_facet_for_those_who_see_something_with_it(sign_in, travel, amina, karin, write):
    write(amina, "Bara hos oss", goals=[travel.key])
    write(amina, "Annat", audience="connected", goals=["social"])
    key = f"climate%3A{travel.pk}"
    text = sign_in(amina).get(f"/kunskap/?mal={key}").content.decode()
    assert "Bara hos oss" in text and "Annat" not in text and "Fossilfria resor" in text
    hidden = sign_in(karin).get(f"/kunskap/?mal={key}").content.decode()
    assert "Bara hos oss" not in hidden and "Fossilfria resor" not in hidden
    assert sign_in(karin).get("/kunskap/?mal=climate:x").status_code == 404


def cell(text, words):
    found = re.search(rf'aria-label="{words}: (\d+)"', text)
    return int(found[1]) if found else 0


def test_the_picture_counts_what_the_viewer_may_see(sign_in, client, travel, amina, karin, write):
    write(amina, "Hos oss", goals=["climate", travel.key])
    write(amina, "För alla", goals=["climate"], audience="everyone")
    ask(amina, audience="connected", goals=[travel.key])
    one = placement(karin, Audience.objects.connected())
    OpportunityGoal.objects.create(opportunity=one, goal="climate")
    draft = placement(karin, Audience.objects.connected(), "Inte ute", state="draft")
    OpportunityGoal.objects.create(opportunity=draft, goal="climate")
    own = sign_in(amina).get("/kunskap/mal/").content.decode()
    assert cell(own, "Lärdomar mot Klimat") == 2
    assert cell(own, "Lärdomar mot Fossilfria resor") == 1
    assert cell(own, "Efterlysningar mot Fossilfria resor") == 1
    other = sign_in(karin).get("/kunskap/mal/").content.decode()
    assert cell(other, "Lärdomar mot Klimat") == cell(other, "Uppdrag mot Klimat") == 1
    assert cell(other, "Lärdomar mot Fossilfria resor") == 0
    outside = client.get("/kunskap/mal/").content.decode()
    assert cell(outside, "Lärdomar mot Klimat") == 1 and "Fossilfria" not in outside
    assert "<svg" in own and 'style="' not in own


def test_an_empty_picture_says_what_the_page_is_for(client, db):
    assert "Inget är delat mot ett mål än" in client.get("/kunskap/mal/").content.decode()


def test_the_picture_asks_as_much_for_many(sign_in, administrator, amina, write):
    browser = sign_in(amina)

    def fill(number):
        for n in range(number):
            one = actions.add(
                organisation=administrator.organisation,
                by=administrator,
                goal="social",
                name_sv=f"Delmål {number} {n}",
            )
            write(amina, f"Lärdom {n}", goals=[one.key])
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/kunskap/mal/").status_code == 200
        with CaptureQueriesContext(connection) as listed:
            assert browser.get("/kunskap/").status_code == 200
        return len(asked), len(listed)

    few, many = fill(2), fill(12)
    assert few == many and max(many) <= 12, (few, many)


@pytest.mark.parametrize("most", [1, 7, 100_000])
def test_no_bar_is_wider_than_the_picture(most):
    drawn, height = bars([most, 0, 0], [("x" * 200, [1, 0, 0])], most)
    assert float(drawn[0].parts[0].width) <= END and float(drawn[0].stop) <= WIDTH
    assert len(drawn[1].label) <= 36 and height > 40
    assert bars([0, 0, 0], [], 0)[0][0].parts == []
