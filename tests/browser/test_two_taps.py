"""On a lesson's page, by thumb: a word is explained, and a fault is told of."""

import pytest

from knowledge.reports.models import Report
from tests.browser.looking import look

SLUG = "sa-fick-vi-hemtjansten-att-vaga-anvanda-digitala-las"
LOCKS = f"/kunskap/sjovalla/{SLUG}/"
WORD, MEANING = "digitala lås", "lås som öppnas med telefon i stället för nyckel"
# What the article says before the button of the word.
BEFORE = """button => {
  const text = document.createRange();
  text.setStart(button.closest("article").querySelector("header").nextSibling, 0);
  text.setEndBefore(button);
  return text.toString();
}"""


@pytest.fixture
def page(visit):
    page = visit("jonas.ek")
    page.goto(LOCKS)
    return page


def test_a_word_is_marked_where_it_is_first_said(page):
    marked = page.get_by_role("main").get_by_role("button", name=WORD, exact=True)
    assert marked.count() == 1
    before = marked.evaluate(BEFORE)
    assert before.strip() and WORD not in before


def test_a_tap_explains_it_and_another_puts_it_away(page):
    explained = page.locator("[popover]", has_text=MEANING)
    assert not explained.is_visible()
    page.get_by_role("button", name=WORD, exact=True).tap()
    explained.wait_for()
    look(page)
    explained.get_by_role("button", name="Stäng").tap()
    explained.wait_for(state="hidden")


def test_two_taps_say_that_it_is_no_longer_so(page):
    taps = []
    page.expose_function("tapped", lambda: taps.append(1))
    page.evaluate("addEventListener('click', () => window.tapped(), true)")
    page.get_by_text("Stämmer det inte längre?").tap()
    look(page)
    page.get_by_role("group", name="Vad stämmer inte?").get_by_role("button").first.tap()
    page.get_by_text("Den som svarar för lärdomen får veta").wait_for()
    assert len(taps) == 2
    assert Report.objects.filter(article__slug=SLUG, reporter__name="Jonas Ek").exists()
    look(page)
