"""Words explained where they stand in a lesson."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import mark_safe

from knowledge.glossary import actions
from knowledge.glossary.actions import Place
from knowledge.glossary.marking import Explained
from knowledge.glossary.models import Term
from knowledge.glossary.recognising import Book, Meaning, said_in


def book(*words):
    return Book(Meaning(number, word, f"vad {word} är") for number, word in enumerate(words))


def found(text, *words):
    return [(one.surface, one.meaning.word) for one in said_in(text, [book(*words)])]


@pytest.mark.parametrize(
    ("text", "word", "surface"),
    [
        ("Vi följer LSS-beslut", "LSS", "LSS"),
        ("IBIC:s mål", "IBIC", "IBIC"),
        ("Biståndsbedömningen gick fort", "biståndsbedömning", "Biståndsbedömningen"),
        (
            "Med Individens  behov i centrum",
            "individens behov i centrum",
            "Individens  behov i centrum",
        ),
        ("Enligt SoL-utredning", "SoL", "SoL"),
    ],
)
def test_a_word_is_recognised_as_people_write_it(text, word, surface):
    assert found(text, word) == [(surface, word)]


@pytest.mark.parametrize(
    ("text", "word"),
    [("Ute sken sol", "SoL"), ("klass", "LSS"), ("alster", "ster"), ("Vi lär", "lära")],
)
def test_another_word_is_left_alone(text, word):
    assert found(text, word) == []


def test_the_nearest_meaning_wins():
    wide = Meaning(1, "SIP", "för alla")
    employer = Meaning(2, "SIP", "hos oss", organisation=7)
    above, own = (Meaning(n, "SIP", f"enhet {n}", organisation=7, unit=n) for n in (10, 11))
    books = [Book([own, employer, above]), Book([wide])]
    for units, meaning in (([10, 11], own), ([10, 12], above), ([13], employer), ([], employer)):
        assert said_in("SIP", books, units)[0].meaning is meaning
    assert said_in("SIP", [Book(), Book([wide])], [10])[0].meaning is wide


def test_what_is_escaped_stays_escaped():
    said = said_in("amp lt p <b>R&D</b>", [book("amp", "lt", "p", "R&D", "br")])
    text = mark_safe("<p>R&amp;D &lt;b&gt;<br>amp lt</p>")
    marked = Explained(said).mark(text)
    assert ">R&amp;D</button>" in marked and "&lt;b&gt;<br>" in marked and marked.count("<p>") == 1


def test_a_long_text_and_two_thousand_words_take_less_than_five_milliseconds():
    words = [f"ordet{number}" for number in range(1900)]
    words += [f"FÖ{number}" for number in range(80)] + [f"två ord{n}" for n in range(20)]
    words_of_all = book(*words)
    text = " ".join(
        f"{'biståndshandläggningen' if n % 3 else f'ordet{n}'} nr{n}" for n in range(1500)
    )
    times = []
    for _ in range(15):
        start = time.process_time()
        explained = Explained(said_in(text, [words_of_all, Book()]))
        explained.mark(mark_safe(f"<p>{text}</p>"))
        times.append(time.process_time() - start)
    assert len(explained.numbers) == 40
    assert min(times) < 0.005, min(times)


@pytest.fixture
def explain(db):
    def explained(by, word, meaning, unit=None, explanation=""):
        place = Place(by.organisation and by.organisation.pk, unit and unit.pk)
        return actions.add(by=by, place=place, word=word, meaning=meaning, explanation=explanation)[
            0
        ]

    return explained


def page(browser, article):
    return browser.get(article.get_absolute_url()).content.decode()


def test_a_lesson_explains_its_organisations_words_once(explain, write, amina, editor, sign_in):
    explain(editor, "IBIC", "individens behov i centrum")
    article = write(amina, problem="IBIC var nytt. IBIC är bra.")
    text = page(sign_in(amina), article)
    assert text.count('class="term"') == 1 and 'popovertarget="ord-1"' in text
    assert "individens behov i centrum" in text and "<dfn" in text


def test_a_reader_elsewhere_gets_the_lessons_meaning_and_the_own(
    explain, write, amina, editor, karin, sign_in
):
    explain(editor, "SIP", "samordnad individuell plan")
    explain(karin, "SIP", "session initiation protocol")
    text = page(sign_in(karin), write(amina, problem="En SIP", audience="connected"))
    assert text.index("samordnad") < text.index("Hos Granby kommun betyder ordet något annat")


def test_a_proposal_is_shown_at_home_only(explain, write, amina, jonas, karin, sign_in):
    explain(amina, "IBIC", "individens behov i centrum")
    article = write(amina, problem="IBIC", audience="connected")
    assert "individens behov" in page(sign_in(jonas), article)
    assert "individens behov" not in page(sign_in(karin), article)


def test_an_open_lesson_explains_its_words_to_all(explain, write, amina, editor, client, sign_in):
    explain(editor, "IBIC", "individens behov i centrum")
    article, link = write(amina, problem="IBIC", audience="everyone"), "I ordlistan"
    assert "individens behov" in page(client, article) and link not in page(client, article)
    assert link in page(sign_in(amina), article)
    assert page(client, article).count("individens behov") > 1  # in the list and at the word


def test_a_script_in_a_word_is_text(explain, write, amina, editor, sign_in):
    evil = "<script>window.__x=1</script>"
    explain(editor, f"IBIC {evil}"[:80], evil, explanation=evil)
    explain(editor, "IBIC", evil, explanation=evil)
    text = page(sign_in(amina), write(amina, problem=f"IBIC {evil}"))
    assert "<script>window" not in text and 'class="term"' in text


def test_a_change_shows_at_the_next_reading(explain, write, amina, editor, sign_in):
    term = explain(editor, "IBIC", "det gamla")
    article, browser = write(amina, problem="IBIC"), sign_in(amina)
    assert "det gamla" in page(browser, article)
    actions.change(term=term, by=editor, word="IBIC", meaning="det nya", explanation="")
    assert "det nya" in page(browser, article)
    Term.objects.all().delete()
    assert 'class="term"' not in page(browser, article)


def test_the_glossary_costs_a_lesson_no_query(explain, write, amina, editor, sign_in):
    article, browser = write(amina, problem="IBIC SIP"), sign_in(amina)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page(browser, article)
        return [one["sql"] for one in queries if "knowledge_edition" in one["sql"]], len(queries)

    page(browser, article)
    bare = asked()
    assert len(bare[0]) == 0
    for number in range(30):
        explain(editor, f"SIP{number}", "något")
    explain(editor, "SIP", "samordnad individuell plan")
    page(browser, article)
    assert asked()[1] == bare[1] <= 13
