"""A file is shown under the name its owner gave it, and never reached by it."""

import pytest

from people.uploads.names import clean, disposition, extension_of

LONG = "å" * 300 + ".pdf"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("con.txt", "_con.txt"),
        ("COM1", "_COM1"),
        ("a\r\nb.pdf", "a b.pdf"),
        ("åäö 😀.pdf", "åäö 😀.pdf"),
        ("faktura\u202efdp.exe.pdf", "faktura fdp.exe.pdf"),
        ("A\u030a.pdf", "Å.pdf"),
        ("", "fil"),
        ("...", "fil"),
        (".pdf", "fil.pdf"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
    ],
)
def test_a_name_is_shown_safely(sent, shown):
    assert clean(sent) == shown


def test_a_long_name_keeps_its_ending():
    assert len(clean(LONG)) == 120
    assert clean(LONG).endswith("å.pdf")


@pytest.mark.parametrize("sent", ["../../etc/passwd", "a\r\nSet-Cookie: x=1.pdf", LONG, 'x";y.pdf'])
def test_the_header_is_one_line_that_a_browser_can_read(sent):
    header = disposition(sent)
    assert header.isascii()
    assert not {"\r", "\n"} & set(header)
    assert header.count('"') == 2
    assert header.startswith("attachment; filename=")


def test_the_header_has_the_right_name_and_a_plain_one():
    header = disposition("åäö 😀.pdf", inline=True)
    assert header.startswith('inline; filename="aao .pdf"')
    assert header.endswith("filename*=UTF-8''%C3%A5%C3%A4%C3%B6%20%F0%9F%98%80.pdf")


def test_the_last_ending_counts():
    assert extension_of("bild.png.EXE") == "exe"
    assert extension_of("README") == ""
