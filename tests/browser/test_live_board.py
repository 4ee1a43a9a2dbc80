"""Three browsers on one board: what one does the others see within two seconds.

Served as in production. The scenes build on each other.
"""

import os
import signal

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.conftest import DESK, sign_in
from tests.browser.looking import look
from tests.serving import own_server

SOON = 2_000  # milliseconds


@pytest.fixture(scope="module")
def server(town):
    with own_server() as server:
        yield server


@pytest.fixture(scope="module")
def site_url(server):
    return f"http://127.0.0.1:{server.port}"


@pytest.fixture
def amina(visit):
    """As on plain http, where browsers lack this."""
    page = visit("amina.berg")
    page.context.add_init_script("delete Crypto.prototype.randomUUID")
    return page


@pytest.fixture
def farhad(visit):
    return visit("farhad.karimi", DESK)


@pytest.fixture
def elin(visit):
    return visit("elin.strahle")


def board_of(page):
    page.goto("/fredag/")
    page.get_by_role("link", name="Till tavlan").click()
    page.wait_for_url("**/fredag/*/")
    return page.locator("#tavlan")


def come_in(page):
    board_of(page)
    there = page.get_by_role("button", name="Jag är med")
    if there.count():
        there.click()
        page.wait_for_load_state()
    return page


def kept(page):
    """What the browser keeps of boards."""
    stored = page.evaluate("({...localStorage})")
    return {name: one for name, one in stored.items() if name.startswith("board:")}


def signs_out(page):
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def as_another(page, person):
    signs_out(page)
    sign_in(page, person)
    board_of(page)


def look_again(page):
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def hide(page, hidden):
    page.evaluate(
        f"Object.defineProperty(document, 'hidden', {{ value: {str(hidden).lower()}, "
        "configurable: true })"
    )
    look_again(page)


def words(page):
    return page.locator("#tavlan").inner_text()


def test_a_card_is_counted_for_the_other_at_once(amina, farhad):
    come_in(farhad)
    come_in(amina).get_by_label("Ny lapp").fill("Det gick på första försöket")
    expect(farhad.locator("#tavlan")).to_contain_text("11 lappar ligger")
    amina.locator("#lapp").get_by_role("button", name="Gick bra").click()
    expect(farhad.locator("#tavlan")).to_contain_text("12 lappar ligger", timeout=SOON)
    assert "första försöket" not in farhad.content()


def test_who_sits_down_next_at_the_same_computer_finds_no_card_of_hers(amina):
    mine = amina.locator("[data-own-cards]")
    expect(mine).to_contain_text("första försöket")
    before = kept(amina)
    assert len(before) == 1 and amina.locator("[data-live]").get_attribute("data-seal") not in str(
        before
    )
    as_another(amina, "farhad.karimi")
    expect(amina.get_by_text("Du kom in i en annan webbläsare")).to_be_visible()
    assert "första försöket" not in amina.content() and kept(amina) == before
    as_another(amina, "amina.berg")
    expect(mine).to_contain_text("första försöket")


def test_a_half_written_card_outlives_the_sign_in(amina):
    text, out = amina.get_by_label("Ny lapp"), amina.locator("[data-out]")
    text.fill("Skrivet i två omgångar")
    signs_out(amina)
    look_again(amina)
    expect(out).to_be_visible()
    send = amina.locator("#lapp").get_by_role("button", name="Gick snett")
    send.click()
    expect(amina.locator("[data-status]")).to_contain_text("Logga in i en annan flik")
    tab = amina.context.new_page()
    sign_in(tab, "amina.berg")
    tab.close()
    look_again(amina)
    expect(out).to_be_hidden()
    assert text.input_value() == "Skrivet i två omgångar"
    send.click()
    expect(amina.locator("[data-own-cards]")).to_contain_text("två omgångar")
    amina.faults.clear()


def test_a_page_that_nobody_looks_at_keeps_no_connection(amina, farhad):
    hide(amina, True)
    farhad.get_by_label("Ny lapp").fill("Medan Amina läste ett mejl")
    farhad.locator("#lapp").get_by_role("button", name="Gick bra").click()
    expect(farhad.locator("#tavlan")).to_contain_text("14 lappar ligger", timeout=SOON)
    assert "14 lappar ligger" not in words(amina)
    hide(amina, False)
    expect(amina.locator("#tavlan")).to_contain_text("14 lappar ligger", timeout=SOON)


def test_who_was_away_sees_it_when_the_connection_is_back(server, amina, farhad):
    farhad.context.set_offline(True)
    _master, worker = server.processes()
    os.kill(worker, signal.SIGKILL)  # what is open breaks, and another one begins
    renew = amina.get_by_role("link", name="Visa nytt")
    expect(renew).to_be_visible()
    expect(renew).to_be_hidden(timeout=20_000)
    amina.get_by_label("Ny lapp").fill("Medan Farhad satt i hissen")
    amina.locator("#lapp").get_by_role("button", name="Lärde oss").click()
    expect(amina.locator("#tavlan")).to_contain_text("15 lappar ligger", timeout=SOON)
    expect(farhad.get_by_text("Kontakten är bruten")).to_be_visible(timeout=20_000)
    assert "15 lappar ligger" not in words(farhad)
    farhad.context.set_offline(False)
    expect(farhad.locator("#tavlan")).to_contain_text("15 lappar ligger", timeout=SOON)
    expect(farhad.get_by_text("Kontakten är bruten")).to_be_hidden()
    for page in (amina, farhad):
        page.faults.clear()  # the browser's own, about the connection


