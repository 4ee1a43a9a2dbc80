"""Who changes to English on a phone meets nothing of ours in Swedish, on page after page."""

import pytest

from knowledge.challenges.models import Challenge
from mobility.applications.models import Application
from people.networks.models import Network
from people.organisations.models import Team
from tests.browser.looking import look
from tests.browser.speaking import swedish_of_ours

LOCKS = "/kunskap/sjovalla/sa-fick-vi-hemtjansten-att-vaga-anvanda-digitala-las/"
PAGES = f"""
    / /kunskap/ {LOCKS} {LOCKS}fragor/ {LOCKS}provat/beratta/ /kunskap/skriv/ /kunskap/mal/
    /kunskap/efterlysningar/ /kunskap/efterlysningar/{{challenge}}/ /natverk/{{network}}/
    /fredag/ /fredag/{{team}}/ /fredag/{{team}}/punkt/ /fredag/skydd/
    /uppdrag/ /uppdrag/{{opportunity}}/ /uppdrag/{{opportunity}}/sok/ /uppdrag/mina/
    /uppdrag/ansokan/{{own}}/ /utveckling/ /sok/?q=hemtjänst /sok/?q=xyzzy /ordlista/
    /jag/ /jag/notiser/ /jag/notiser/installningar/ /om/ /om/personuppgifter/ /finns-inte/"""


@pytest.fixture(scope="module")
def numbers(town):
    """What stands in the addresses: the demo's own things."""
    found = {
        "challenge": Challenge.objects.get(asker__name="Jonas Ek"),
        "network": Network.objects.get(name="Vi som förvaltar ärendesystem"),
        "team": Team.objects.get(name="E-tjänstlaget"),
        "own": Application.objects.get(person__name="Farhad Karimi"),
        "opportunity": Application.objects.filter(person__name="Jelena Petrović")[0].opportunity,
    }
    return {name: one.pk for name, one in found.items()}


@pytest.fixture(scope="module")
def page(visit):
    """Farhad's phone, after a tap on the switch in the header."""
    page = visit("farhad.karimi")
    page.get_by_role("banner").locator("summary").tap()
    page.get_by_role("banner").get_by_role("button", name="English").tap()
    page.locator("html[lang=en]").wait_for()
    return page


@pytest.mark.parametrize("address", PAGES.split())
def test_it_is_english_throughout(page, numbers, address):
    page.goto(address.format(**numbers))
    assert page.locator("html").get_attribute("lang") == "en"
    assert swedish_of_ours(page) == []
    look(page)


def test_swedish_would_be_seen(visit):
    page = visit("jonas.ek")
    page.goto("/uppdrag/")
    seen = {"Uppdrag", "Logga ut", "Hoppa till innehållet", "Områden, nederkant", "På distans"}
    assert seen <= set(swedish_of_ours(page))
    page.locator("h1").evaluate("one => { one.textContent = 'Ännu ej översatt' }")
    assert "Ännu ej översatt" in swedish_of_ours(page)
