"""A form that is sent twice does its work once."""

from uuid import uuid4

import pytest
from django.utils import timezone

from people.models import Sent, Unit
from people.once import forget_old


@pytest.fixture
def add(administrator, sign_in):
    from django.urls import reverse

    browser = sign_in(administrator)
    url = reverse("unit_add", args=[administrator.organisation.slug])

    def send(**fields):
        return browser.post(url, fields)

    return send


def test_the_second_click_leads_to_the_same_place_and_adds_nothing(add):
    key = uuid4()
    first, second = (add(name="Måltid", key=key) for _click in range(2))
    assert first.url == second.url
    assert Unit.objects.filter(name="Måltid").count() == 1


def test_two_forms_are_two_units(add):
    for key in (uuid4(), uuid4()):
        add(name="Måltid", key=key)
    assert Unit.objects.filter(name="Måltid").count() == 2


def test_a_refused_form_keeps_its_key_and_can_be_sent_again(add):
    key = uuid4()
    refused = add(name="", key=key)
    assert refused.status_code == 422 and str(key) in refused.content.decode()
    add(name="Måltid", key=key)
    assert Unit.objects.filter(name="Måltid").exists()


@pytest.mark.parametrize("key", ["", "x", "0" * 500])
def test_what_is_no_key_does_no_harm(add, key):
    assert add(name="Måltid", key=key).status_code == 302


def test_the_mark_is_forgotten_after_a_month(add):
    add(name="Måltid", key=uuid4())
    assert forget_old() == 0
    Sent.objects.update(sent_at=timezone.now() - timezone.timedelta(days=31))
    assert forget_old() == 1
