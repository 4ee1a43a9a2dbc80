"""Plain-language help: Wagtail's own figure, and advice that stops nobody."""

import json
import random
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import wagtail.admin
from django.conf import settings

from knowledge.articles import abbreviations, plain
from knowledge.articles.models import SECTIONS, ArticlePage

# Figures from Wagtail 7.4.4's own JavaScript (its core.js, run by Node 20).
FIGURES = {
    "Kort text.": 0,
    (
        "Vi ringde kl. 13.30 den 3.5.2026. Priset var 1,5 mnkr, dvs. 12 % mer. ”Jaha.” "
        "Sa hon... och gick? (Ja.) Nej; jo: så."
    ): 7.688311688311689,
    (
        "EU:s förordning (2016/679) gäller personuppgifter; kommunstyrelsen, "
        "socialnämnden och barn- och utbildningsnämnden är personuppgiftsansvariga."
    ): 56.857142857142854,
    (
        "- ett\n- två\n- tre\n\nSaker att göra först:\n1. ring vaktmästaren\n2. boka "
        "lokalen\n3. skriv ner vad ni sa"
    ): 12.901315789473683,
    (
        "Short English text about the U.S.A. and it's users. They wrote 1,234.5 lines! "
        "Did they? Yes — they did."
    ): 15.61111111111111,
    (
        "Ångströms ölänning åt överbliven kålpudding i Åmål 😀 medan höjdhopparen vilade "
        "på sjukhemmets balkong."
    ): 66.84615384615384,
    (
        "Vi bytte lås. Det tog elva dagar. Ingen märkte något, utom vaktmästaren som "
        "fick nya nycklar."
    ): 17.833333333333332,
    (
        "Beslutet överklagades till förvaltningsrätten, som upphävde kommunstyrelsens "
        "beslut och återförvisade ärendet till socialnämnden för förnyad handläggning."
    ): 78.5,
    (
        "Först frågade vi.\n\nSedan lyssnade vi, bl.a. på dem som kör på natten.\n\nTill "
        "sist bestämde vi oss."
    ): 20.266666666666666,
    (
        "Kan det bli bättre? Ja! Hur? Genom att fråga. När? Nu. Av vem? Av den som vet. "
        "Varför? Därför att."
    ): 2,
    (
        "Handläggaren skrev: ”Ärendet är klart.” Det var det inte, för bilagorna låg "
        "kvar i det gamla systemet (tre av tjugo)."
    ): 30,
}
CORE = Path(wagtail.admin.__file__).parent / "static/wagtailadmin/js/core.js"
BEGINS = '((e,t)=>{const r=new Intl.Segmenter(e,{granularity:"sentence"})'
ENDS = "o/n+i/o*100})"


@pytest.mark.parametrize("text", FIGURES)
def test_the_figure_is_wagtails(text):
    assert plain.lix(text) == pytest.approx(FIGURES[text], abs=1e-9)


def wagtails(texts):
    """What the editor's own script says of each text."""
    core = CORE.read_text()
    start = core.index(BEGINS)
    function = core[start : core.index(ENDS, start) + len(ENDS)]
    script = f"const lix={function};const texts=JSON.parse(require('fs').readFileSync(0,'utf8'));"
    script += "console.log(JSON.stringify(texts.map(one=>lix('sv',one))))"
    asked = json.dumps(texts)
    said = subprocess.run(
        ["node", "-e", script], input=asked, capture_output=True, check=True, text=True
    )
    return json.loads(said.stdout)


@pytest.mark.skipif(not shutil.which("node") or BEGINS not in CORE.read_text(), reason="no Node")
def test_it_is_wagtails_for_the_demos_lessons_and_for_nonsense():
    world = Path(settings.BASE_DIR) / "site/config/world/articles.toml"
    lessons = tomllib.loads(world.read_text())["article"]
    texts = [plain.one_text(one.get(name, "") for name in SECTIONS) for one in lessons]
    signs = [
        "kommun",
        "Åre",
        "t.ex.",
        "EU:s",
        "😀",
        "e\u0301",
        "\r\n",
        *"aÅ b.B!?,:;-–”\"')(\n1 2_’…%«»",
    ]
    chance = random.Random(4)
    texts += ["".join(chance.choices(signs, k=chance.randint(10, 80))) for _ in range(500)]
    assert [plain.lix(text) for text in texts] == pytest.approx(wagtails(texts), abs=1e-9)


