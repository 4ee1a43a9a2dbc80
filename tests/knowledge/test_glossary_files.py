"""The glossary out to a file and in from one."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from knowledge.glossary import actions
from knowledge.glossary.actions import Place
from knowledge.glossary.models import Term

HEADER = "ord;betydelse;förklaring;enhet\n"


def bring(browser, person, text, encoding="utf-8"):
    content = text if isinstance(text, bytes) else text.encode(encoding)
    file = SimpleUploadedFile("ord.csv", content, "text/csv")
    place = f"organisation:{person.organisation.pk}"
    return browser.post("/ordlista/las-in/", {"file": file, "organisation": place})


def table(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://x")', "+cmd", "-2+3", "@SUM(A1)"])
def test_no_cell_is_a_formula_and_it_comes_back_as_it_was(editor, sign_in, cell):
    place = Place(editor.organisation.pk)
    actions.add(by=editor, place=place, word="IBIC", meaning=cell, explanation=f"\t{cell}")
    browser = sign_in(editor)
    rows = table(browser.get("/ordlista/fil/"))
    assert rows[1][1] == f"'{cell}" and rows[1][2].startswith("'\t")
    text = "\n".join([HEADER.strip(), f'"\'IBIC";"{rows[1][1].replace(chr(34), chr(34) * 2)}";;'])
    assert bring(browser, editor, text.replace('"\'IBIC"', "IBIC")).status_code == 302
    assert Term.objects.get().meaning == cell


def test_the_file_holds_what_the_list_shows(editor, karin, amina, sign_in):
    actions.add(by=editor, place=Place(editor.organisation.pk), word="SIP", meaning="plan")
    actions.add(by=karin, place=Place(karin.organisation.pk), word="GÄV", meaning="hemligt")
    for query in ("", "?visa=alla"):
        rows = table(sign_in(amina).get(f"/ordlista/fil/{query}"))
        assert [row[0] for row in rows[1:]] == ["SIP"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_is_read_twice_with_one_result(editor, care, sign_in, encoding):
    text = (
        HEADER + "IBIC;individens behov i centrum;Metod för äldre;\nHT;hemtjänst;;Äldreomsorgen\n"
    )
    browser = sign_in(editor)
    for _ in range(2):
        assert bring(browser, editor, text, encoding).status_code == 302
    assert Term.objects.count() == 2 and Term.objects.get(word="HT").unit == care
    bring(browser, editor, text.replace("hemtjänst", "hemmets tjänst"), encoding)
    assert Term.objects.get(word="HT").meaning == "hemmets tjänst"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER + "IBIC;plan;;\nSIP;;;\n", "Rad 3"),
        (HEADER + "IBIC;plan;;\nSIP;x;;Månbasen\n", "enheten finns inte"),
        (HEADER + "IBIC;plan;;\nibic;x;;\n", "två gånger"),
        (HEADER + "IBIC;" + "x" * 300 + ";;\n", "för lång"),
        ("namn;text\na;b\n", "Första raden"),
        ("", ""),
        (HEADER + "IBIC;plan;;\n" * 2002, "2000"),
        (b"ord;betydelse\nIB\0IC;x", "CSV"),
        (b"\x89PNG\r\n\x1a\n\xff\xd8", "Första raden"),
    ],
)
def test_a_faulty_row_is_named_and_nothing_is_read(editor, sign_in, text, said):
    answer = bring(sign_in(editor), editor, text)
    assert answer.status_code == 422 and said in answer.content.decode().replace("\xa0", "")
    assert not Term.objects.exists()


def test_only_editors_read_files_in(amina, editor, karin, sign_in, client):
    assert sign_in(amina).get("/ordlista/las-in/").status_code == 404
    assert client.get("/ordlista/las-in/").status_code == 302
    answer = bring(sign_in(editor), karin, HEADER + "A1;b;;\n")
    assert answer.status_code == 422 and not Term.objects.exists()
