"""One sees where one is signed in, and ends it there."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people import worker
from people.audit import AuditEvent
from people.persons.models import Person
from people.signin.devices import device
from people.signin.models import SignIn

LIST, OTHERS = "/jag/inloggningar/", "/jag/inloggningar/andra/avsluta/"
RIGHT, NEW = "korrekt-häst-batteri", "blå-cykel-regnar-sällan"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)


def browser_of(person, name=FIREFOX):
    browser = Client(headers={"user-agent": name})
    browser.post("/konto/logga-in/", {"login": person.email, "password": RIGHT})
    return browser


def end_of(browser):
    """The address that ends this browser's own sign-in."""
    row = SignIn.objects.get(session_key=browser.cookies["session"].value)
    return f"{LIST}{row.handle}/avsluta/"


def page_of(browser):
    return browser.get(LIST).content.decode()


def test_one_sees_ones_sign_ins_in_plain_words(amina, jonas):
    here, _phone, _other = browser_of(amina), browser_of(amina, SAFARI), browser_of(jonas, CHROME)
    page = page_of(here)
    assert page.index("Firefox på Windows") < page.index("Här är du nu") < page.index("iPhone")
    assert "Safari på iPhone" in page and "Android" not in page
    assert page.count("Här är du nu") == 1


def test_the_way_there_is_on_ones_own_page(amina):
    assert f'href="{LIST}"' in browser_of(amina).get("/jag/").content.decode()


def test_an_ended_sign_in_is_out_at_its_next_request(amina):
    here, phone = browser_of(amina), browser_of(amina, SAFARI)
    assert phone.get("/").status_code == 200
    answer = here.post(end_of(phone), follow=True)
    assert "Du är utloggad från Safari på iPhone." in answer.content.decode()
    assert phone.get("/").headers["Location"].startswith("/konto/logga-in/")
    assert here.get("/").status_code == 200
    assert AuditEvent.objects.filter(verb="sign-in ended", actor=amina).count() == 1


def test_all_others_end_with_one_button(amina, jonas):
    here, colleague = browser_of(amina), browser_of(jonas)
    others = [browser_of(amina, name) for name in (SAFARI, CHROME)]
    for text in ("från 2 andra ställen", "inte inloggad någon annanstans"):
        assert text in here.post(OTHERS, follow=True).content.decode()
    assert [other.get("/").status_code for other in others] == [302, 302]
    assert here.get("/").status_code == colleague.get("/").status_code == 200


def test_the_one_used_now_can_be_ended_too(amina):
    here = browser_of(amina)
    assert here.post(end_of(here)).headers["Location"] == "/konto/logga-in/"
    assert here.get("/").status_code == 302


@pytest.mark.parametrize("whose", ["jonas", "samir"])
def test_somebody_elses_sign_in_does_not_exist(amina, whose, request):
    other = browser_of(request.getfixturevalue(whose))
    assert browser_of(amina).post(end_of(other)).status_code == 404
    assert other.get("/").status_code == 200


def test_ending_takes_a_form_and_a_sign_in(amina):
    here, phone = browser_of(amina), browser_of(amina, SAFARI)
    assert here.get(end_of(phone)).status_code == here.get(OTHERS).status_code == 405
    assert Client().post(OTHERS).status_code == Client().get(LIST).status_code == 302
    assert Client().post(end_of(phone)).status_code == 302
    assert phone.get("/").status_code == 200


def test_a_hundred_sign_ins_cost_no_more_questions_than_three(amina, sign_in):
    def asked():
        with CaptureQueriesContext(connection) as asked:
            assert here.get(LIST).status_code == 200
        return len(asked)

    here, *_others = [sign_in(amina) for _ in range(3)]
    few = asked()
    for _ in range(97):
        sign_in(amina)
    assert asked() == few <= 15
    assert "Sida 1 av 4" in page_of(here)
    assert here.get(f"{LIST}?sida=5").status_code == 404


def test_reading_writes_nothing(amina):
    here = browser_of(amina)
    with CaptureQueriesContext(connection) as asked:
        here.get("/om/")
        here.get(LIST)
    assert not [one["sql"] for one in asked if not one["sql"].startswith("SELECT")]


def test_a_new_password_takes_the_others_off_the_list(amina):
    here, phone = browser_of(amina), browser_of(amina, SAFARI)
    fields = {"oldpassword": RIGHT, "password1": NEW, "password2": NEW}
    here.post("/konto/losenord/byt/", fields)
    assert phone.get("/").status_code == 302
    assert "iPhone" not in page_of(here)
    assert SignIn.objects.filter(person=amina).count() == 1


def test_the_cookie_of_a_closed_account_opens_nothing(amina):
    here = browser_of(amina)
    Person.objects.filter(pk=amina.pk).update(is_active=False)
    assert here.get(LIST).headers["Location"].startswith("/konto/logga-in/")


def test_twelve_hours_is_the_end_however_often_one_comes(amina, time_machine):
    time_machine.move_to("2026-11-19 07:00", tick=False)
    here = browser_of(amina)
    for _ in range(17):
        time_machine.shift(timedelta(minutes=42))
        assert here.get("/").status_code == 200
    time_machine.shift(timedelta(minutes=10))
    assert here.get("/").status_code == 302


def test_the_worker_forgets_what_has_ended(amina, time_machine):
    time_machine.move_to("2026-11-19 07:00", tick=False)
    here = browser_of(amina)
    time_machine.shift(timedelta(minutes=61))
    assert not SignIn.objects.visible_to(amina).exists()
    assert here.get("/").status_code == 302
    worker.run_all()
    assert not SignIn.objects.filter(person=amina).exists()


def test_neither_address_nor_key_is_kept_or_shown(amina):
    here = browser_of(amina)
    own = {field.name for field in SignIn._meta.fields}
    theirs = {field.name for field in AbstractBaseSession._meta.fields}
    assert own - theirs == {"handle", "person", "begun_at", "seen_at", "browser", "system"}
    assert here.cookies["session"].value not in page_of(here)
    row = SignIn.objects.get(person=amina)
    assert not re.search(r"127\.0|Gecko", str(row.get_decoded()))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, ("Firefox", "Windows")),
        (SAFARI, ("Safari", "iPhone")),
        (CHROME, ("Chrome", "Android")),
        (f"{CHROME} Edg/140.0", ("Edge", "Android")),
        ("curl/8.5 <script>", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_browser_is_told_by_the_words_people_use(said, words):
    assert device(said) == words


def test_a_browser_that_does_not_say_is_unknown(amina):
    assert "Okänd webbläsare" in page_of(browser_of(amina, "<script>x</script>" * 400))