def test_the_longest_sentence_is_quoted_with_its_number_of_words():
    help = plain.PlainHelp("Kort. Den här är lite längre, men inte lång.\nNy rad")
    assert help.longest == (8, "Den här är lite längre, men inte lång.") and not help.is_long
    assert plain.PlainHelp("ord " * 26).is_long


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi använder IBIC och LSS.", ["IBIC", "LSS"]),
        ("IBIC (individens behov i centrum) och mer IBIC.", []),
        ("Individens behov i centrum (IBIC) används.", []),
        ("Enligt LSS:s regler, LSS-handläggare", ["LSS"]),
        ("Dnr KS 2024/123 och SN-2024", []),
        ("EU, IT och USA vet alla.", []),
        ("OBS: VI BYTER SYSTEM NU", []),
        ("A, Å, SVERIGES och Sve", []),
        ("", []),
    ],
)
def test_abbreviations_that_nobody_explains_are_named(text, found):
    assert abbreviations.unexplained(text) == found


def test_a_glossary_can_tell_what_is_known(sjovalla, granby, monkeypatch):
    monkeypatch.setattr(abbreviations, "_sources", [])
    abbreviations.register_abbreviations(lambda at: ["IBIC"] if at == sjovalla else [])
    assert "IBIC" in abbreviations.known_abbreviations(sjovalla)
    assert "IBIC" not in abbreviations.known_abbreviations(granby)
    assert abbreviations.known_abbreviations(None) == abbreviations.EVERYBODY


LONG = f"Vi provade {'och provade ' * 20}IBIC till slut. Sedan blev det bra."


def test_the_form_gets_help_while_one_writes(amina, sign_in):
    answer = sign_in(amina).post("/kunskap/skriv/sprak/", {"what_we_did": LONG})
    page = answer.content.decode()
    assert answer.status_code == 200 and "LIX" in page and "<html" not in page
    assert "45 ord. Kan den bli två?" in page and "känner till IBIC" in page
    assert "Du kan publicera ändå." in page


def test_without_javascript_it_is_there_on_the_saved_draft(amina, sign_in):
    browser = sign_in(amina)
    page = browser.post("/kunskap/skriv/", {"what_we_did": LONG}, follow=True).content.decode()
    assert "Kan den bli två?" in page and "<details" in page
    page = browser.post("/kunskap/skriv/", {"what_we_did": LONG, "action": "preview"}, follow=True)
    assert "Kan den bli två?" in page.content.decode()


def test_help_stops_nobody(amina, sign_in, sjovalla):
    sent = {"title": "T", "what_we_learned": LONG, "audience": f"organisation:{sjovalla.pk}"}
    sign_in(amina).post("/kunskap/skriv/", sent | {"action": "publish"})
    assert ArticlePage.objects.filter(live=True).exists()


def test_help_keeps_nothing_and_is_for_writers(amina, stranger, client, sign_in):
    browser = sign_in(amina)
    assert browser.post("/kunskap/skriv/sprak/", {"problem": "a\0"}).status_code == 400
    assert (
        "<script>"
        not in browser.post(
            "/kunskap/skriv/sprak/", {"problem": "<script>" + " ord" * 30}
        ).content.decode()
    )
    assert browser.get("/kunskap/skriv/sprak/").status_code == 405
    assert sign_in(stranger).post("/kunskap/skriv/sprak/", {}).status_code == 404
    assert client.post("/kunskap/skriv/sprak/", {}).status_code == 302


def test_the_longest_text_is_read_in_a_moment():
    from time import perf_counter

    text, start = "Socialnämnden beslutade, efter 12,5 timmar, att vänta. " * 2_500, perf_counter()
    help = plain.PlainHelp(text)
    assert help.lix and help.longest and help.abbreviations == []
    assert perf_counter() - start < 2
