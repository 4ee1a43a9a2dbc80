"""No view answers without a decision about who may have the answer."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver

from people.access import LIBRARIES, AccessMiddleware, Undecided, signed_in


def all_views(patterns=None, route=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        where = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield where, pattern.callback
        else:
            yield from all_views(pattern.url_patterns, where)


def test_every_view_of_ours_says_who_may_come_in():
    undecided = [
        where
        for where, view in all_views()
        if not hasattr(view, "access") and not f"{view.__module__}.".startswith(tuple(LIBRARIES))
    ]
    assert undecided == []


def test_an_undecided_answer_is_an_error(rf: RequestFactory):
    request = rf.get("/")
    request.resolver_match = type("Match", (), {"view_name": "loose", "route": ""})()
    with pytest.raises(Undecided):
        AccessMiddleware(lambda request: HttpResponse("oops"))(request)


def test_signed_out_leads_to_sign_in_with_the_way_back(client, db):
    answer = client.get("/jag/notiser/?sida=1")
    assert answer.url == "/konto/logga-in/?next=/jag/notiser/%3Fsida%3D1"


def test_a_signed_in_view_is_marked():
    assert signed_in(lambda request: HttpResponse()).access == "signed in"


def test_a_deactivated_person_is_out_at_the_next_request(sign_in, amina):
    browser = sign_in(amina)
    assert browser.get("/").status_code == 200
    amina.is_active = False
    amina.save()
    assert browser.get("/").status_code == 302


def test_an_idle_hour_ends_the_session(sign_in, amina, time_machine):
    time_machine.move_to("2026-11-19 09:00")
    browser = sign_in(amina)
    assert browser.get("/").status_code == 200
    time_machine.move_to("2026-11-19 09:50")
    assert browser.get("/").status_code == 200
    time_machine.move_to("2026-11-19 10:55")
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize("address", ["/?q=%00", "/?q=%ff%fe", "/jag/notiser/?sida=%00"])
def test_bytes_that_are_no_text_are_400(address, sign_in, amina):
    assert sign_in(amina).get(address).status_code == 400


def test_a_nul_in_a_form_is_400(sign_in, amina):
    assert sign_in(amina).post("/sprak/", {"language": "e\0n"}).status_code == 400
