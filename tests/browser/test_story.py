"""The whole story, as people live it: on a phone, in the demo's world, every page checked by axe.

The scenes follow each other; each begins where the one before ended.
"""

from datetime import date, timedelta

from people.worker import run_all
from tests.browser.looking import look

DESK = {"width": 1280, "height": 900}
LOCKS = "Så fick vi hemtjänsten att våga använda digitala lås"


def test_amina_signs_in_and_sees_what_waits(visit):
    page = visit("amina.berg")
    assert page.get_by_role("heading", level=1).inner_text().endswith("Amina")
    assert page.get_by_role("heading", name="Att göra nu").is_visible()
    look(page)


def test_she_reads_a_lesson(visit):
    page = visit("amina.berg")
    look(page.goto("/kunskap/") and page)
    page.goto("/kunskap/sjovalla/sa-fick-vi-hemtjansten-att-vaga-anvanda-digitala-las/")
    assert page.get_by_role("heading", level=1).inner_text() == LOCKS
    look(page)


def test_she_writes_a_lesson_for_her_own_organisation(visit):
    page = look(visit("amina.berg").goto("/kunskap/skriv/") and visit("amina.berg"))
    page.get_by_label("Rubrik").fill("Fråga två gånger innan du byter blankett")
    page.get_by_label("Vad var problemet?").fill("Blanketten var tre sidor lång.")
    page.get_by_label("Vad gjorde ni, och hur gick det?").fill(
        "Vi strök hälften. Ingen märkte det."
    )
    page.get_by_label("Vad lärde ni er?").fill("Den som läser vet vad som kan bort.")
    page.get_by_role("button", name="Publicera").click()
    assert "Fråga två gånger" in page.get_by_role("heading", level=1).inner_text()
    look(page)


def test_her_colleague_finds_it_and_granby_does_not(visit):
    address = visit("amina.berg").url
    run_all()
    assert visit("jonas.ek").goto(address).status == 200
    assert visit("karin.holmvik").goto(address).status == 404
    look(visit("karin.holmvik"))


def test_she_lays_a_card_on_fridays_board(visit):
    page = visit("amina.berg")
    page.goto("/fredag/")
    look(page).get_by_role("link", name="Till tavlan").click()
    if page.get_by_role("button", name="Jag är med").is_visible():
        page.get_by_role("button", name="Jag är med").click()
    page.get_by_label("Ny lapp").fill("Vi frågade vaktmästaren först. Han visste.")
    page.get_by_role("button", name="Lärde oss").click()
    page.get_by_text("Dina lappar, som bara du ser").wait_for()
    assert page.get_by_text("Han visste").is_visible()
    look(page)


def test_nobody_else_reads_it_yet(visit):
    address = visit("amina.berg").url
    page = visit("farhad.karimi")
    page.goto(address)
    assert "Han visste" not in page.content()
    assert visit("lena.akesson").goto(address).status == 404


def test_the_team_shows_gathers_votes_and_talks(visit):
    page = visit("farhad.karimi")
    page.get_by_text("Visa lapparna", exact=True).click()
    page.get_by_role("button", name="Ja, visa lapparna").click()
    look(page)
    assert page.get_by_text("Han visste").is_visible()
    for box in page.get_by_role("checkbox").all()[:3]:
        box.check()
    page.get_by_label("Tema").fill("Den som vet finns nära")
    page.get_by_role("button", name="Samla de valda").click()
    page.get_by_role("button", name="Vidare till Rösta").click()
    theme = look(page).get_by_role("listitem").filter(has_text="Den som vet finns nära")
    theme.get_by_role("button", name="Rösta").click()
    page.get_by_role("button", name="Vidare till Prata").click()
    page.get_by_label("Vad gör vi?").fill("Ring vaktmästaren före varje flytt")
    page.get_by_label("Vem ser till det?").select_option("Amina Berg")
    page.get_by_role("button", name="Lägg till åtgärden").click()
    look(page)


def test_a_theme_becomes_a_draft_and_the_sun_sets(visit):
    page = visit("amina.berg")
    page.goto("/fredag/")
    page.get_by_role("link", name="Till tavlan").click()
    page.get_by_role("button", name="Gör till utkast för en lärdom").click()
    assert page.get_by_label("Rubrik").input_value() == "Den som vet finns nära"
    look(page)
    page.goto("/fredag/")
    page.get_by_role("link", name="Till tavlan").click()
    page.get_by_role("link", name="Sätt punkt").click()
    look(page).get_by_role("button", name="Sätt punkt").click()
    assert page.get_by_text("12 lappar är raderade").is_visible()
    look(page)


