"""The demo's world in a real browser. Skipped, with its reason, where there is none."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from config.world.build import build
from config.world.people import PASSWORD
from people.persons.models import Person
from people.worker import run_all

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
PHONE, DESK = {"width": 360, "height": 800}, {"width": 1280, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture
def _django_db_helper(django_db_setup, django_db_blocker) -> Iterator[None]:
    """In place of pytest-django's: the scenes of a story share one world, kept by `town`."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="session")
def first_rows(django_db_setup) -> str:
    """What the migrations made, read before Playwright's loop gives us another connection."""
    return connection._test_serialized_contents


@pytest.fixture(scope="session")
def chromium(first_rows) -> Iterator[object]:
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine: install it, or name it in CHROMIUM")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def kept_world() -> Iterator[sqlite3.Connection]:
    """The world as it was when it had been built, for the next file: building takes a while."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as copy:
        yield copy


@pytest.fixture(scope="module")
def town(chromium, first_rows, kept_world, django_db_blocker) -> Iterator[LiveServer]:
    """The world of `make demo`, served; afterwards the database is as it was."""
    with django_db_blocker.unblock():
        assert "test" in connection.settings_dict["NAME"]
        begin_anew(first_rows)
        fill(kept_world)
        server = LiveServer("127.0.0.1")
        yield server
        server.stop()
        begin_anew(first_rows)


def fill(kept_world: sqlite3.Connection) -> None:
    """Build the world, or on SQLite take back the one that was built."""
    connection.ensure_connection()
    if connection.vendor == "sqlite" and kept_world.execute("PRAGMA page_count").fetchone()[0]:
        kept_world.backup(connection.connection)
        return
    build(lambda line: None)
    run_all()
    if connection.vendor == "sqlite":
        connection.connection.backup(kept_world)


def begin_anew(first_rows: str) -> None:
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    connection.creation.deserialize_db_from_string(first_rows)
    ContentType.objects.clear_cache()


@pytest.fixture(scope="module")
def site_url(town) -> str:
    return town.url


@pytest.fixture(scope="module")
def visit(chromium, site_url) -> Iterator[Callable[..., object]]:
    """`visit("amina.berg")` is her browser, signed in at the door the first time."""
    rooms: dict[tuple[str, int], object] = {}

    def page_of(person: str, screen: dict[str, int] = PHONE) -> object:
        key = (person, screen["width"])
        if key not in rooms:
            context = chromium.new_context(
                viewport=screen,
                has_touch=screen == PHONE,
                base_url=site_url,
                reduced_motion="reduce",
                locale="sv-SE",
            )
            page = rooms[key] = context.new_page()
            page.set_default_timeout(8_000)
            page.faults = []
            page.on("console", lambda line: note(page, line))
            page.on("pageerror", lambda fault: page.faults.append(str(fault)))
            if person:
                sign_in(page, person)
        return rooms[key]

    yield page_of
    for page in rooms.values():
        page.context.close()


def note(page: object, line: object) -> None:
    if line.type == "error" and "status of 4" not in line.text:
        page.faults.append(line.text)


def sign_in(page: object, person: str) -> None:
    page.goto("/konto/logga-in/")
    email = Person.objects.get(email__startswith=f"{person}@").email
    page.get_by_label("E-post i arbetet").fill(email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Logga in").click()
    page.wait_for_url("**/")
