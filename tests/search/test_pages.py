"""The page of hits, and the suggestions while one types."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def lessons(write, amina):
    def many(number, **fields):
        for n in range(number):
            write(amina, f"Lås {n}", topics="Lås, Nyckel", **fields)

    return many


def queries(browser, url):
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(url).status_code == 200
    return len(caught)


def test_the_start_says_what_to_do(jonas, sign_in):
    page = sign_in(jonas).get("/sok/").content.decode()
    assert "Vad behöver du veta?" in page and "0 träffar" not in page


def test_an_empty_answer_gives_the_next_step(jonas, sign_in):
    page = sign_in(jonas).get("/sok/?q=rymdraket").content.decode()
    assert "Inget än om det här" in page and "/kunskap/skriv/" in page
    assert "Logga in" in Client().get("/sok/?q=rymdraket").content.decode()


def test_hits_say_kind_count_and_why(lessons, jonas, sign_in):
    lessons(1, problem="Nycklarna tog slut <b>varje</b> fredag")
    page = sign_in(jonas).get("/sok/?q=nycklarna").content.decode()
    assert '<h1 class="stop asked">nycklarna</h1>' in page and "1 träff i allt du får se." in page
    assert "<mark>Nycklarna</mark> tog slut &lt;b&gt;varje&lt;/b&gt;" in page and "Lärdom" in page


def test_the_page_says_which_other_words_it_found(write, amina, jonas, sign_in):
    write(amina, "Biståndshandläggningen")
    write(amina, "Handläggning")
    page = sign_in(jonas).get("/sok/?q=handläggning").content.decode()
    assert "Vi hittade även: biståndshandläggningen." in page


def test_kinds_are_counted_and_narrow(lessons, amina, jonas, sign_in):
    amina.name = "Amina Lås"
    amina.save()
    lessons(2)
    browser = sign_in(jonas)
    assert "Lärdomar 2" in browser.get("/sok/?q=lås").content.decode()
    page = browser.get("/sok/?q=lås&slag=person").content.decode()
    assert "Personer 1" in page and "/medarbetare/" in page and "/kunskap/sjovalla" not in page


def test_pages_turn_and_keep_the_question(lessons, jonas, sign_in):
    lessons(21)
    page = sign_in(jonas).get("/sok/?q=lås&slag=article&sida=2").content.decode()
    assert page.count('class="hit ') == 1 and "Sida 2 av 2" in page
    assert "?q=l%C3%A5s&amp;slag=article&amp;sida=1" in page


def test_a_page_is_as_cheap_with_many_hits(lessons, amina, jonas, nils, sign_in):
    for person in (amina, nils):
        person.name += " Lås"
        person.save()
    browser = sign_in(jonas)
    lessons(3)
    browser.get("/sok/?q=lås")  # loads what editors chose
    few = queries(browser, "/sok/?q=lås"), queries(browser, "/sok/forslag/?q=lås")
    lessons(12)
    browser.get("/sok/?q=lås")  # what editors chose may have to be read again
    assert queries(browser, "/sok/?q=lås") == few[0] <= 15
    assert queries(browser, "/sok/forslag/?q=lås") <= few[1] <= 15
    assert queries(browser, "/sok/?q=finnsinte alls") <= 15


def test_signed_out_sees_only_what_is_open(write, amina):
    write(amina, "Öppna lås", audience="everyone")
    write(amina, "Slutna lås")
    page = Client().get("/sok/?q=lås").content.decode()
    assert "1 träff bland det som är öppet för alla." in page
    assert "Slutna" not in page and 'name="q"' in page


def test_suggestions_are_eight_options_with_addresses(lessons, jonas, sign_in):
    lessons(10)
    page = sign_in(jonas).get("/sok/forslag/?q=lå").content.decode()
    assert page.count('role="option"') == 0  # two letters begin too much
    page = sign_in(jonas).get("/sok/forslag/?q=lås").content.decode()
    assert page.count('role="option"') == 8
    assert 'data-url="/kunskap/sjovalla/las-9/"' in page and "<html" not in page


def test_a_beginning_is_enough_for_a_suggestion(write, amina, jonas, sign_in):
    write(amina, "Kompetensförsörjning i praktiken")
    assert "praktiken" in sign_in(jonas).get("/sok/forslag/?q=kompetensf").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "question", "may"),
    [("jonas", "lås", True), ("jonas", "!!", False), ("stranger", "lås", False)],
)
def test_a_search_is_followed_by_those_who_can(who, question, may, request, sign_in):
    page = sign_in(request.getfixturevalue(who)).get("/sok/", {"q": question}).content.decode()
    assert ('class="follow"' in page) == may


def test_posting_is_not_searching(jonas, sign_in):
    assert sign_in(jonas).post("/sok/", {"q": "lås"}).status_code == 405


def test_hits_with_some_of_the_words_stand_below_and_say_so(write, amina, jonas, sign_in):
    write(amina, "Lås och nycklar")
    write(amina, "Lås i hemtjänsten")
    page = sign_in(jonas).get("/sok/?q=lås hemtjänsten").content.decode()
    assert "2 träffar" in page and "1 har alla orden, resten några av dem." in page
    first, below = page.split("Med några av orden")
    assert "las-i-hemtjansten" in first and "las-och-nycklar" in below
    assert "Med några" not in sign_in(jonas).get("/sok/?q=lås").content.decode()
