"""New lessons for feed readers."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from knowledge.articles import actions as articles
from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import Topic, TopicAlias
from knowledge.exchange.models import FeedKey
from knowledge.shelf import actions

FEED = re.compile(r"/kunskap/feed/(?:amne|organisation)/[^\"]+")
ATOM = "{http://www.w3.org/2005/Atom}"


def read(answer):
    """The feed, if it has what RFC 4287 asks for."""
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated", "author"):
            assert one.find(ATOM + name) is not None, name
        assert re.match(r"\d{4}-\d\d-\d\dT[\d:.]+", one.findtext(f"{ATOM}updated"))
    ids = [one.findtext(f"{ATOM}id") for one in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) and feed.find(f"{ATOM}link[@rel='self']") is not None
    return feed


def titles(answer):
    return [one.findtext(f"{ATOM}title") for one in read(answer).findall(f"{ATOM}entry")]


def test_the_open_feeds_hold_open_lessons_whoever_asks(write, amina, jonas, sign_in):
    write(amina, "Öppen", audience="everyone", topics="Lås")
    write(amina, "Sluten", topics="Lås, Hemligt")
    for browser in (Client(), sign_in(jonas)):
        for url in ("", "amne/las/", "organisation/sjovalla/"):
            assert titles(browser.get(f"/kunskap/feed/{url}")) == ["Öppen"]
        for url in ("amne/hemligt/", "organisation/granby/", "amne/x/"):
            assert browser.get(f"/kunskap/feed/{url}").status_code == 404


def test_pages_link_only_to_feeds_that_there_are(write, amina, jonas, sign_in):
    write(amina, "Sluten", audience="connected", topics="Lås")
    pages = ("/kunskap/amne/las/", "/kunskap/sjovalla/")
    browser = sign_in(jonas)
    assert not any(FEED.search(browser.get(page).content.decode()) for page in pages)
    write(amina, "Öppen", audience="everyone", topics="Lås")
    for page in pages:
        found = FEED.findall(browser.get(page).content.decode())
        assert len(found) == 2
        assert titles(Client().get(found[0])) == ["Öppen"]


def test_a_topic_that_became_part_of_another_leads_to_its_feed(write, amina):
    write(amina, "Öppen", audience="everyone", topics="Lås")
    topic = Topic.objects.get()
    TopicAlias.objects.create(topic=topic, name="Nycklar", slug="nycklar")
    moved = Client().get("/kunskap/feed/amne/nycklar/")
    assert moved.url == "/kunskap/feed/amne/las/" and titles(Client().get(moved.url)) == ["Öppen"]


def test_an_empty_feed_is_a_feed(db):
    assert titles(Client().get("/kunskap/feed/")) == []


def test_signs_that_xml_cannot_hold_are_left_out(write, amina):
    write(amina, "A\x0b<b>&\ufffe", audience="everyone", what_we_learned="\x01x]]>")
    assert titles(Client().get("/kunskap/feed/")) == ["A<b>&"]


def test_a_reader_that_has_it_gets_nothing_new(write, amina):
    write(amina, "Öppen", audience="everyone")
    first = Client().get("/kunskap/feed/")
    for header in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        again = Client().get("/kunskap/feed/", headers=header)
        assert again.status_code == 304 and not again.content
    write(amina, "Ny", audience="everyone")
    assert titles(Client().get("/kunskap/feed/", headers={"if-none-match": first["ETag"]}))


def test_a_lesson_taken_back_leaves_the_feed(write, amina):
    article = write(amina, "Öppen", audience="everyone")
    actions.retract(article=article, by=amina, because="Fel")
    assert titles(Client().get("/kunskap/feed/")) == []


@pytest.fixture
def own_feed(sign_in):
    def make(person):
        sign_in(person).post("/kunskap/mina/floden/ny-adress/")
        return f"/kunskap/feed/mitt/{FeedKey.objects.get(person=person).token}/"

    return make


def test_the_own_address_shows_what_its_holder_may_read(write, amina, nils, karin, own_feed):
    write(amina, "Öppen", audience="everyone")
    write(amina, "Till oss")
    write(karin, "Granbys")
    answer = Client().get(own_feed(nils))
    assert sorted(titles(answer)) == ["Till oss", "Öppen"]
    assert answer.content.decode().count("Börja med elva.") == 1  # only of the open one
    assert "private" in answer["Cache-Control"]
    nils.employments.all().delete()
    assert titles(Client().get(own_feed(nils))) == ["Öppen"]


def test_an_old_or_wrong_address_answers_nothing(write, amina, jonas, own_feed, sign_in):
    old = own_feed(jonas)
    new = own_feed(jonas)
    assert old != new and Client().get(old).status_code == 404
    for wrong in (new[:-2] + "x/", "/kunskap/feed/mitt/x/", f"/kunskap/feed/mitt/{'a' * 32}./"):
        assert Client().get(wrong).status_code == 404
    assert new in sign_in(jonas).get("/kunskap/mina/floden/").content.decode()
    assert new not in sign_in(amina).get("/kunskap/mina/floden/").content.decode()
    jonas.is_active = False
    jonas.save()
    assert Client().get(new).status_code == 404
    jonas.is_active = True
    jonas.save()
    sign_in(jonas).post("/kunskap/mina/floden/ta-bort/")
    assert Client().get(new).status_code == 404


def test_a_feed_is_as_cheap_when_long(write, amina, jonas, own_feed):
    def queries(url):
        with CaptureQueriesContext(connection) as caught:
            Client().get(url)
        return len(caught)

    urls = ("/kunskap/feed/", "/kunskap/feed/organisation/sjovalla/", own_feed(jonas))
    write(amina, "En", audience="everyone")
    few = [queries(url) for url in urls]
    for n in range(6):
        write(amina, f"Lärdom {n}", audience="everyone")
    assert [queries(url) for url in urls] == few and max(few) <= 8


def test_pages_say_where_their_feed_is(write, amina, jonas, sign_in):
    write(amina, "Öppen", audience="everyone", topics="Lås")
    page = sign_in(jonas).get("/kunskap/amne/las/").content.decode()
    assert page.count('href="/kunskap/feed/amne/las/"') == 2
    assert "floden" in sign_in(jonas).get("/kunskap/mina/").content.decode()


def test_an_entry_says_whether_the_lesson_holds(write, amina):
    def entry():
        (found,) = read(Client().get("/kunskap/feed/")).findall(f"{ATOM}entry")
        return found.findtext(f"{ATOM}summary"), found.find(f"{ATOM}category").get("term")

    write(amina, "Lås", audience="everyone", what_we_learned="Ring först.")
    assert entry() == ("Gäller. Ring först.", "Gäller")
    ArticlePage.objects.update(review_on=date(2020, 1, 1))
    assert entry() == ("Behöver kontroll. Ring först.", "Behöver kontroll")


def test_a_draft_is_in_no_feed(amina, own_feed):
    articles.start_draft(by=amina, title="Utkast")
    assert titles(Client().get(own_feed(amina))) == []
