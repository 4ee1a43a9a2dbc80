"""An invitation lets one person in, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.notices.models import Letter
from people.persons.models import Person
from people.signin.actions import invite
from people.signin.models import Invitation


@pytest.fixture
def link(digital, administrator):
    new = Person.objects.create_user("ny@sjovalla.example", name="Ny Person")
    invite(person=new, unit=digital, by=administrator)
    text = Letter.objects.get(to=new.email).text
    return next(word for word in text.split() if "/konto/valkommen/" in word)


def path(link):
    return link.removeprefix("http://127.0.0.1:8000")


def test_the_first_password_signs_one_in(client, link):
    answer = client.post(path(link), {"password": "grön-cykel-utan-lås"}, follow=True)
    assert answer.context["user"].email == "ny@sjovalla.example"
    assert client.login(email="ny@sjovalla.example", password="grön-cykel-utan-lås")


def test_the_link_works_once(client, link):
    client.post(path(link), {"password": "grön-cykel-utan-lås"})
    client.logout()
    assert client.get(path(link)).status_code == 410


def test_a_new_invitation_ends_the_old_link(client, link, digital):
    person = Person.objects.get(email="ny@sjovalla.example")
    invite(person=person, unit=digital, by=None)
    assert client.get(path(link)).status_code == 410


def test_after_two_weeks_the_link_is_over(client, link):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(path(link)).status_code == 410


def test_the_token_is_not_stored(link):
    token = link.rstrip("/").split("/")[-1]
    assert not Invitation.objects.filter(token_hash=token).exists()


@pytest.mark.parametrize("password", ["kort", "password1234", "sommar202620", "ny-person"])
def test_a_weak_password_is_refused_with_a_sentence(password, client, link):
    answer = client.post(path(link), {"password": password})
    assert answer.status_code == 422
    assert not Person.objects.get(email="ny@sjovalla.example").has_usable_password()
