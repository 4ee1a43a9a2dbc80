"""Three browsers on one board: what one does the others see within two seconds.

Served as in production. The scenes build on each other.
"""

import os
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK
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
    return visit("amina.berg")


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


def words(page):
    return page.locator("#tavlan").inner_text()


def test_a_card_is_counted_for_the_other_at_once(amina, farhad):
    come_in(farhad)
    come_in(amina).get_by_label("Ny lapp").fill("Det gick på första försöket")
    expect(farhad.locator("#tavlan")).to_contain_text("4 lappar, dolda")
    amina.locator("#lapp").get_by_role("button", name="Gick bra").click()
    expect(farhad.locator("#tavlan")).to_contain_text("5 lappar, dolda", timeout=SOON)
    assert "första försöket" not in farhad.content()


def test_who_was_away_sees_it_when_the_connection_is_back(server, amina, farhad):
    farhad.context.set_offline(True)
    _master, worker = server.processes()
    os.kill(worker, signal.SIGKILL)  # what is open breaks, and another one begins
    renew = amina.get_by_role("link", name="Visa nytt")
    expect(renew).to_be_visible()
    expect(renew).to_be_hidden(timeout=20_000)
    amina.get_by_label("Ny lapp").fill("Medan Farhad satt i hissen")
    amina.locator("#lapp").get_by_role("button", name="Lärde oss").click()
    expect(amina.locator("#tavlan")).to_contain_text("3 lappar, dolda", timeout=SOON)
    expect(farhad.get_by_text("Kontakten är bruten")).to_be_visible(timeout=20_000)
    assert "3 lappar, dolda" not in words(farhad)
    farhad.context.set_offline(False)
    expect(farhad.locator("#tavlan")).to_contain_text("3 lappar, dolda", timeout=SOON)
    expect(farhad.get_by_text("Kontakten är bruten")).to_be_hidden()
    for page in (amina, farhad):
        page.faults.clear()  # the browser's own, about the connection


def test_nobody_loses_what_is_half_written_when_the_team_goes_on(amina, farhad):
    amina.get_by_label("Ny lapp").fill("Halvskriven")
    farhad.get_by_text("Visa lapparna", exact=True).click()
    farhad.get_by_role("button", name="Ja, visa lapparna").click()
    expect(farhad.locator("#tavlan")).to_contain_text("första försöket")
    expect(amina.get_by_text("Din text är inte skickad än")).to_be_visible(timeout=SOON)
    assert amina.get_by_label("Ny lapp").input_value() == "Halvskriven"
    amina.get_by_role("link", name="Gå vidare utan att skicka").click()
    expect(amina.locator("#tavlan")).to_contain_text("första försöket")


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


def test_all_are_taken_along_to_the_next_step(amina, farhad, elin):
    farhad.get_by_role("button", name="Vidare till Rösta").click()
    for page in (amina, elin):
        expect(page.get_by_text("Vad ska ni prata om?")).to_be_visible(timeout=2 * SOON)


def test_a_vote_is_seen_without_leaving_ones_place(amina, farhad):
    theme = farhad.locator("#tavlan li", has_text="Hissar")
    expect(theme).to_contain_text("0 röster")
    farhad.get_by_role("button", name="Rösta").last.focus()
    amina.locator("#tavlan li", has_text="Hissar").get_by_role("button").first.press("Enter")
    expect(theme).to_contain_text("1 röst", timeout=SOON)
    expect(amina.get_by_text("Du har 2 röster kvar.")).to_be_visible(timeout=SOON)
    expect(farhad.get_by_text("Du har 3 röster kvar.")).to_be_visible()
    expect(farhad.get_by_role("button", name="Rösta").last).to_be_focused()


def test_the_full_stop_reaches_everybody(amina, farhad, elin):
    farhad.get_by_role("link", name="Sätt punkt").click()
    farhad.get_by_role("button", name="Sätt punkt").click()
    for page in (amina, elin):
        page.wait_for_url("**/punkt/", timeout=2 * SOON)
        assert page.faults == []
