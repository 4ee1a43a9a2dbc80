"""Files lie under random names outside every public folder; scanned ones are handed out."""

import io
import os
import resource
import socket
import struct
import threading
import time
from datetime import timedelta

import pytest
from django.core import checks
from django.core.files.storage import storages
from django.http import Http404
from django.test import RequestFactory

from people.uploads import actions, scanner, serving
from people.uploads.models import Upload, storage
from people.uploads.refusals import Refused
from tests.made_files import EICAR, pdf, picture

State = Upload.State


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    options = settings.STORAGES["uploads"]["OPTIONS"] | {"location": tmp_path / "uploads"}
    settings.STORAGES = settings.STORAGES | {
        "uploads": settings.STORAGES["uploads"] | {"OPTIONS": options}
    }
    storages.__dict__.pop("backends", None)
    storages._storages.clear()
    yield tmp_path / "uploads"
    storages._storages.clear()


class Clamd:
    """As little of clamd as answers PING and INSTREAM over a real socket."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.answer = None
        self.asked = 0
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                wire, _ = self.server.accept()
            except OSError:
                return
            with wire, wire.makefile("rb") as sent:
                self.asked += 1
                wire.sendall(self.reply(sent))

    def reply(self, sent):
        command = b""
        while not command.endswith(b"\0"):
            command += sent.read(1)
        if command == b"zPING\0":
            return b"PONG\0"
        assert command == b"zINSTREAM\0"
        body = b""
        while length := struct.unpack("!L", sent.read(4))[0]:
            body += sent.read(length)
        if self.answer:
            return self.answer
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in body else b"stream: OK\0"


@pytest.fixture
def clamd(settings):
    server = Clamd()
    settings.CLAMD = server.address
    yield server
    server.server.close()


@pytest.fixture
def no_clamd(settings):
    """An address where nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings.CLAMD = f"127.0.0.1:{port}"


def take(by, name="rapport.pdf", data=None):
    return actions.take_in(name, io.BytesIO(pdf() if data is None else data), by=by)


def answer(upload, **headers):
    return serving.answer(RequestFactory().get("/", headers=headers), upload)


