"""One follows what one wants to hear about, and hears of it in one letter a week."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles import actions as lessons
from knowledge.articles.lists import Choice
from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import Topic
from people.audience import Audience
from people.belonging import load_belongings
from people.following import actions
from people.following.digest import send_digests
from people.following.models import Digest, Follow
from people.following.news import news_for
from people.notices.actions import deliver_letters
from people.notices.models import Letter
from people.organisations.models import Employment
from people.persons.models import Person
from people.subgoals.models import Subgoal

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=STOCKHOLM)
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=STOCKHOLM)
URL = "/jag/foljer/"


@pytest.fixture
def write(db):
    """A published lesson: `write(amina, "Titel", audience="connected")`."""

    def written(by, title="Digitala lås", **fields):
        draft = lessons.start_draft(by=by, title=title, what_we_learned="Börja med elva.")
        draft = lessons.save_draft(draft=draft, by=by, version=draft.version, **fields)
        return lessons.publish(draft=draft, by=by)

    return written


@pytest.fixture
def friday():
    with time_machine.travel(FRIDAY, tick=False) as traveller:
        yield traveller


def fresh(person):
    return Person.objects.get(pk=person.pk)


def follow(person, kind, key):
    found = actions.target_of(kind, str(key), person)
    return actions.follow(by=person, kind=kind, key=found[0])


def letters_on_monday(friday):
    friday.move_to(MONDAY)
    send_digests()
    return list(Letter.objects.filter(unsubscribe__gt=""))


def follows(person):
    return list(Follow.objects.filter(person=person).values_list("kind", "key"))


def test_the_button_follows_and_stops(write, amina, jonas, sign_in):
    write(amina, topics="Lås")
    browser, topic = sign_in(jonas), Topic.objects.get()
    there = "/kunskap/amne/las/"
    assert ">Följ<" in browser.get(there).content.decode()
    form = {"kind": "topic", "what": topic.pk, "next": there}
    for _click in range(2):
        assert browser.post(f"{URL}folj/", form).url == there
    assert follows(jonas) == [("topic", str(topic.pk))]
    assert "Sluta följa" in browser.get(there).content.decode()
    browser.post(f"{URL}folj/", form | {"act": "stop"})
    assert follows(jonas) == []


def test_every_place_has_its_button(write, amina, jonas, karin, sign_in):
    lesson = write(amina, "Lås", topics="Lås")
    place = lesson.get_parent().slug
    browser = sign_in(jonas)
    pages = (f"/medarbetare/{karin.pk}/", "/sok/?q=lås", "/kunskap/?amne=las", f"/kunskap/{place}/")
    for page in pages:
        assert ">Följ<" in browser.get(page).content.decode(), page
    assert ">Följ<" not in browser.get(f"/medarbetare/{jonas.pk}/").content.decode()
    assert f'action="{URL}folj/"' not in Client().get("/sok/?q=lås").content.decode()


def test_one_follows_only_what_one_may_know_of(write, amina, karin, sign_in):
    write(amina, topics="Hemligt")
    browser, topic = sign_in(karin), Topic.objects.get()
    amina.protected_identity = True
    amina.save()
    organisation = amina.organisation.pk
    for kind, key in (
        ("topic", topic.pk),
        ("organisation", organisation),
        ("person", amina.pk),
        ("person", karin.pk),
        ("person", "9" * 30),
        ("search", "  "),
        ("list", "mal=x"),
        ("list", ""),
        ("x", 1),
    ):
        assert browser.post(f"{URL}folj/", {"kind": kind, "what": key}).status_code == 404, kind
    assert Client().post(f"{URL}folj/", {"kind": "search", "what": "x"}).status_code == 302
    assert browser.post(f"{URL}folj/", {"kind": "search", "what": "a\0"}).status_code in (400, 404)


@pytest.mark.parametrize("there", ["//evil.example", "https:evil", "\\\\evil", "javascript:x"])
def test_the_way_back_stays_on_the_site(there, karin, sign_in):
    form = {"kind": "search", "what": "Lås  nu", "next": there}
    assert sign_in(karin).post(f"{URL}folj/", form).url == "/sok/?q=l%C3%A5s+nu"


def test_a_list_is_followed_with_all_that_was_chosen(write, amina, jonas, sign_in):
    aim = Subgoal.objects.create(
        organisation=amina.organisation, goal="climate", name_sv="Fossilfria resor"
    )
    write(amina, goals=["climate", aim.key])
    browser, there = sign_in(jonas), f"/kunskap/?provad=nagon&mal={aim.key}"
    key = Choice.read(QueryDict(there.partition("?")[2])).key
    assert browser.post(f"{URL}folj/", {"kind": "list", "what": key, "next": there}).url == there
    assert follows(jonas) == [("list", f"mal=climate%3A{aim.pk}&provad=nagon")]
    assert "Lärdomar: Fossilfria resor, Provad av någon" in browser.get(URL).content.decode()


def test_the_list_is_ones_own_and_ends_with_one_click(karin, samir, sign_in):
    one = follow(karin, "search", "lås <script>")
    page = sign_in(karin).get(URL).content.decode()
    assert "Sökning: lås &lt;script&gt;" in page
    assert "Sökning" not in sign_in(samir).get(URL).content.decode()
    assert sign_in(samir).post(f"{URL}{one.pk}/sluta/").status_code == 404
    assert sign_in(karin).post(f"{URL}{one.pk}/sluta/").url == URL
    assert Client().get(URL).status_code == 302 and follows(karin) == []


def test_there_is_an_end_to_following(karin):
    for n in range(actions.MOST):
        follow(karin, "search", f"ord {n}")
    with pytest.raises(ValidationError):
        follow(karin, "search", "ett till")


def test_a_letter_comes_on_monday_with_what_is_new(friday, write, amina, karin):
    write(amina, "Gammalt", audience="connected", topics="Lås")
    follow(karin, "topic", Topic.objects.get().pk)
    friday.shift(60)
    write(amina, "Nytt om lås", audience="connected", topics="Lås")
    write(amina, "Annat", audience="connected")
    assert send_digests() == 0
    (letter,) = letters_on_monday(friday)
    assert letter.to == karin.email and letter.subject == "1 nyhet i det du följer"
    assert "Nytt om lås" in letter.text
    assert "Gammalt" not in letter.text and "Annat" not in letter.text
    assert send_digests() == 0 and Letter.objects.filter(unsubscribe__gt="").count() == 1


def test_each_kind_brings_its_news(friday, write, amina, jonas, karin):
    write(amina, "Först", audience="connected", topics="Lås")
    for kind, key in (
        ("topic", Topic.objects.get().pk),
        ("organisation", amina.organisation.pk),
        ("person", amina.pk),
        ("search", "lås"),
        ("list", "organisation=sjovalla&amne=las"),
    ):
        Follow.objects.all().delete()
        follow(karin, kind, key)
        friday.shift(60)
        start = timezone.now()
        friday.shift(60)
        write(amina, f"Om dörrlåsen {kind}", audience="connected", topics="Lås")
        found = [one.title for one in news_for(karin, start, timezone.now(), 9)]
        assert found == [f"Om dörrlåsen {kind}"], kind


def test_only_what_the_reader_may_see_when_it_is_sent(friday, write, amina, jonas, karin):
    for person in (jonas, karin):
        follow(person, "search", "lås")
    friday.shift(60)
    own = write(amina, "Lås för oss")
    both = write(amina, "Lås för alla", audience="connected")
    ArticlePage.objects.filter(pk=both.pk).update(audience=own.audience)
    (letter,) = letters_on_monday(friday)
    assert letter.to == jonas.email and "Lås för oss" in letter.text


def test_a_letter_names_only_what_all_may_read(friday, write, team, amina, jonas):
    follow(jonas, "search", "lås")
    friday.shift(60)
    write(amina, "Lås i laget", audience=f"team:{team.pk}")
    (letter,) = letters_on_monday(friday)
    assert "laget" not in letter.text and "1 till finns bara på sidan" in letter.text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Sjövalla kommun · Gäller, kontrollerad 20 november av Amina Berg"),
        ("en", "Sjövalla kommun · Valid, checked 20 November by Amina Berg"),
    ],
)
def test_the_letter_says_who_checked_the_lesson_and_when(
    language, said, friday, write, amina, karin
):
    Person.objects.filter(pk=karin.pk).update(language=language)
    follow(karin, "search", "lås")
    friday.shift(60)
    write(amina, "Lås", audience="connected")
    (letter,) = letters_on_monday(friday)
    assert said in letter.text.replace("\u00a0", " ")


def test_nothing_new_no_letter_and_ones_own_is_no_news(friday, write, amina, karin):
    follow(karin, "search", "månraket")
    follow(amina, "search", "lås")
    friday.shift(60)
    write(amina, "Lås")
    assert letters_on_monday(friday) == []


@pytest.mark.parametrize("reason", ["off", "closed", "protected", "writer protected"])
def test_who_gets_no_letter(reason, friday, write, amina, karin):
    follow(karin, "person", amina.pk)
    if reason == "off":
        actions.choose_rhythm(person=karin, rhythm="off")
    target = {"closed": karin, "protected": karin, "writer protected": amina}.get(reason)
    if target:
        changed = {"is_active": False} if reason == "closed" else {"protected_identity": True}
        Person.objects.filter(pk=target.pk).update(**changed)
    friday.shift(60)
    write(amina, "Lås", audience="connected")
    assert letters_on_monday(friday) == []


@pytest.mark.parametrize(
    ("rhythm", "when", "sent"),
    [
        ("weekly", FRIDAY + timedelta(hours=2), 0),
        ("weekly", MONDAY.replace(hour=6), 0),
        ("weekly", MONDAY.replace(hour=18), 0),
        ("weekly", MONDAY + timedelta(days=1), 1),
        ("daily", FRIDAY + timedelta(days=1), 0),
        ("daily", MONDAY, 1),
    ],
)
def test_letters_come_in_working_hours(rhythm, when, sent, friday, write, amina, karin):
    follow(karin, "search", "lås")
    actions.choose_rhythm(person=karin, rhythm=rhythm)
    friday.shift(60)
    write(amina, "Lås", audience="connected")
    friday.move_to(when)
    assert send_digests() == sent


def test_a_red_monday_is_waited_out(write, amina, karin):
    with time_machine.travel(datetime(2026, 12, 23, 9, tzinfo=STOCKHOLM), tick=False) as clock:
        follow(karin, "search", "lås")
        clock.shift(60)
        write(amina, "Lås", audience="connected")
        clock.move_to(datetime(2026, 12, 25, 9, tzinfo=STOCKHOLM))
        assert send_digests() == 0
        clock.move_to(datetime(2026, 12, 28, 9, tzinfo=STOCKHOLM))
        assert send_digests() == 1


def test_the_link_in_the_letter_leads_to_one_button(friday, write, amina, karin):
    follow(karin, "search", "lås")
    friday.shift(60)
    write(amina, "Lås", audience="connected")
    (letter,) = letters_on_monday(friday)
    deliver_letters()
    sent = next(one for one in mail.outbox if one.to == [karin.email])
    assert sent.extra_headers["List-Unsubscribe"] == f"<{letter.unsubscribe}>"
    path = "/" + letter.unsubscribe.split("/", 3)[3]
    page = Client().get(path).content.decode()
    assert "Ja, skicka inga fler" in page and "Karin" not in page and karin.email not in page
    assert Digest.objects.get().rhythm == "weekly"
    browser = Client(enforce_csrf_checks=True)
    for _click in range(2):
        done = browser.post(path, {"List-Unsubscribe": "One-Click"}, follow=True)
        assert "inga fler brev" in done.content.decode()
    assert Digest.objects.get().rhythm == "off"


def test_a_link_that_is_old_or_forged_leads_nowhere(friday, karin):
    follow(karin, "search", "lås")
    token = actions.off_token(Digest.objects.get())
    for wrong in (f"{token}x", f"1:{token.split(':', 1)[1]}x", "x"):
        assert Client().get(f"/brev/sluta/{wrong}/").status_code == 404
    friday.shift(61 * 24 * 3600)
    assert Client().post(f"/brev/sluta/{token}/").status_code == 404
    assert Digest.objects.get().rhythm == "weekly"


def test_one_chooses_how_often(karin, sign_in):
    browser = sign_in(karin)
    assert browser.post(URL, {"rhythm": "daily"}).status_code == 302
    assert Digest.objects.get().rhythm == "daily"
    assert browser.post(URL, {"rhythm": "x"}).status_code == 422


def test_the_new_page_shows_what_is_new_and_hides_the_rest(write, amina, jonas, karin, sign_in):
    for person in (jonas, karin):
        follow(person, "search", "lås")
    write(amina, "Lås <script>alert(1)</script>")
    page = sign_in(jonas).get(f"{URL}nytt/").content.decode()
    assert "Lås &lt;script&gt;" in page
    assert "Lås" not in sign_in(karin).get(f"{URL}nytt/").content.decode()


def test_belongings_read_together_are_those_read_alone(amina, team, karin, stranger, lena):
    people = [fresh(one) for one in (amina, karin, stranger, lena)]
    load_belongings(people)
    for one in people:
        alone = fresh(one.pk and one)
        assert one.belonging == alone.belonging
        seen = Audience.objects.reaching
        assert set(seen(one)) == set(seen(alone))


def test_many_readers_cost_few_queries(friday, write, amina, granby_digital):
    def readers(first, number):
        people = [
            Person(email=f"r{n}@granby.example", name=f"R {n}")
            for n in range(first, first + number)
        ]
        made = Person.objects.bulk_create(people)
        since = date(2024, 1, 1)
        Employment.objects.bulk_create(
            Employment(person=one, unit=granby_digital, since=since) for one in made
        )
        Digest.objects.bulk_create(Digest(person=one) for one in made)
        Follow.objects.bulk_create(Follow(person=one, kind="search", key="lås") for one in made)

    def sending(number):
        Letter.objects.all().delete()
        Digest.objects.update(covered_until=FRIDAY)
        friday.move_to(MONDAY)
        with CaptureQueriesContext(connection) as caught:
            assert send_digests() == number
        friday.move_to(FRIDAY + timedelta(minutes=1))
        return len(caught)

    friday.shift(60)
    write(amina, "Lås", audience="connected")
    readers(0, 3)
    few = sending(3)
    readers(3, 37)
    assert sending(40) == few <= 25


def test_the_lists_cost_the_same_when_long(write, amina, karin, sign_in):
    browser = sign_in(karin)

    def queries(url):
        browser.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(url).status_code == 200
        return len(caught)

    for n in range(3):
        write(amina, f"Lås {n}", audience="connected", topics=f"Ämne {n}")
        follow(karin, "search", f"lås {n}")
    few = [queries(url) for url in (URL, f"{URL}nytt/")]
    for n in range(3, 20):
        write(amina, f"Lås {n}", audience="connected")
        follow(karin, "search", f"lås {n}")
    assert [queries(url) for url in (URL, f"{URL}nytt/")] == few
    assert max(few) <= 15
