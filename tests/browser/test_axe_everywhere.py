"""Axe finds nothing on the main pages, each opened by the one it is for, as the demo has it.

What people do on the way is in `test_story.py`, which looks in the same way.
"""

import pytest

from knowledge.challenges.models import Challenge
from knowledge.echoes.models import Echo
from knowledge.glossary.models import Term
from knowledge.retrospectives.outcome import RetrospectivePage
from mobility.applications.models import Application, Consent
from mobility.opportunities.models import Opportunity
from mobility.paths.models import JobProfile
from people.networks.models import Network
from people.organisations.models import Employment, Team
from tests.browser.looking import look

LOCKS = "/kunskap/sjovalla/sa-fick-vi-hemtjansten-att-vaga-anvanda-digitala-las/"
ASKED = "/kunskap/granby/mat-om-den-som-ringer-slipper-ringa-igen/"
HOME = "/organisation/sjovalla/"

PAGES = {
    "": f"/kunskap/ {LOCKS} /sok/?q=hemtjänst /uppdrag/ /konto/losenord/glomt/ /om/ /finns-inte/",
    "amina.berg": f"""
        / {LOCKS} {LOCKS}fragor/ {LOCKS}liknande/ {LOCKS}versioner/ {LOCKS}provat/tillsammans/
        {ASKED}provat/ {ASKED}provat/beratta/ /kunskap/amne/skola/ /kunskap/?organisation=granby
        /kunskap/skriv/word/ /kunskap/mina/ /kunskap/mina/sparade/ /kunskap/mina/floden/
        /kunskap/mal/ /kunskap/prova/ /kunskap/innan-du-borjar/ /kunskap/kontroll/
        /kunskap/kontroll/fel/ /kunskap/kontroll/fel/mina/ /jag/foljer/ /jag/foljer/nytt/""",
    "jonas.ek": """
        /kunskap/efterlysningar/ /kunskap/efterlysningar/ny/ /kunskap/efterlysningar/{challenge}/
        /natverk/ /natverk/nytt/ /natverk/{network}/ /natverk/{network}/lardomar/
        /ordlista/ /ordlista/ny/ /ordlista/{word}/ /jag/ /jag/borta/ /jag/inloggningar/
        /jag/notiser/ /jag/notiser/installningar/ /medarbetare/{person}/
        /sok/?q=hemtjänst /sok/?q=hemtjänst&slag=article /sok/?q=xyzzy /uppdrag/?distans=1
        /uppdrag/mina/ /uppdrag/ansokan/{own}/ /utveckling/ /utveckling/roller/{role}/""",
    "hodan.warsame": """
        /fredag/ /fredag/nytt-team/ /fredag/aterblickar/{outcome}/ /fredag/eko/{echo}/""",
    "lena.akesson": "/ /uppdrag/{filled}/ansokningar/",
    "henrik.lundmark": "/ /uppdrag/mina/ /uppdrag/medgivande/{consent}/",
    "mikael.norberg": "/ /uppdrag/{sent_in}/ /fredag/{team}/ /fredag/{team}/atgarder/",
    "tariq.siddiqui": "/uppdrag/mina/ /uppdrag/{draft}/ /uppdrag/{draft}/andra/",
    "elin.strahle": "/kunskap/kontroll/granska/ /kunskap/kontroll/underlag/ /ordlista/las-in/",
    "daniel.osei": f"""
        {HOME} {HOME}medarbetare/ {HOME}medarbetare/ny/ {HOME}medarbetare/{{job}}/
        {HOME}enheter/ny/ {HOME}enheter/{{unit}}/ {HOME}enheter/{{unit}}/flytta/
        {HOME}behorigheter/ny/ {HOME}team/{{team}}/ {HOME}delmal/ {HOME}delmal/nytt/
        {HOME}kunskap/ {HOME}gallring/""",
    "birgitta.rask": "/registrator/sjovalla/",
}
EACH = [(person, page) for person, pages in PAGES.items() for page in pages.split()]


@pytest.fixture(scope="module")
def numbers(town):
    """What stands in the addresses: the demo's own things."""
    job = Employment.objects.get(person__name="Amina Berg")
    found = {
        "challenge": Challenge.objects.get(asker__name="Jonas Ek"),
        "network": Network.objects.get(name="Vi som förvaltar ärendesystem"),
        "word": Term.objects.get(word="LSS"),
        "own": Application.objects.get(person__name="Jonas Ek"),
        "role": JobProfile.objects.first(),
        "outcome": RetrospectivePage.objects.first(),
        "filled": Opportunity.objects.get(title__startswith="Gå bredvid nattpatrullen"),
        "consent": Consent.objects.filter(manager__name="Henrik Lundmark", state="requested")[0],
        "sent_in": Opportunity.objects.get(state="submitted"),
        "draft": Opportunity.objects.get(state="draft"),
        "echo": Echo.objects.get(),
        "team": Team.objects.get(name="Stödlaget"),
        "job": job,
        "unit": job.unit,
    }
    return {name: one.pk for name, one in found.items()} | {"person": job.person_id}


@pytest.mark.parametrize(("person", "address"), EACH)
def test_axe_finds_nothing(visit, numbers, person, address):
    page = visit(person)
    answer = page.goto(address.format(**numbers))
    assert answer.status == (404 if "finns-inte" in address else 200)
    look(page)


@pytest.mark.parametrize(
    ("day", "says"), [("2020-03-02", "Inga handlingar"), ("", "Det här finns")]
)
def test_axe_finds_nothing_in_an_answer_to_who_asks_for_records(visit, numbers, day, says):
    page = visit("birgitta.rask")
    page.goto("/registrator/sjovalla/")
    page.get_by_label("Vad heter teamet?").fill("E-tjänstlaget")
    if day:
        page.get_by_label("Vilken vecka?").fill(day)
    page.get_by_role("button", name="Se vad som finns").click()
    assert page.get_by_role("heading", name=says).is_visible()
    look(page)