def test_after_the_full_stop_a_topic_may_echo(visit):
    page = visit("amina.berg")
    page.get_by_text("Välj högst tre ämnen").click()
    page.get_by_label("Bemanning").check()
    look(page).get_by_role("button", name="Låt det eka").click()
    assert page.get_by_text("Det här får eka från er: Bemanning").is_visible()
    look(page)


def test_a_manager_posts_an_opportunity(visit):
    page = visit("lena.akesson", DESK)
    page.goto("/uppdrag/nytt/")
    look(page).get_by_label("Rubrik").fill("Gå med när vi byter larm")
    page.get_by_role("button", name="Spara utkast").click()
    look(page)
    texts = {"I korthet": "Två veckor med oss.", "Vad gör man?": "Du går bredvid."}
    for label, text in texts.items():
        page.get_by_label(label).fill(text)
    page.get_by_label("Vad lär man sig?").fill("Du får öva tjänstedesign.")
    days = {"Sök senast": 14, "Svar senast": 21, "Börjar": 60, "Slutar": 75}
    for label, number in days.items():
        day = date.today() + timedelta(days=number)
        page.get_by_label(label, exact=True).fill(day.isoformat())
    page.get_by_label("Var", exact=True).fill("Sjövalla")
    page.get_by_role("button", name="Spara utkast").click()
    page.locator("[name=skill]").fill("tjänstedesign")
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("button", name="Skicka in").click()
    look(page)


def test_the_hr_partner_approves_it(visit):
    page = visit("mikael.norberg")
    page.goto("/")
    waiting = look(page).get_by_role("listitem").filter(has_text="Gå med när vi byter larm")
    waiting.get_by_role("link").first.click()
    look(page).get_by_role("button", name="Godkänn och öppna").click()
    look(page)


def test_she_sees_it_ranked_with_a_sentence_for_each_reason_and_applies(visit):
    run_all()
    page = visit("amina.berg")
    look(page.goto("/uppdrag/") and page)
    card = page.get_by_role("article").filter(has_text="Gå med när vi byter larm")
    assert card.get_by_text("Övar tjänstedesign, som du vill utveckla.").is_visible()
    page.get_by_role("link", name="Gå med när vi byter larm").first.click()
    look(page).get_by_role("link", name="Sök, fem minuter").click()
    page.get_by_label("Varför vill du?").fill("Jag vill se hur ni gör.")
    page.get_by_label("Fråga min chef nu").check()
    look(page).get_by_role("button", name="Skicka ansökan").click()
    look(page)
    look(page.goto("/uppdrag/mina/") and page)


def test_her_home_manager_consents(visit):
    page = visit("henrik.lundmark")
    page.goto("/")
    look(page).get_by_role("link", name="Läs och svara").first.click()
    look(page).get_by_label("Ja").first.check()
    page.get_by_role("button", name="Skicka svaret").click()
    look(page)


def test_the_manager_offers_and_she_accepts(visit):
    page = visit("lena.akesson", DESK)
    page.goto("/uppdrag/mina/")
    posted = look(page).get_by_role("listitem").filter(has_text="Gå med när vi byter larm")
    posted.get_by_role("link", name="Läs 1 ansökan").click()
    look(page).get_by_role("link", name="Amina Berg").first.click()
    look(page).get_by_role("button", name="Ta med i urvalet").click()
    look(page).get_by_role("button", name="Erbjud plats").click()
    phone = visit("amina.berg")
    phone.goto("/")
    offered = look(phone).get_by_role("listitem").filter(has_text="Du är erbjuden en plats")
    offered.get_by_role("link").click()
    look(phone).get_by_role("button", name="Tacka ja").click()
    look(phone)


def test_one_search_finds_it_all(visit):
    run_all()
    page = visit("amina.berg")
    for text, kind in (("larm", "Uppdrag"), ("blankett", "Lärdom"), ("Åkesson", "Person")):
        page.locator("header [name=q]").fill(text)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.get_by_role("main").get_by_text(kind).first.is_visible(), text
        look(page)
    stranger = visit("karin.holmvik")
    stranger.goto("/sok/?q=blankett")
    assert "Fråga två gånger" not in stranger.content()


def test_she_sees_the_way_to_the_role_she_wants(visit):
    page = visit("amina.berg")
    for address in ("/utveckling/", "/utveckling/roller/", "/jag/", "/om/kakor/", "/fredag/skydd/"):
        page.goto(address)
        look(page)


def test_everyone_chooses_their_language(visit):
    page = visit("")
    page.goto("/konto/logga-in/")
    look(page)
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    look(page)


def test_the_administrator_tends_the_organisation(visit):
    page = visit("daniel.osei")
    for address in ("/organisation/", "/organisation/sjovalla/medarbetare/", "/jag/notiser/"):
        page.goto(address)
        look(page)
