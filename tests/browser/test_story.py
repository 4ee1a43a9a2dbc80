"""The whole story, as people live it: on a phone, in the demo's world, every page checked by axe.

The scenes follow each other; each begins where the one before ended.
"""

from axe_playwright_python.sync_playwright import Axe

from people.worker import run_all

AXE = Axe()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LOCKS = "Så fick vi hemtjänsten att våga använda digitala lås"


def look(page):
    """What everybody should find on every page: no barriers, no faults, nothing out of sight."""
    found = AXE.run(page, options=RULES).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], page.url
    assert page.faults == [], page.url
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"
    return page


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
