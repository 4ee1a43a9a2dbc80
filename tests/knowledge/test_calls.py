"""Asking other organisations to try a lesson together."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.calls import actions
from knowledge.calls.actions import Full
from knowledge.calls.models import Call, CallJoining
from people.audience import Audience
from people.networks import actions as networks
from people.notices.models import Notice
from people.organisations.models import Organisation, Unit
from people.persons.models import Person
from people.start.parts import todos_for
from tests.conftest import employ

SOON = timezone.localdate() + timedelta(days=14)
SAYS = {"text": "Vi börjar i mars.", "places": 2, "deadline": SOON, "audience": "connected"}


@pytest.fixture
def lesson(write, amina):
    return write(amina, "Digitala lås", audience="connected")


@pytest.fixture
def call(lesson, karin):
    """Granby asks for two others."""
    unit = karin.employment.unit
    return actions.open_call(article=lesson, by=karin, unit=unit, key=uuid4(), **SAYS)


@pytest.fixture
def towns(db):
    """People in other connected municipalities: `towns(3)`."""

    def many(number, start=0):
        people = []
        for n in range(start, start + number):
            at = Organisation.objects.create(
                name=f"Ort {n}", slug=f"ort-{n}", kind="municipality", party="municipality",
                connected_on=date(2026, 1, 1),
            )  # fmt: skip
            unit = Unit.objects.create(organisation=at, name="Enheten")
            people.append(employ(f"p{n}@ort.example", f"Person {n}", unit))
        return people

    return many


def join(call, by):
    return actions.join(call=call, by=by, unit=by.employment.unit, message="Gärna")


def again(person):
    return Person.objects.get(pk=person.pk)


def url(call, end=""):
    return f"/kunskap/prova/{call.pk}/{end}"


def page(browser, where):
    return browser.get(where).content.decode()


def told(person, kind):
    return Notice.objects.filter(person=person, kind=kind).count()


def test_a_call_is_opened_joined_and_answered(lesson, karin, jonas, sign_in):
    sent = {**SAYS, "key": uuid4()}
    asker, joiner = sign_in(karin), sign_in(jonas)
    made = asker.post(f"{lesson.url}provat/tillsammans/", sent).url
    for where in (lesson.url, "/kunskap/prova/", made):
        assert "Granby kommun" in page(joiner, where)
    assert joiner.post(f"{made}med/", {"message": "Vi vill"}).url == made
    assert told(karin, "call_asked") == 1
    row = CallJoining.objects.get()
    asker.post(f"{made}med/{row.pk}/svara/", {"answer": "yes"})
    assert Call.objects.get().taken == 1 and told(jonas, "call_yes") == 1
    assert "Är med" in page(joiner, made)


def test_double_clicks_give_one_of_each(lesson, call, karin, jonas, sign_in):
    sent = {**SAYS, "key": uuid4()}
    for _ in range(2):
        sign_in(karin).post(f"{lesson.url}provat/tillsammans/", sent)
        sign_in(jonas).post(url(call, "med/"), {"message": ""})
        row = CallJoining.objects.get()
        sign_in(karin).post(url(call, f"med/{row.pk}/svara/"), {"answer": "yes"})
        sign_in(karin).post(url(call, "stang/"))
    assert Call.objects.count() == 2 and Call.objects.get(pk=call.pk).taken == 1
    assert told(jonas, "call_yes") == told(karin, "call_asked") == 1


def test_a_no_is_told_and_takes_no_place(call, karin, jonas):
    actions.answer(joining=join(call, jonas), by=karin, yes=False)
    assert told(jonas, "call_no") == 1 and Call.objects.get().taken == 0


def test_a_full_call_is_closed_and_takes_no_more(call, karin, towns, jonas, sign_in):
    first, second, third = (join(call, one) for one in towns(3))
    for row in (first, second):
        actions.answer(joining=row, by=karin, yes=True)
    with pytest.raises(Full):
        actions.answer(joining=third, by=karin, yes=True)
    seen = page(sign_in(jonas), url(call))
    assert "Alla platser är tagna" in seen and "Vi vill vara med" not in seen
    assert "Digitala lås" not in page(sign_in(jonas), "/kunskap/prova/")
    sign_in(jonas).post(url(call, "med/"), {"message": ""})
    assert not CallJoining.objects.filter(person=jonas).exists()


def test_a_call_whose_day_has_passed_is_closed(call, jonas, sign_in):
    Call.objects.update(deadline=timezone.localdate() - timedelta(days=1))
    assert "Svarstiden är ute" in page(sign_in(jonas), url(call))
    sign_in(jonas).post(url(call, "med/"), {"message": ""})
    assert not CallJoining.objects.exists()


def test_closing_tells_those_who_wait(call, karin, jonas, sign_in):
    row = join(call, jonas)
    sign_in(karin).post(url(call, "stang/"))
    assert told(jonas, "call_closed") == 1
    sign_in(karin).post(url(call, f"med/{row.pk}/svara/"), {"answer": "yes"})
    assert CallJoining.objects.get().waits and Call.objects.get().taken == 0


def test_one_leaves_and_the_place_is_free(call, karin, jonas, samir, sign_in):
    row = actions.answer(joining=join(call, jonas), by=karin, yes=True)
    assert sign_in(samir).post(url(call, f"med/{row.pk}/lamna/")).status_code == 404
    for _ in range(2):
        sign_in(jonas).post(url(call, f"med/{row.pk}/lamna/"))
    assert Call.objects.get().taken == 0 and told(karin, "call_left") == 1
    sign_in(jonas).post(url(call, "med/"), {"message": "Igen"})
    assert CallJoining.objects.get().waits


def test_the_asker_changes_it_but_not_below_what_is_taken(call, karin, towns, sign_in):
    for one in towns(2):
        actions.answer(joining=join(call, one), by=karin, yes=True)
    sent = {**SAYS, "version": 1}
    few = sign_in(karin).post(url(call, "andra/"), {**sent, "places": 1})
    assert few.status_code == 422 and "redan tackat ja till 2" in few.content.decode()
    assert sign_in(karin).post(url(call, "andra/"), {**sent, "places": 3}).status_code == 302
    late = sign_in(karin).post(url(call, "andra/"), {**sent, "text": "Annat"})
    assert late.status_code == 422 and Call.objects.get().places == 3


def test_only_those_who_speak_for_the_asker_decide(call, jonas, nils, samir, lena, sign_in):
    row = join(call, jonas)
    for person in (jonas, samir, lena):
        for end in ("stang/", f"med/{row.pk}/svara/", "andra/"):
            assert sign_in(person).post(url(call, end), {"answer": "yes"}).status_code == 404
        with pytest.raises(PermissionDenied):
            actions.answer(joining=row, by=person, yes=True)
    assert Client().post(url(call, "stang/")).url.startswith("/konto/logga-in/")


def test_one_does_not_join_the_own_call(call, samir, stranger, sign_in):
    assert sign_in(samir).post(url(call, "med/"), {"message": ""}).status_code == 404
    assert sign_in(stranger).post(url(call, "med/"), {"message": ""}).status_code == 404
    assert "Vi vill vara med" not in page(sign_in(samir), url(call))


def test_who_waits_is_seen_by_the_two_employers_only(call, jonas, nils, samir, towns, sign_in):
    join(call, jonas)
    (other,) = towns(1)
    for person, sees in ((nils, True), (samir, True), (other, False)):
        assert ("Väntar på svar" in page(sign_in(person), url(call))) is sees


def test_a_call_is_hidden_with_its_lesson_and_from_who_is_not_asked(
    call, lesson, karin, jonas, towns, sign_in
):
    (other,) = towns(1)
    chosen = Audience.objects.organisations([lesson.organisation])
    Call.objects.update(audience=chosen)
    for where in ("/kunskap/prova/", lesson.url):
        assert "prova/" + str(call.pk) in page(sign_in(jonas), where)
        assert "prova/" + str(call.pk) not in page(sign_in(other), where)
    assert sign_in(other).get(url(call)).status_code == 404
    type(lesson).objects.filter(pk=lesson.pk).update(live=False)
    assert sign_in(jonas).get(url(call)).status_code == 404


def test_a_call_reaches_other_organisations_only(lesson, karin, sign_in):
    own = f"organisation:{karin.organisation.pk}"
    sent = {**SAYS, "audience": own, "key": uuid4()}
    assert sign_in(karin).post(f"{lesson.url}provat/tillsammans/", sent).status_code == 422
    with pytest.raises(PermissionDenied):
        actions.open_call(
            article=lesson, by=karin, unit=karin.employment.unit, **{**SAYS, "audience": own},
            key=uuid4(),
        )  # fmt: skip


def test_bad_input_is_shown_as_text_or_refused(lesson, karin, jonas, sign_in):
    where, bad = f"{lesson.url}provat/tillsammans/", "<script>alert(1)</script>"
    made = sign_in(karin).post(where, {**SAYS, "text": bad, "key": "x"}).url
    assert "&lt;script&gt;" in page(sign_in(jonas), made)
    assert "<script>alert" not in page(sign_in(jonas), "/kunskap/prova/")
    for wrong in (
        {"text": ""}, {"text": "x" * 3001}, {"places": 0}, {"places": 21}, {"places": "9" * 30},
        {"deadline": "2020-01-01"}, {"deadline": "9999-12-31"}, {"deadline": "x"},
        {"audience": "people:1"},
    ):  # fmt: skip
        assert sign_in(karin).post(where, {**SAYS, **wrong}).status_code == 422, wrong
    assert sign_in(karin).post(where, {**SAYS, "text": "a\0b"}).status_code == 400
    assert sign_in(karin).get("/kunskap/prova/99999999999999999999/").status_code == 404


def test_who_waits_for_an_answer_is_on_the_askers_start_page(call, karin, samir, jonas):
    join(call, jonas)
    assert any("prova ”Digitala lås” med er" in todo.title for todo in todos_for(again(karin)))
    assert not any("med er" in todo.title for todo in todos_for(again(samir)))


def test_a_protected_asker_is_not_named_outside_the_unit(call, karin, jonas, samir, sign_in):
    karin.protected_identity = True
    karin.save()
    assert "Karin" not in page(sign_in(jonas), url(call))
    assert "Karin" in page(sign_in(samir), url(call))


def test_the_own_calls_and_those_joined_are_listed(call, jonas, samir, towns, sign_in):
    (other,) = towns(1)
    join(call, jonas)
    Call.objects.update(closed_at=timezone.now())
    for person, sees in ((jonas, True), (samir, True), (other, False)):
        assert ("Digitala lås" in page(sign_in(person), "/kunskap/prova/?visa=vara")) is sees


def queries(browser, where):
    browser.get(where)
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(where).status_code == 200
    return len(caught)


def test_many_are_as_quick_as_few(lesson, call, karin, jonas, towns, sign_in):
    browser, unit = sign_in(jonas), karin.employment.unit
    where = ("/kunskap/prova/", lesson.url, url(call), "/kunskap/prova/?visa=vara")

    def more(number, start):
        for person in towns(number, start):
            facts = {**SAYS, "places": 20}
            actions.open_call(article=lesson, by=karin, unit=unit, key=uuid4(), **facts)
            join(call, person)

    join(call, jonas)
    more(2, 0)
    few = [queries(browser, one) for one in where]
    more(20, 10)
    assert [queries(browser, one) for one in where] == few
    assert max(few) <= 12, few


def test_a_network_shows_the_calls_that_are_for_it(lesson, call, karin, jonas, sign_in):
    network = networks.start(by=karin, name="Lås", purpose="Lås", for_whom="Alla")
    browser, there = sign_in(karin), network.get_absolute_url()
    assert "Prova tillsammans" not in browser.get(there).content.decode()
    Call.objects.filter(pk=call.pk).update(audience=Audience.objects.network(network))
    page = browser.get(there).content.decode()
    assert "Prova tillsammans" in page and call.get_absolute_url() in page
    assert call.get_absolute_url() not in sign_in(jonas).get(there).content.decode()
