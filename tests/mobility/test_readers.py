"""An opportunity may be for a network, or for the organisations one ticks."""

import pytest

from mobility.opportunities.models import Opportunity
from people.networks import actions as networks
from people.networks import entering

WORDS = {
    "title": "Gå bredvid nattpatrullen",
    "type": "shadowing",
    "seats": 1,
    "share": 50,
    "remote": "no",
    "pay": "home",
}


@pytest.fixture
def network(lena):
    made = networks.start(by=lena, name="Nattfolket", purpose="Natt", for_whom="Nattpatruller")
    del lena.__dict__["belonging"]
    return made


def seen_by(one, *people):
    Opportunity.objects.filter(pk=one.pk).update(state="open")
    return [who for who in people if Opportunity.objects.visible_to(who).filter(pk=one.pk)]


def test_it_is_for_a_network(sign_in, network, lena, digital, karin, samir):
    joining = entering.ask(network=network, by=karin, why="Natt")
    entering.answer(joining=joining, by=lena, yes=True)
    browser, key = sign_in(lena), f"network:{network.pk}"
    browser.post("/uppdrag/nytt/", WORDS | {"unit": digital.pk, "audience": key})
    one = Opportunity.objects.get()
    page = browser.get(f"/uppdrag/{one.pk}/andra/")
    assert page.context["form"]["audience"].value() == key
    assert seen_by(one, karin, samir) == [karin]


def test_it_is_for_ticked_organisations(sign_in, lena, digital, nils, karin, granby):
    browser = sign_in(lena)
    ticked = ["organisations", str(granby.pk)]
    browser.post("/uppdrag/nytt/", WORDS | {"unit": digital.pk, "audience": ticked})
    one = Opportunity.objects.get()
    page = browser.get(f"/uppdrag/{one.pk}/andra/")
    assert page.context["form"]["audience"].value() == f"organisations:{granby.pk}"
    assert seen_by(one, nils, karin) == [karin]


@pytest.mark.parametrize("key", ["network:%s", "organisations", "organisations:0", "team:1"])
def test_what_is_not_offered_is_refused(key, sign_in, lena, digital, karin):
    other = networks.start(by=karin, name="Andra", purpose="x", for_whom="y")
    key = key.replace("%s", str(other.pk))
    answer = sign_in(lena).post("/uppdrag/nytt/", WORDS | {"unit": digital.pk, "audience": key})
    assert answer.status_code == 422 and "audience" in answer.context["form"].errors


def test_whoever_left_the_network_keeps_its_readers(sign_in, network, lena, digital):
    browser, key = sign_in(lena), f"network:{network.pk}"
    sent = WORDS | {"unit": digital.pk, "audience": key}
    browser.post("/uppdrag/nytt/", sent)
    networks.leave(network=network, by=lena)
    one = Opportunity.objects.get()
    changed = browser.post(f"/uppdrag/{one.pk}/andra/", sent | {"title": "Ny rubrik"})
    assert changed.status_code == 302
    one.refresh_from_db()
    assert (one.title, one.audience.key) == ("Ny rubrik", key)
