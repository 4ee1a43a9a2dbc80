"""A Word document becomes a draft: its text under the right questions, nothing live in it."""

import time
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from knowledge.articles.actions import publish
from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.attachments import headings
from people.uploads.models import Upload
from tests import made_files
from tests.made_files import docx, drawing, link, p, picture, zipped

URL = "/kunskap/skriv/word/"

REPORT = docx(
    p("Digitala lås i hemtjänsten", "Rubrik")
    + p("Vi provade i ett år.")
    + p("1. Bakgrund", "Rubrik1")
    + p("Nycklar försvann.")
    + p("Hur ofta", "Rubrik2")
    + p("Varje vecka.")
    + p("Genomförande:", "Rubrik1")
    + p("Elva lås sattes upp.")
    + p("RESULTAT", "Rubrik1")
    + p("Noll nycklar borta.")
    + p("Lärdomar", bold=True)
    + p("Börja med elva.")
    + p("Lessons learned", "Rubrik1")
    + p("Start small.")
    + p("Bilaga", "Rubrik1")
    + p("Tabell över lås.")
)


def send(browser, data=REPORT, name="rapport.docx", **more):
    form = {"file": SimpleUploadedFile(name, data), "whole": "1", "key": str(uuid.uuid4())}
    return browser.post(URL, form | more, follow=True)


def made(browser, data=REPORT, **more):
    page = send(browser, data, **more).content.decode()
    return Draft.objects.get(), page


def test_text_goes_under_the_question_that_its_heading_asks(amina, sign_in):
    draft, page = made(sign_in(amina))
    assert draft.title == "Digitala lås i hemtjänsten"
    assert draft.problem == "Nycklar försvann.\n\nHur ofta\n\nVarje vecka."
    assert draft.result == "Noll nycklar borta."
    assert draft.what_we_learned == "Börja med elva.\n\nStart small."
    assert draft.what_we_did == (
        "Vi provade i ett år.\n\nElva lås sattes upp.\n\nBilaga\n\nTabell över lås."
    )
    assert "Vi kände igen 5 rubriker" in page
    assert not ArticlePage.objects.exists()


def test_sent_again_after_it_was_published_it_leads_to_the_lesson(amina, sign_in):
    key, browser = str(uuid.uuid4()), sign_in(amina)
    send(browser, key=key)
    article = publish(draft=Draft.objects.get(), by=amina)
    answer = send(browser, key=key)
    assert answer.redirect_chain[-1][0] == article.get_absolute_url()
    assert "redan publicerat som den" in answer.content.decode()
    assert not Draft.objects.exists() and ArticlePage.objects.count() == 1


def test_a_document_without_headings_is_all_there(amina, sign_in):
    draft, page = made(sign_in(amina), docx(p("Ett") + p("Två")), name="vår_rapport.docx")
    assert (draft.title, draft.what_we_did) == ("vår rapport", "Ett\n\nTvå")
    assert "Vi kände igen 0 rubriker" in page


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("2.1 Vad vi lärde oss", "what_we_learned"),
        ("Råd till andra:", "advice"),
        ("KOSTNADER", "cost"),
        ("What would be problem-free", None),
        ("Vad vi skulle göra annorlunda?", "differently"),
        ("Background", "problem"),
        ("", None),
    ],
)
def test_headings_are_known_in_both_languages(heading, field):
    assert headings.field_for(heading) == field


