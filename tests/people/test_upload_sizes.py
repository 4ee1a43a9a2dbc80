"""A request that is too large is stopped before it is read, and its sender told."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from people.uploads.bodies import BodyLimit, limit_for
from people.uploads.limits import BODY, FORM

SENTENCE = "Det du skickade är för stort"


class Unread(io.BytesIO):
    """A body that must not be touched."""

    def read(self, *args):
        raise AssertionError("the body was read")


def ask(path, length):
    request = RequestFactory().post(path)
    request.META |= {"CONTENT_LENGTH": str(length), "wsgi.input": Unread()}
    return BodyLimit(lambda request: None)(request)


@pytest.mark.parametrize(
    ("path", "length"),
    [
        ("/kunskap/skriv/1/filer/", 5_000_000_000),
        ("/kunskap/skriv/1/filer/", BODY + 1),
        ("/kunskap/skriv/", FORM + 1),
        ("/konto/logga-in/", FORM + 1),
        ("/finns-inte/", FORM + 1),
        ("/cms/", BODY + 1),
        ("/", "-1"),
        ("/", "9" * 400),
    ],
)
def test_row_24_five_gigabytes_are_refused_unread(path, length):
    answer = ask(path, length)
    assert answer.status_code == 413
    assert SENTENCE in answer.content.decode()


def test_what_fits_goes_on():
    assert ask("/kunskap/skriv/1/filer/", BODY) is None
    assert ask("/konto/logga-in/", FORM) is None
    assert ask("/", "") is None


def test_pages_that_take_files_are_few():
    assert limit_for("/kunskap/skriv/word/") == limit_for("/cms/images/add/") == BODY
    assert limit_for("/kunskap/skriv/7/") == limit_for("/kunskap/skriv/7/filer/8/") == FORM


def test_a_file_that_grows_too_large_is_stopped_while_it_is_read(amina, sign_in):
    file = SimpleUploadedFile("a.txt", b"0" * 20_500_000)
    answer = sign_in(amina).post("/kunskap/skriv/1/filer/", {"file": file, "whole": "1"})
    assert answer.status_code == 413
    assert SENTENCE in answer.content.decode()


def test_a_text_that_is_too_large_is_told_so(amina, sign_in):
    answer = sign_in(amina).post("/kunskap/skriv/", {"title": "x" * 2_600_000})
    assert answer.status_code == 413
    assert SENTENCE in answer.content.decode()
