"""A lesson is written on a phone in a few minutes, and nothing that is written is lost.

Prints what it measures: seconds and taps from "Ny lärdom" to published, for the short text.
"""

import sys
from time import perf_counter

import pytest

from config.world.people import PASSWORD
from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from tests.browser.looking import ALL, barriers

KEYS_A_SECOND = 4  # a slow thumb: 48 words a minute
SHORT = {
    "Rubrik": "Ring växeln före mötet",
    "Vad var problemet?": "Ingen visste vem som hade nyckeln.",
    "Vad gjorde ni, och hur gick det?": "Vi ringde växeln. Hon visste.",
    "Vad lärde ni er?": "Fråga den som svarar i telefon.",
    "Vilka råd ger du andra?": "Ring först. Mejla sedan.",
}
FIVE_SECONDS = 5_000
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def page(visit):
    """A tab of Amina's own, closed afterwards."""
    tab = visit("amina.berg").context.new_page()
    tab.set_default_timeout(8_000)
    yield tab
    tab.close()


def text_of(label):
    return {"Rubrik": "title", "Vad var problemet?": "problem"}[label]


def saved(page, label, text, within=FIVE_SECONDS):
    """The draft has the text, within so many milliseconds; how many it took."""
    start = perf_counter()
    while not Draft.objects.filter(**{text_of(label): text}).exists():
        page.wait_for_timeout(50)
        assert (perf_counter() - start) * 1000 < within, "not saved in time"
    return (perf_counter() - start) * 1000


def say(capsys, line):
    with capsys.disabled():
        sys.stdout.write(f"\n  {line}\n")


def begin(page):
    page.goto("/kunskap/skriv/")
    return page.get_by_label("Vad var problemet?")


def test_a_short_lesson_takes_few_taps_and_less_than_three_minutes(page, capsys):
    taps = []
    page.expose_function("tapped", lambda: taps.append(1))
    page.add_init_script("addEventListener('click', () => window.tapped(), true)")
    page.goto("/")
    start = perf_counter()
    page.goto("/kunskap/")
    page.get_by_role("link", name="Skriv en lärdom").first.click()
    for label, text in SHORT.items():
        page.get_by_label(label).click()
        page.keyboard.type(text)
    page.get_by_role("button", name="Publicera").click()
    page.get_by_role("heading", level=1, name=SHORT["Rubrik"]).wait_for()
    machine, typed = perf_counter() - start, sum(map(len, SHORT.values()))
    seconds = machine + typed / KEYS_A_SECOND
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    said = f"Ny lärdom → publicerad: {len(taps)} taps, {typed} keys, {machine:.1f} s without typing"
    say(capsys, f"{said}, {seconds:.0f} s with a thumb of {KEYS_A_SECOND} keys a second")
    assert len(taps) <= 8 and seconds < 180 and wide <= 0
    assert "/cms/" not in page.url and ArticlePage.objects.filter(title=SHORT["Rubrik"]).exists()


def test_it_is_saved_within_five_seconds_of_the_last_key(page, capsys):
    begin(page).press_sequentially("Sparas det här", delay=20)
    took = saved(page, "Vad var problemet?", "Sparas det här")
    say(capsys, f"saved {took / 1000:.1f} s after the last key")
    page.get_by_text("Sparat").wait_for()


def test_steady_typing_is_saved_before_the_last_key(page):
    begin(page)
    page.get_by_label("Vad var problemet?").click()
    keys = "tjugo jämna slag om."
    for key in keys[:-1]:
        page.keyboard.type(key)
        page.wait_for_timeout(400)
    half = Draft.objects.filter(problem__startswith=keys[:5]).exclude(problem=keys)
    assert half.exists(), "nothing saved while typing"
    page.keyboard.type(keys[-1])
    saved(page, "Vad var problemet?", keys)


def test_a_closed_tab_loses_nothing(page, visit):
    tab = page.context.new_page()
    begin(tab).press_sequentially("Fliken stängdes")
    tab.close()
    saved(page, "Vad var problemet?", "Fliken stängdes")


def test_it_is_offered_at_the_next_visit_on_another_device(page, visit):
    begin(page).fill("Börjat på telefonen")
    page.get_by_label("Rubrik").fill("Påbörjad text")
    saved(page, "Rubrik", "Påbörjad text")
    other = visit("amina.berg", DESK)
    other.goto("/kunskap/skriv/")
    other.get_by_role("link", name="Påbörjad text").click()
    assert other.get_by_label("Vad var problemet?").input_value() == "Börjat på telefonen"


def test_a_lost_network_keeps_the_text_until_it_is_back(page):
    begin(page).fill("Före tunneln")
    saved(page, "Vad var problemet?", "Före tunneln")
    page.context.set_offline(True)
    page.get_by_label("Vad var problemet?").fill("I tunneln")
    page.get_by_text("Inte sparat än. Vi försöker igen.").wait_for()
    page.get_by_role("button", name="Spara utkast").click()
    page.wait_for_timeout(500)
    assert page.get_by_label("Vad var problemet?").input_value() == "I tunneln"
    page.context.set_offline(False)
    saved(page, "Vad var problemet?", "I tunneln")
    page.wait_for_timeout(300)
    assert page.evaluate("localStorage.length") == 0


def sign_in_again(page):
    page.get_by_label("E-post i arbetet").fill("jonas.ek@sjovalla.example")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Logga in").click()


