"""One audience holds another when all whom the other reaches are among its own."""

import pytest

from people.audience import Audience
from people.covering import covers
from people.networks.models import Network

WIDER = [
    ("everyone", "people"),
    ("connected", "network"),
    ("connected", "sjovalla"),
    ("connected", "team"),
    ("both", "sjovalla"),
    ("both", "team"),
    ("sjovalla", "care"),
    ("sjovalla", "team"),
    ("care", "home"),
    ("team", "team"),
]
NOT = [
    ("connected", "everyone"),
    ("connected", "people"),
    ("connected", "elsewhere"),
    ("network", "sjovalla"),
    ("sjovalla", "both"),
    ("sjovalla", "granby"),
    ("sjovalla", "network"),
    ("home", "care"),
    ("care", "team"),
    ("team", "people"),
    ("people", "team"),
]


@pytest.fixture
def named(sjovalla, granby, care, home_care, team, amina):
    shared = Audience.objects
    elsewhere = type(granby).objects.create(name="Ej ansluten", slug="ej", kind=granby.kind)
    return {
        "everyone": shared.everyone(),
        "connected": shared.connected(),
        "network": shared.network(Network.objects.create(name="Lås")),
        "both": shared.organisations([sjovalla, granby]),
        "sjovalla": shared.organisation(sjovalla),
        "granby": shared.organisation(granby),
        "elsewhere": shared.organisation(elsewhere),
        "care": shared.unit(care),
        "home": shared.unit(home_care),
        "team": shared.team(team),
        "people": shared.people([amina]),
    }


@pytest.mark.parametrize(("wide", "narrow"), WIDER)
def test_the_wider_holds_the_narrower(named, wide, narrow):
    assert covers(named[wide], named[narrow])


@pytest.mark.parametrize(("wide", "narrow"), NOT)
def test_others_are_not_held(named, wide, narrow):
    assert not covers(named[wide], named[narrow])