def test_lists_tables_and_breaks_are_kept_as_text(amina, sign_in):
    table = (
        "<w:tbl><w:tr><w:tc>" + p("Lås") + "</w:tc><w:tc>" + p("Antal") + "</w:tc></w:tr>"
        "<w:tr><w:tc>" + p("A") + "</w:tc><w:tc>" + p("11") + "</w:tc></w:tr></w:tbl>"
    )
    broken = "<w:p><w:r><w:t>Rad ett</w:t><w:br/><w:t>rad två</w:t></w:r></w:p>"
    bullet = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    bullets = "".join(f"{bullet}<w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("ett", "två"))
    draft, _page = made(sign_in(amina), docx(table + broken + bullets + p("Slut")))
    assert draft.what_we_did == ("Lås | Antal\nA | 11\n\nRad ett\nrad två\n\n– ett\n– två\n\nSlut")


def test_row_3_links_that_run_code_are_dropped_and_their_text_kept(amina, sign_in):
    links = ["javascript:alert(1)", "data:text/html,x", "https://exempel.se/a", "JaVa\tScript:x"]
    links.append("&#106;avascript:x")
    body = "".join(link(f"länk {n}", n) for n in range(1, 6))
    draft, page = made(sign_in(amina), docx(body, links=links))
    assert (
        draft.what_we_did == "länk 1\n\nlänk 2\n\nlänk 3 (https://exempel.se/a)\n\nlänk 4\n\nlänk 5"
    )
    assert "4 länkar togs bort" in page


@pytest.mark.parametrize(
    "text",
    [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&lt;img src=x onerror=alert(1)&gt;",
        "&lt;svg/onload=alert(1)&gt;",
        "{{ 7*7 }} {% load x %}",
    ],
)
def test_row_2_markup_written_as_text_stays_text(amina, sign_in, text):
    draft, page = made(sign_in(amina), docx(p(text)))
    written = text.replace("&lt;", "<").replace("&gt;", ">")
    assert draft.what_we_did == written
    shown = sign_in(amina).get(f"/kunskap/skriv/{draft.pk}/forhandsgranska/").content.decode()
    assert (written in page, written in shown) == ("<" not in written,) * 2


def test_pictures_come_along_and_those_without_words_are_pointed_out(amina, sign_in):
    body = p("Se här") + drawing(1, "Elva lås") + drawing(2) + drawing(3)
    pictures = [picture("PNG"), picture("PNG", colour="red"), b"EMF is no picture here"]
    draft, page = made(sign_in(amina), docx(body, pictures=pictures))
    assert [one.alt for one in draft.attachments.in_order()] == ["Elva lås", ""]
    assert "En bild följde med. Beskriv den" in page
    assert "En bild gick inte att ta med." in page
    assert "Saknar beskrivning" in page


def test_a_picture_on_the_server_s_disk_is_not_read(amina, sign_in, tmp_path):
    (tmp_path / "hemlig.png").write_bytes(picture())
    body = drawing(1).replace("r:embed", "r:link")
    draft, _page = made(sign_in(amina), docx(body, links=[f"file://{tmp_path}/hemlig.png"]))
    assert not draft.attachments.exists() and not Upload.objects.exists()


def test_sending_the_same_form_twice_gives_one_draft(amina, sign_in):
    key = str(uuid.uuid4())
    answers = [send(sign_in(amina), key=key) for _ in range(2)]
    assert Draft.objects.count() == 1
    assert answers[0].redirect_chain == answers[1].redirect_chain


BAD = {
    "macros": made_files.docm(),
    "bomb": made_files.docx_bomb(),
    "no zip": b"PK\x03\x04 nothing",
    "html": b"<html><script>",
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "no document": zipped({"[Content_Types].xml": made_files.content_types(made_files.DOCX)}),
    "broken xml": docx("<w:p>"),
    "deep": docx("<w:p><w:r>" * 20_000 + "</w:r></w:p>" * 20_000),
    "entities": docx(p("x"), parts={"word/a.xml": b'<!DOCTYPE a [<!ENTITY b "b">]><a/>'}),
    "large": docx(p("x"), parts={"word/media/x.bin": b""}) + bytes(10_000_001),
    "long": docx(p("ord " * 6_000)),
    "heavy": docx("<w:p/>" * 9_000),
}


@pytest.mark.parametrize("which", BAD)
def test_bad_documents_are_refused_and_leave_nothing(amina, sign_in, which):
    begun = time.monotonic()
    answer = send(sign_in(amina), BAD[which])
    assert answer.status_code == 422
    assert time.monotonic() - begun <= 5
    assert not Draft.objects.exists() and not Upload.objects.exists()


def test_another_ending_is_refused(amina, sign_in):
    assert "slutar på .docx" in send(sign_in(amina), name="a.docm").content.decode()


def test_only_staff_of_connected_organisations_may(stranger, amina, sign_in, client):
    assert sign_in(stranger).get(URL).status_code == 404
    assert client.get(URL).url.startswith("/konto/logga-in/")
    assert sign_in(amina).get(URL).status_code == 200
    assert URL in sign_in(amina).get("/kunskap/skriv/").content.decode()


def test_a_request_that_was_cut_off_makes_nothing(amina, sign_in):
    assert send(sign_in(amina), whole="").status_code == 422
    assert not Draft.objects.exists()


def test_a_personal_identity_number_in_the_document_is_not_kept(amina, sign_in):
    text = p("Ärende 19811218-9876", "Rubrik") + p("Hen har 811218-9876 som nummer.")
    draft, _page = made(sign_in(amina), docx(text), name="19811218-9876.docx")
    assert "9876" not in f"{draft.title} {draft.what_we_did}"
    assert "som nummer" in draft.what_we_did