@pytest.fixture
def signed_out(visit):
    """A lesson begun and saved, by one who has been signed out since the answer came."""
    page = visit("jonas.ek")
    begin(page).fill("Före")
    saved(page, "Vad var problemet?", "Före")
    page.locator("#sparat").get_by_text("Sparat").wait_for()
    page.context.clear_cookies(name="session")
    return page


def finds_it_after_signing_in(page, text):
    page.wait_for_url("**/konto/logga-in/**")
    sign_in_again(page)
    page.wait_for_url("**/kunskap/skriv/*/")
    assert page.get_by_label("Vad var problemet?").input_value() == text
    saved(page, "Vad var problemet?", text)
    page.goto("/kunskap/skriv/")
    assert page.get_by_label("Vad var problemet?").input_value() == ""


def test_a_session_that_ends_keeps_the_text_through_signing_in_elsewhere(signed_out):
    signed_out.get_by_label("Vad var problemet?").fill("Efter lunchen")
    signed_out.get_by_text("Du är utloggad.").wait_for()
    other = signed_out.context.new_page()
    other.goto("/konto/logga-in/")
    sign_in_again(other)
    other.wait_for_url("**/")
    signed_out.reload()
    assert signed_out.get_by_label("Vad var problemet?").input_value() == "Efter lunchen"
    saved(signed_out, "Vad var problemet?", "Efter lunchen")


def test_who_presses_the_button_before_we_notice_finds_the_text_after_signing_in(signed_out):
    signed_out.get_by_label("Vad var problemet?").fill("Just då")
    signed_out.get_by_role("button", name="Spara utkast").click()
    finds_it_after_signing_in(signed_out, "Just då")


def test_who_presses_the_button_while_we_notice_finds_the_text_after_signing_in(signed_out):
    signed_out.evaluate(
        "() => { window.fetch = () => new Promise(() => { window.saving = true }) }"
    )
    signed_out.get_by_label("Vad var problemet?").fill("Mitt i")
    signed_out.wait_for_function("() => window.saving")
    signed_out.get_by_role("button", name="Spara utkast").click()
    finds_it_after_signing_in(signed_out, "Mitt i")


def test_who_presses_the_button_after_we_notice_finds_the_text_after_signing_in(signed_out):
    signed_out.get_by_label("Vad var problemet?").fill("Strax efter")
    signed_out.get_by_text("Du är utloggad.").wait_for()
    signed_out.get_by_role("button", name="Spara utkast").click()
    finds_it_after_signing_in(signed_out, "Strax efter")


def test_a_personal_number_leaves_the_page_too(page):
    field = begin(page)
    field.press_sequentially("Anna 811218-9876 ringde", delay=10)
    page.get_by_text("Här stod ett personnummer").wait_for()
    assert field.input_value() == "Anna [personnummer borttaget] ringde"
    saved(page, "Vad var problemet?", "Anna [personnummer borttaget] ringde")


def test_the_title_is_asked_about_at_most_once_a_second(page):
    asked = []
    page.on("request", lambda one: asked.append(one) if "/finns/" in one.url else None)
    page.goto("/kunskap/skriv/")
    start = perf_counter()
    page.get_by_label("Rubrik").press_sequentially("Så vågar hemtjänsten digitala lås", delay=90)
    page.get_by_role("heading", name="Finns redan?").wait_for()
    assert len(asked) <= perf_counter() - start
    near = page.locator(".alike")
    assert near.get_by_text("Gäller").first.is_visible()
    assert near.get_by_role("link", name="Lägg till vår erfarenhet").first.is_visible()


def test_language_help_is_folded_and_follows_the_text(page):
    begin(page).fill("Vi frågade om QZKV. " * 6)
    page.get_by_text("Hjälp med språket").click()
    page.get_by_text("känner till QZKV").wait_for()
    page.get_by_label("Vad var problemet?").fill("Vi frågade om stöd. " * 6)
    page.get_by_text("Inga långa meningar").wait_for()


def test_lessons_that_belong_together_are_chosen_by_keyboard_one_field_at_a_time(page):
    begin(page)
    page.get_by_text("Skriv mer").click()
    fields = page.locator("[name=related]")
    shown = lambda: [field.is_visible() for field in fields.all()].count(True)  # noqa: E731
    assert shown() == 1
    fields.first.press_sequentially("hemtjänst", delay=30)
    page.locator("[role=option]").first.wait_for()
    assert barriers(page, ALL) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    title = fields.first.input_value()
    assert ArticlePage.objects.filter(title=title).exists() and shown() == 2
    page.get_by_label("Rubrik").fill("Nycklar")
    saved(page, "Rubrik", "Nycklar")
    assert Draft.objects.get(title="Nycklar").related == [ArticlePage.objects.get(title=title).pk]


def test_the_check_is_answered_with_two_taps(page):
    begin(page).fill("Ring 070-123 45 67.")
    page.get_by_label("Rubrik").fill("Ett nummer att ringa")
    page.get_by_label("Vad lärde ni er?").fill("Ring.")
    page.get_by_role("button", name="Publicera").click()
    page.get_by_role("heading", name="Får det här stå?").wait_for()
    page.get_by_label("Ta bort").check()
    page.get_by_role("button", name="Publicera").click()
    page.get_by_role("heading", level=1, name="Ett nummer att ringa").wait_for()
    assert page.get_by_text("Ring [borttaget].").is_visible()