def stored(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_lies_under_a_random_name_that_only_the_server_reads(amina, own_folder):
    upload = take(amina, "../../etc/lön åäö 😀.pdf")
    assert stored(own_folder) == [upload.key.hex]
    assert upload.name == "lön åäö 😀.pdf"
    path = own_folder / upload.path
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with pytest.raises(ValueError, match="no address"):
        storage().url(upload.path)


def test_the_files_lie_in_no_folder_that_is_served(settings):
    place = str(settings.UPLOADS_ROOT)
    assert not place.startswith((str(settings.STATIC_ROOT), str(settings.MEDIA_ROOT)))
    assert not [folder for folder in settings.STATICFILES_DIRS if place.startswith(str(folder))]


def test_it_is_handed_out_as_a_download_that_runs_nothing(amina):
    response = answer(take(amina, "åäö 😀.pdf"))
    assert b"".join(response.streaming_content) == pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="aao .pdf"; ')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Cache-Control"] == "private, no-cache"


def test_a_picture_is_shown_in_the_page_with_its_right_type(amina):
    upload = take(amina, "rörlig.gif", picture("GIF"))
    response = answer(upload)
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"].startswith('inline; filename="rorlig.png"')
    small = serving.answer(RequestFactory().get("/"), upload, small=True)
    assert b"".join(small.streaming_content).startswith(b"\x89PNG")


def test_the_browser_that_has_it_is_told_so(amina):
    upload = take(amina)
    mark = answer(upload)["ETag"]
    again = answer(upload, if_none_match=mark)
    assert (again.status_code, again["Cache-Control"]) == (304, "private, no-cache")


def test_text_is_stored_and_handed_out_as_utf_8(amina):
    response = answer(take(amina, "lista.csv", "Åsa;3".encode("cp1252")))
    assert b"".join(response.streaming_content) == "Åsa;3".encode()
    assert response["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("data", [b"", b"0" * 20_000_001])
def test_nothing_and_too_much_are_refused_and_leave_nothing(amina, own_folder, data):
    with pytest.raises(Refused):
        take(amina, "lista.txt", data)
    assert stored(own_folder) == [] and not Upload.objects.exists()


def test_a_full_disk_leaves_no_row_and_no_half_file(amina, own_folder):
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, usual[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            take(amina, "lista.txt", b"0" * 200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert stored(own_folder) == [] and not Upload.objects.exists()


def test_row_23_eicar_is_refused_and_not_kept(amina, own_folder, clamd):
    with pytest.raises(Refused) as no:
        take(amina, "brev.txt", EICAR)
    assert no.value.code == "virus"
    assert stored(own_folder) == [] and not Upload.objects.exists()


def test_a_clean_file_is_let_through(amina, clamd):
    assert take(amina).state == State.CLEAN
    assert (clamd.asked, scanner.state()) == (1, "ready")


def test_row_23_with_the_scanner_down_the_file_is_held_and_not_served(amina, no_clamd):
    upload = take(amina)
    assert upload.state == State.HELD
    assert scanner.state() == "down"
    with pytest.raises(Http404):
        answer(upload)


@pytest.mark.parametrize("said", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"?\0"])
def test_an_answer_that_says_nothing_holds_the_file(amina, clamd, said):
    clamd.answer = said or b"\0"
    assert take(amina).state == State.HELD


def test_the_worker_asks_again_and_lets_out_what_is_clean(amina, no_clamd, request):
    upload = take(amina)
    assert actions.scan_waiting() == 0
    upload.refresh_from_db()
    assert (upload.state, upload.tries) == (State.HELD, 1)
    request.getfixturevalue("clamd")
    assert actions.scan_waiting() == 1
    upload.refresh_from_db()
    assert upload.state == State.CLEAN


def test_the_worker_stops_what_is_found_and_throws_it_away(
    amina, own_folder, no_clamd, request, django_capture_on_commit_callbacks
):
    upload = take(amina, "brev.txt", EICAR)
    request.getfixturevalue("clamd")
    with django_capture_on_commit_callbacks(execute=True):
        actions.scan_waiting()
    upload.refresh_from_db()
    assert upload.state == State.REFUSED
    assert stored(own_folder) == []


def test_without_a_scanner_files_are_served_and_the_operator_told(amina, settings, client):
    settings.CLAMD = ""
    upload = take(amina)
    assert (upload.state, answer(upload).status_code) == (State.UNSCANNED, 200)
    said = checks.run_checks(include_deployment_checks=True)
    assert [one.level for one in said if one.id == "people.I001"] == [checks.INFO]
    assert client.get("/halsa/redo").json()["scanner"] == "off"


def test_files_from_before_the_scanner_are_scanned_when_there_is_one(amina, settings, request):
    settings.CLAMD = ""
    upload = take(amina)
    request.getfixturevalue("clamd")
    actions.scan_waiting()
    upload.refresh_from_db()
    assert upload.state == State.CLEAN


def test_what_nothing_points_at_is_removed_after_a_day(amina, own_folder):
    young, old = take(amina), take(amina, "bild.png", picture())
    long_ago = old.created_at - timedelta(hours=25)
    Upload.objects.filter(pk=old.pk).update(created_at=long_ago)
    assert actions.remove_unused() == 1
    assert stored(own_folder) == [young.key.hex]
    assert list(Upload.objects.all()) == [young]


def test_a_file_without_a_row_is_swept_away_after_a_day(amina, own_folder):
    kept = take(amina)
    for name, age in (("ab" * 16, 25), ("cd" * 16, 1)):
        path = own_folder / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half a fi")
        then = time.time() - age * 3600
        os.utime(path, (then, then))
    actions.remove_unused()
    assert stored(own_folder) == sorted([kept.key.hex, "cd" * 16])
