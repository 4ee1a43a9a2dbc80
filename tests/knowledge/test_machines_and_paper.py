"""A lesson for search engines, on paper and as PDF."""

import contextlib
import json
import re
import sys
import zlib

import pytest
from django.test import Client

from knowledge.exchange import pdf
from knowledge.exchange.carriers import Carried

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def described(page):
    return json.loads(SCRIPT.search(page)[1])


def test_an_open_lesson_says_what_it_is(write, amina):
    article = write(amina, "Lås", audience="everyone", topics="Trygghet")
    page = Client().get(article.url).content.decode()
    found = described(page)
    assert (found["@type"], found["headline"], found["inLanguage"]) == ("Article", "Lås", "sv")
    assert found["author"]["name"] == "Amina Berg" and found["keywords"] == ["Trygghet"]
    assert f'<link rel="canonical" href="{found["url"]}">' in page
    assert found["url"].endswith(article.url) and '<meta property="og:title" content="Lås">' in page


def test_no_script_gets_out_of_it(write, amina):
    bad = "</script><script>window.__x=1</script>"
    article = write(amina, bad, audience="everyone")
    page = Client().get(article.url).content.decode()
    assert "<script>window" not in page and described(page)["headline"] == bad


def test_a_closed_lesson_says_nothing_to_machines(write, amina, jonas, sign_in):
    page = sign_in(jonas).get(write(amina, audience="connected").url).content.decode()
    assert "ld+json" not in page and "canonical" not in page and "og:" not in page


def test_a_protected_writer_is_not_named_to_machines(write, amina):
    amina.protected_identity = True
    amina.save()
    page = Client().get(write(amina, audience="everyone").url).content.decode()
    assert "Amina" not in page and described(page)["author"]["name"] == "Sjövalla kommun"


@pytest.fixture
def paper():
    try:
        pdf.library()
    except pdf.LibraryMissing:
        pytest.skip("Pango is not on this machine")


def unpacked(body):
    """The file with its packed objects laid open."""
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", body, re.S):
        with contextlib.suppress(zlib.error):
            body += zlib.decompress(packed)
    return body


def test_a_lesson_becomes_a_tagged_pdf(paper, write, amina, jonas, karin, sign_in):
    article = write(amina, "Lås som håller", problem="Se https://exempel.example/ och <b>fet</b>.")
    answer = sign_in(jonas).get(f"{article.url}pdf/")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    body = unpacked(answer.content)
    assert body.startswith(b"%PDF-") and b"/StructTreeRoot" in body and b"/Lang (sv)" in body
    assert b"/MediaBox [0 0 595" in body and b"FamiljenGrotesk" in body.replace(b"-", b"")
    assert sign_in(karin).get(f"{article.url}pdf/").status_code == 404
    assert Client().get(f"{article.url}pdf/").status_code == 404


def test_nothing_is_fetched_from_elsewhere():
    for url in (
        "http://evil.example/pixel.png",
        "file:///etc/passwd",
        "https://utbyte.invalid.evil.example/static/css/pdf.css",
        "https://utbyte.invalid/static/../../settings.py",
        "https://utbyte.invalid/static/css/../../config/settings.py",
        "https://utbyte.invalid/picture/1",
        "https://utbyte.invalid/picture/-1",
    ):
        with pytest.raises(Exception):  # noqa: B017
            pdf.own_bytes(url, [])
    assert b"@page" in pdf.own_bytes("https://utbyte.invalid/static/css/pdf.css", [])


def test_a_foreign_picture_in_the_page_is_left_out(paper, tmp_path):
    file = tmp_path / "x.png"
    file.write_bytes(b"no picture")
    html = '<html lang="sv"><title>x</title><img src="http://127.0.0.1:9/x" alt="x">'
    body = pdf.made(html + '<img src="picture/0" alt="y">', [Carried("x", lambda: file.open("rb"))])
    assert body.startswith(b"%PDF-")


def test_without_pango_the_link_says_so_in_a_sentence(write, amina, jonas, sign_in, monkeypatch):
    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name.split(".")[0] == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [one for one in sys.modules if one.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    article, browser = write(amina), sign_in(jonas)
    page = browser.get(f"{article.url}pdf/", follow=True).content.decode()
    assert ("Servern saknar programbiblioteket Pango" in page and "Lås" in page) or "lås" in page