def test_an_answer_lost_on_its_way_makes_no_second_card(amina):
    def lose(route):
        route.fetch()
        route.fulfill(status=502, body="")

    amina.route("**/lapp/", lose)
    amina.get_by_label("Ny lapp").fill("Svaret kom aldrig")
    amina.locator("#lapp").get_by_role("button", name="Lärde oss").click()
    expect(amina.get_by_text("Det gick inte att nå tavlan")).to_be_visible()
    assert amina.get_by_label("Ny lapp").input_value() == "Svaret kom aldrig"
    amina.unroute("**/lapp/")
    amina.locator("#lapp").get_by_role("button", name="Lärde oss").click()
    expect(amina.get_by_text("Svaret kom aldrig", exact=True)).to_be_visible()
    expect(amina.locator("#tavlan")).to_contain_text("16 lappar ligger", timeout=SOON)
    amina.faults.clear()  # the browser's own, about the answer


def test_nobody_loses_what_is_half_written_when_the_team_goes_on(amina, farhad):
    amina.get_by_label("Ny lapp").fill("Halvskriven")
    farhad.get_by_text("Visa lapparna", exact=True).click()
    farhad.get_by_role("button", name="Ja, visa lapparna").click()
    expect(farhad.locator("#tavlan")).to_contain_text("första försöket")
    expect(amina.get_by_text("Din text är inte skickad än")).to_be_visible(timeout=SOON)
    assert amina.get_by_label("Ny lapp").input_value() == "Halvskriven"
    expect(amina.get_by_role("link", name="Gå vidare utan att skicka")).to_be_visible()
    amina.locator("#lapp").get_by_role("button", name="Gick bra").click()
    expect(amina.get_by_role("heading", name="Det är inte skickat")).to_be_visible()
    assert amina.get_by_label("Ny lapp").input_value() == "Halvskriven"
    look(amina)
    amina.get_by_role("link", name="Till tavlan utan att skicka").click()
    expect(amina.locator("#tavlan")).to_contain_text("första försöket")
    assert kept(amina) == {}


def test_a_late_joiner_sees_the_same_board(amina, elin):
    board_of(elin)
    assert words(elin) == words(amina)
    look(elin)


def test_gathering_is_seen_and_ones_own_choice_stays(amina, farhad):
    amina.get_by_role("checkbox").nth(3).check()
    farhad.get_by_role("checkbox").nth(0).press("Space")  # by the keyboard alone
    farhad.get_by_label("Tema").press_sequentially("Hissar")
    farhad.get_by_label("Tema").press("Enter")
    expect(amina.locator("#tavlan .chip", has_text="Hissar")).to_be_visible(timeout=SOON)
    assert amina.get_by_role("checkbox").nth(3).is_checked()
    expect(farhad.locator("#tavlan .chip", has_text="Hissar")).to_be_visible(timeout=SOON)
    farhad.get_by_role("checkbox").nth(1).check()
    farhad.get_by_label("Tema").fill("Trappor")
    amina.get_by_label("Tema").fill("Halvskrivet")
    farhad.get_by_label("Tema").press("Enter")
    expect(farhad.locator("#tavlan .chip", has_text="Trappor")).to_be_visible(timeout=SOON)


def test_all_are_taken_along_to_the_next_step(amina, farhad, elin):
    farhad.get_by_role("button", name="Vidare till Rösta").click()
    expect(amina.get_by_text("Din text är inte skickad än")).to_be_visible(timeout=2 * SOON)
    amina.get_by_role("link", name="Gå vidare utan att skicka").click()
    for page in (amina, elin):
        expect(page.get_by_text("Vad ska ni prata om?")).to_be_visible(timeout=2 * SOON)


def test_a_vote_is_seen_without_leaving_ones_place(amina, farhad):
    theme = farhad.locator("#tavlan li", has_text="Hissar")
    expect(theme).to_contain_text("0 röster")
    other = farhad.locator("#tavlan li", has_text="Trappor").get_by_role("button").first
    other.focus()
    amina.locator("#tavlan li", has_text="Hissar").get_by_role("button").first.dblclick()
    expect(theme).to_contain_text("1 röst", timeout=SOON)
    expect(amina.get_by_text("Du har 2 röster kvar.")).to_be_visible(timeout=SOON)
    expect(farhad.get_by_text("Du har 3 röster kvar.")).to_be_visible()
    expect(other).to_be_focused()


def test_the_full_stop_reaches_everybody(amina, farhad, elin):
    farhad.get_by_role("link", name="Sätt punkt").click()
    farhad.get_by_role("button", name="Sätt punkt").click()
    for page in (amina, elin):
        page.wait_for_url("**/punkt/", timeout=2 * SOON)
        assert page.faults == []
