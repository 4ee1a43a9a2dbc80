"""Personal identity numbers are never kept: not in a row, not in an address, not in a log."""

import logging
from time import perf_counter

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from people.forms import HouseForm
from people.sensitive.numbers import has_number, luhn, without_numbers

FIGURES = "811218" + "9876"  # the test number that everybody knows, in two parts
WRITTEN = [
    "811218-9876",
    "811218+9876",
    "811218 9876",
    "8112189876",
    "19811218-9876",
    "198112189876",
    "19811218 9876",
    "19 811218-9876",
    "1981-12-18-9876",
    "1981 12 18 98 76",
    "81-12-18 9876",
    "811218\u20139876",
    "811218\u22129876",
    "811218\u20119876",
    "811218 \u2013 9876",
    "811218\u00a09876",
    "811218\u00ad9876",
    "8\u200b11218-98\u200b76",
    "811218\uff0d9876",
    "811218-\n9876",
    "８１１２１８-９８７６",
    "8 1 1 2 1 8 9 8 7 6",
    "8-1-1-2-1-8-9-8-7-6",
    "1 9 8 1 1 2 1 8 9 8 7 6",
    "811218_9876",
    "811218.9876",
    "811278-9873",  # samordningsnummer: day 18 plus 60
    "19811278-9873",
    "20000229-0005",
]
OTHERS = [
    "811218-9877",  # check digit
    "811318-9878",  # no such month
    "810229-0003",  # no such day, as 1981 had no leap year and 2081 is not meant
    "556036-0793",  # an organisation's number
    "1234567811218-9876543",
    "08-508 12 345",
    "2024-05-03",
    "2026-11-22 kl. 13.30",
    "1 234 567 890 kronor",
    "KS 2024/00123",
    "",
]


@pytest.mark.parametrize("number", WRITTEN)
def test_every_way_to_write_a_number_is_seen(number):
    said = without_numbers(f"Hon heter pnr{number}, tror jag", instead="X")
    assert said == "Hon heter pnrX, tror jag"


@pytest.mark.parametrize("text", OTHERS)
def test_other_figures_are_left_alone(text):
    assert without_numbers(f"Se {text}.") == f"Se {text}."


def test_the_check_digit_is_luhns():
    right = [last for last in range(10) if luhn([8, 1, 1, 2, 1, 8, 9, 8, 7, last])]
    assert right == [6]


def test_several_numbers_in_one_text_each_get_the_mark():
    text = "811218-9876, 811278-9873; 8112189876"
    mark = "[personnummer borttaget]"
    assert without_numbers(text) == f"{mark}, {mark}; {mark}"


def seconds(act):
    start = perf_counter()
    act()
    return perf_counter() - start


def test_a_long_text_is_read_fast():
    text = "Vi köpte 1 234 lås den 3 maj 2024 för 99 kronor. " * 400
    assert seconds(lambda: without_numbers(text)) < 0.1
    assert seconds(lambda: has_number("1 " * 10_000)) < 0.2


class Form(HouseForm):
    text = forms.CharField(label="Text", max_length=30, required=False)
    more = forms.CharField(label="Mer", widget=forms.Textarea, required=False)
    password = forms.CharField(widget=forms.PasswordInput, required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(required=False)


def test_a_form_reads_the_text_without_the_number_and_refuses_nothing():
    form = Form({"more": f"Anna {FIGURES} ringde", "key": FIGURES, "password": FIGURES})
    assert form.is_valid() and form.taken_out == ["more"]
    assert form.cleaned_data["more"] == "Anna [personnummer borttaget] ringde"
    assert form.cleaned_data["key"] == form.cleaned_data["password"] == FIGURES


def test_the_form_is_shown_again_without_the_number_and_says_why():
    form = Form(QueryDict(f"more=Anna+811218-9876&text={'x' * 31}"))
    page = str(form)
    assert not form.is_valid() and not has_number(page)
    assert "Utbyte sparar aldrig personnummer" in page and form.data["text"] == "x" * 31


def test_a_mark_that_does_not_fit_is_a_shorter_one():
    form = Form({"text": "x" * 18 + "811218-9876"})
    assert form.is_valid() and form.cleaned_data["text"] == "x" * 18 + "[…]"


def test_the_name_of_a_file_loses_its_number():
    files = MultiValueDict({"file": [SimpleUploadedFile("cv 811218-9876.pdf", b"x")]})
    form = Form({}, files)
    assert form.is_valid() and form.cleaned_data["file"].name == "cv fil.pdf"
    assert form.taken_out == ["file"]


def test_who_writes_in_english_gets_an_english_mark():
    with override("en"):
        assert "[personal identity number removed]" in without_numbers("My 811218-9876")


@pytest.mark.parametrize("path", ["/sok/", "/sok/forslag/", "/kunskap/", "/uppdrag/"])
def test_an_address_with_a_number_leads_on_to_one_without(path, amina, sign_in):
    answer = sign_in(amina).get(path, {"q": "anna 811218-9876", "slag": ""})
    assert answer.status_code == 302 and answer.url == f"{path}?q=anna&slag="


def test_the_search_page_says_why_there_is_nothing(amina, sign_in):
    browser = sign_in(amina)
    page = browser.get("/sok/", {"q": "811218-9876"}, follow=True).content.decode()
    assert "Vi tog bort ett personnummer ur sökningen" in page and not has_number(page)
    assert "Vad behöver du veta?" in page


def test_suggestions_while_one_types_leave_no_pile_of_messages(amina, sign_in):
    browser = sign_in(amina)
    ask = {"headers": {"sec-fetch-dest": "empty"}}
    for _ in range(3):
        assert browser.get("/sok/forslag/", {"q": FIGURES}, **ask).status_code == 302
    assert list(get_messages(browser.get("/sok/").wsgi_request)) == []


def test_no_log_has_the_number_nor_an_address_with_it(client, caplog, db):
    logging.getLogger("gunicorn.access").warning("GET /sok/?q=%s", "811218%E2%80%939876")
    logging.getLogger("other").warning("bad: %(what)s", {"what": "811218-9876"})
    client.get("/kunskap/811218-9876/nej/")
    Form({"more": "x", "811218-9876": "y"}).is_valid()
    assert len(caplog.messages) == 4 and not any(map(has_number, caplog.messages))
    assert not has_number(caplog.text)
