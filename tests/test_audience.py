"""Who an audience reaches."""

import pytest
from django.contrib.auth.models import AnonymousUser

from people.audience import Audience
from people.networks.models import Network, NetworkMembership
from people.organisations.models import TeamMembership


def reached(audience, *people):
    return [person for person in people if audience.reaches(person)]


def test_everyone_is_open_without_signing_in(db):
    assert Audience.objects.everyone().reaches(AnonymousUser())


def test_connected_is_for_people_with_a_connected_employer(amina, karin, stranger):
    assert reached(Audience.objects.connected(), amina, karin, stranger) == [amina, karin]


def test_an_organisation_is_closed_to_the_next(sjovalla, amina, nils, karin):
    audience = Audience.objects.organisation(sjovalla)
    assert reached(audience, amina, nils, karin) == [amina, nils]


def test_a_unit_reaches_those_under_it(care, nils, amina):
    assert reached(Audience.objects.unit(care), nils, amina) == [nils]


def test_leaving_a_team_ends_access_at_once(team, amina):
    audience = Audience.objects.team(team)
    assert audience.reaches(amina)
    TeamMembership.objects.filter(person=amina).delete()
    assert not audience.reaches(type(amina).objects.get(pk=amina.pk))


def test_a_closed_account_is_reached_by_nothing_but_what_is_open(amina, sjovalla):
    amina.is_active = False
    assert not Audience.objects.organisation(sjovalla).reaches(amina)


def test_the_same_people_are_one_audience(sjovalla, granby):
    first = Audience.objects.organisations([sjovalla, granby])
    assert Audience.objects.organisations([granby, sjovalla]) == first


@pytest.mark.parametrize("who", ["amina", "karin"])
def test_chosen_organisations_reach_just_those(who, request, sjovalla, stranger):
    audience = Audience.objects.organisations([sjovalla])
    person = request.getfixturevalue(who)
    assert audience.reaches(person) == (who == "amina")
    assert not audience.reaches(stranger)


def network_of(*people):
    network = Network.objects.create(name="Systemägare", purpose="Dela", for_whom="Systemägare")
    for person in people:
        NetworkMembership.objects.create(network=network, person=person)
    return network


def test_a_network_reaches_its_members_wherever_they_work(amina, karin, jonas, stranger):
    audience = Audience.objects.network(network_of(amina, karin, stranger))
    assert reached(audience, amina, karin, jonas, stranger) == [amina, karin]
    assert not audience.reaches(AnonymousUser())


def test_leaving_a_network_ends_access_at_once(amina, karin):
    audience = Audience.objects.network(network_of(amina, karin))
    assert audience.reaches(amina)
    NetworkMembership.objects.filter(person=amina).delete()
    assert not audience.reaches(type(amina).objects.get(pk=amina.pk))


@pytest.mark.parametrize("end", ["employment", "organisation", "account"])
def test_membership_rests_on_a_job_at_a_connected_employer(end, amina, sjovalla):
    audience = Audience.objects.network(network_of(amina))
    if end == "employment":
        amina.employments.update(until="2025-01-01")
    elif end == "organisation":
        type(sjovalla).objects.update(connected_on=None)
    else:
        type(amina).objects.update(is_active=False)
    amina = type(amina).objects.get(pk=amina.pk)
    assert not audience.reaches(amina)
    assert amina.belonging.networks == []


def test_belonging_asks_for_networks_only_where_they_are_named(
    amina, django_assert_max_num_queries
):
    network_of(amina)
    with django_assert_max_num_queries(3):
        amina.belonging.connected  # noqa: B018
    with django_assert_max_num_queries(1):
        list(Audience.objects.reaching(amina))
    with django_assert_max_num_queries(1):
        assert [one.name for one in amina.belonging.networks] == ["Systemägare"]
