"""Before one begins: three lessons, two people, what is open; a week later, whether it helped."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from knowledge.articles.counting import recount
from knowledge.beginning import actions
from knowledge.beginning.models import Beginning
from knowledge.calls.models import Call
from knowledge.challenges import actions as challenges
from knowledge.trials.actions import report
from mobility.profiles.models import Profile, SkillClaim
from people.notices.models import Notice
from people.persons.models import Person
from skills.vocabulary.models import Skill, SkillName

STOCKHOLM = ZoneInfo("Europe/Stockholm")
BEGUN = datetime(2026, 11, 20, 9, tzinfo=STOCKHOLM)
URL = "/kunskap/innan-du-borjar/"


@pytest.fixture
def clock():
    with time_machine.travel(BEGUN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def begin(clock, index):
    """The page of what a person is about to do: `begin(jonas, "upphandla tolktjänst")`."""

    def begun(by, text="upphandla tolktjänst"):
        index()
        return actions.begin(by=by, text=text)

    return begun


def skilled(person, name="Upphandling", shown_to="organisation"):
    Profile.objects.create(person=person, shown_to=shown_to)
    skill = Skill.objects.create(label_sv=name)
    fact = {"text": name.lower(), "bare": name.lower(), "language": "sv", "source": "starter"}
    SkillName.objects.create(skill=skill, place=0, order=0, **fact)
    return SkillClaim.objects.create(person=person, skill=skill, level=4)


def shown(sign_in, beginning):
    return sign_in(beginning.person).get(beginning.get_absolute_url()).content.decode()


def test_it_gives_lessons_people_and_what_is_open(
    clock, write, amina, nils, karin, jonas, sign_in, index
):
    for number in range(4):
        write(amina, f"Upphandla tolktjänst {number}", audience="connected")
    lesson = write(karin, "Upphandla tolktjänst i Granby", audience="connected")
    facts = {"status": "trying", "outcome": "Går bra.", "contact": nils, "version": 0}
    trial = report(article=lesson, by=nils, unit=nils.employment.unit, **facts)
    call = Call.objects.create(
        article=lesson, organisation=karin.organisation, audience=lesson.audience,
        text="Vi provar.", places=2, deadline=date(2026, 12, 1),
    )  # fmt: skip
    wanted = challenges.ask(
        by=karin, audience="connected", title="Vem kan upphandla tolktjänst?", question="Hur?",
        deadline=date(2026, 12, 4),
    )  # fmt: skip
    index()
    answer = sign_in(jonas).post(URL, {"text": "upphandla tolktjänst"}, follow=True)
    page = answer.content.decode()
    assert len(answer.context["helps"].lessons) == 3
    assert len(answer.context["helps"].people) == 2
    ways = {one.url for one in answer.context["helps"].open}
    assert {trial.get_absolute_url(), call.get_absolute_url(), wanted.get_absolute_url()} == ways
    assert page.count("/fragor/") >= 3


def test_people_are_those_who_wrote_and_those_who_can(begin, write, amina, lena, jonas, sign_in):
    write(amina, "Upphandla tolktjänst")
    skilled(lena)
    page = shown(sign_in, begin(jonas))
    assert "Skrev ”Upphandla tolktjänst”" in page and "Kan Upphandling" in page


@pytest.mark.parametrize("hidden", ["profile", "protected", "away", "left"])
def test_nobody_is_named_who_may_not_be_seen_or_asked(hidden, begin, lena, jonas, sign_in):
    skilled(lena, shown_to="me" if hidden == "profile" else "organisation")
    own = Person.objects.filter(pk=lena.pk)
    if hidden == "protected":
        own.update(protected_identity=True)
    if hidden == "away":
        own.update(away_until=date(2026, 12, 24))
    if hidden == "left":
        lena.employments.update(until=date(2026, 11, 1))
    assert "Lena Åkesson" not in shown(sign_in, begin(jonas))


def test_a_writer_who_moved_is_asked_only_by_leave(begin, write, amina, jonas, samir, sign_in):
    write(amina, "Upphandla tolktjänst", audience="connected")
    unit = samir.employment.unit
    amina.employments.update(unit=unit)
    assert "Skrev ”" not in shown(sign_in, begin(jonas))
    Person.objects.filter(pk=amina.pk).update(takes_questions=True)
    assert "Skrev ”" in shown(sign_in, begin(jonas))


def test_it_shows_nothing_that_search_would_not(begin, write, amina, samir, sign_in):
    write(amina, "Upphandla tolktjänst")
    page = shown(sign_in, begin(samir))
    assert "Ingen har skrivit om det här än" in page and "Amina" not in page


def test_what_one_is_about_to_do_is_ones_own(begin, amina, lena, operator, sign_in):
    mine = begin(amina, "byta system för tolkar")
    for other in (lena, operator):
        browser = sign_in(other)
        assert browser.get(mine.get_absolute_url()).status_code == 404
        for act in ("svara", "ta-bort"):
            assert browser.post(f"{mine.get_absolute_url()}{act}/").status_code == 404
        assert mine.text not in browser.get(URL).content.decode()
    assert Beginning.objects.get() == mine


def test_signed_out_one_is_asked_to_sign_in(begin, amina):
    for url in (URL, begin(amina).get_absolute_url()):
        assert Client().get(url).url.startswith("/konto/logga-in/")


def test_a_second_press_is_the_same_thing(clock, amina, sign_in):
    browser = sign_in(amina)
    sent = {"text": "upphandla tolktjänst", "key": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}
    assert browser.post(URL, sent).url == browser.post(URL, sent).url
    assert browser.post(URL, {"text": " upphandla  tolktjänst "}).url
    assert Beginning.objects.count() == 1


@pytest.mark.parametrize("text", ["", " ", "!!!", "x" * 201])
def test_words_are_needed_and_not_too_many(text, amina, sign_in):
    answer = sign_in(amina).post(URL, {"text": text})
    assert answer.status_code == 422 and not Beginning.objects.exists()


def test_nul_is_refused(amina, sign_in):
    assert sign_in(amina).post(URL, {"text": "a\0b"}).status_code in {400, 422}
    assert not Beginning.objects.exists()


def test_a_personal_number_is_never_stored(clock, amina, sign_in):
    answer = sign_in(amina).post(URL, {"text": "boka tolk för 19900101-0017"}, follow=True)
    assert "0017" not in Beginning.objects.get().text
    assert "personnummer" in answer.content.decode()


def test_words_are_shown_as_text(begin, amina, sign_in):
    page = shown(sign_in, begin(amina, "<script>alert(1)</script> tolk"))
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_a_week_later_it_asks_once_here_and_on_the_start_page(clock, begin, amina, sign_in):
    mine = begin(amina)
    begin(amina, "anställa en tolk")
    assert actions.ask_those_due() == 0
    clock.move_to(BEGUN + timedelta(days=7))
    assert actions.ask_those_due() == 1 and actions.ask_those_due() == 0
    notice = Notice.objects.get()
    assert notice.url == mine.get_absolute_url() and not notice.facts
    browser = sign_in(amina)
    assert "Du skulle göra det här: upphandla tolktjänst" in browser.get("/").content.decode()
    assert 'name="helped"' in browser.get(mine.get_absolute_url()).content.decode()


def test_who_begins_on_a_saturday_is_asked_on_a_monday(clock, begin, amina):
    clock.move_to(datetime(2026, 11, 21, 9, tzinfo=STOCKHOLM))
    assert begin(amina).ask_on == date(2026, 11, 30)


@pytest.mark.parametrize(("said", "heading"), [("yes", "Det hjälpte"), ("no", "Det hjälpte inte")])
def test_the_answer_is_yes_or_no_and_a_line(said, heading, clock, begin, amina, sign_in):
    mine = begin(amina)
    clock.move_to(BEGUN + timedelta(days=7))
    browser, url = sign_in(amina), f"{mine.get_absolute_url()}svara/"
    assert browser.post(url, {"line": "Nja"}).status_code == 422
    page = browser.post(url, {"helped": said, "line": "Avtalet fanns."}, follow=True)
    assert heading in page.content.decode() and "Avtalet fanns." in page.content.decode()
    assert "Du skulle göra" not in browser.get("/").content.decode()


def test_it_is_gone_after_thirty_days_with_its_notice(clock, begin, amina):
    begin(amina)
    clock.move_to(BEGUN + timedelta(days=7))
    actions.ask_those_due()
    clock.move_to(BEGUN + timedelta(days=30))
    assert actions.forget_past() == 0
    clock.move_to(BEGUN + timedelta(days=31))
    actions.forget_past()
    assert not Beginning.objects.exists() and not Notice.objects.exists()


def test_it_is_taken_away_at_once(begin, amina, sign_in):
    mine, browser = begin(amina), sign_in(amina)
    assert browser.post(f"{mine.get_absolute_url()}ta-bort/").url == URL
    assert not Beginning.objects.exists()
    assert browser.post(f"{mine.get_absolute_url()}ta-bort/").status_code == 404


def test_the_page_costs_the_same_whatever_is_found(begin, write, amina, jonas, index, sign_in):
    def cost(browser, url):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert browser.get(url).status_code == 200
        return len(caught)

    mine, browser = begin(jonas), sign_in(jonas)
    for number in range(2):
        write(amina, f"Upphandla tolktjänst {number}")
    index()
    cost(browser, mine.get_absolute_url())
    few = cost(browser, mine.get_absolute_url())
    for number in range(20):
        write(amina, f"Upphandla tolktjänst i kommun {number}")
    index()
    cost(browser, mine.get_absolute_url())  # what editors chose may have to be read again
    many = cost(browser, mine.get_absolute_url())
    assert many <= few <= 15


def test_the_list_costs_the_same_for_many(clock, amina, sign_in):
    browser = sign_in(amina)

    def cost():
        with CaptureQueriesContext(connection) as caught:
            browser.get(URL)
        return len(caught)

    actions.begin(by=amina, text="en")
    few = cost()
    for number in range(24):
        actions.begin(by=amina, text=f"sak {number}")
    assert cost() == few <= 15
    assert browser.get(f"{URL}?sida=9").status_code == 404


def test_ways_in(amina, sign_in, write):
    browser = sign_in(amina)
    for url in ("/", "/kunskap/skriv/", "/sok/?q=tolk", "/kunskap/"):
        assert URL in browser.get(url).content.decode(), url
    assert 'value="tolk"' in browser.get(f"{URL}?vad=tolk").content.decode()


@pytest.mark.parametrize(
    ("text", "skill", "is_meant"),
    [
        ("upphandla tolktjänst", "Upphandling", True),
        ("ordna tolkning", "Tolk", True),
        ("byta system", "Systemutveckling", False),
        ("skriva klarspråk", "Klarspråk", True),
        ("lära mig agil projektledning", "Agil projektledning", True),
        ("leda projekt", "Agil projektledning", False),
    ],
)
def test_a_skill_is_meant_by_its_inflections_or_its_whole_name(
    text, skill, is_meant, begin, lena, jonas, sign_in
):
    skilled(lena, skill)
    assert (f"Kan {skill}" in shown(sign_in, begin(jonas, text))) is is_meant


def test_trials_of_what_only_looks_alike_are_left_out(begin, write, karin, nils, jonas, sign_in):
    write(karin, "Boka tolk", audience="connected")
    other = write(karin, "Boka lokal", audience="connected")
    facts = {"status": "trying", "contact": nils, "version": 0}
    report(article=other, by=nils, unit=nils.employment.unit, **facts)
    page = shown(sign_in, begin(jonas, "boka tolk"))
    assert "Boka lokal" in page.replace("<mark>", "").replace("</mark>", "")
    assert "Provar just nu" not in page


def test_a_topic_says_who_can_be_asked(write, amina, lena, nils, karin, jonas, sign_in):
    lesson = write(amina, topics="Digitala lås", audience="connected")
    facts = {"status": "adopted", "outcome": "Bra.", "contact": karin, "version": 0}
    report(article=lesson, by=karin, unit=karin.employment.unit, **facts)
    skilled(lena, "Digitala lås")
    url = f"/kunskap/amne/{lesson.topic_list[0].slug}/"
    browser = sign_in(jonas)
    where = url.replace("/kunskap/", "/kunskap/innan-du-borjar/")
    assert f'hx-get="{where}"' in browser.get(url).content.decode()
    page = browser.get(where).content.decode()
    assert "De här kan frågas" in page
    for name in ("Amina Berg", "Karin Lind", "Lena Åkesson"):
        assert name in page
    recount()
    for address, most in ((url, 10), (where, 14)):
        with CaptureQueriesContext(connection) as caught:
            browser.get(address)
        assert len(caught) <= most


def test_the_open_topic_page_names_nobody(write, amina, sign_in, stranger):
    lesson = write(amina, topics="Digitala lås", audience="everyone")
    url = f"/kunskap/amne/{lesson.topic_list[0].slug}/"
    for browser in (Client(), sign_in(stranger)):
        page = browser.get(url).content.decode()
        assert "De här kan frågas" not in page and "Se vilka" not in page
    where = url.replace("/kunskap/", "/kunskap/innan-du-borjar/")
    assert sign_in(stranger).get(where).status_code == 404
