"""What one does reaches those who may see it, at once, and nobody else. On the server itself."""

import asyncio
import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date

import pytest
from django.conf import settings
from django.db import connections
from django.db.models import F
from django.test import Client
from django.utils import timezone

from knowledge.retrospectives import closing, follow_up, gathering, opening, writing
from knowledge.retrospectives.live import listeners
from knowledge.retrospectives.live.drawing import Shown
from knowledge.retrospectives.live.listeners import Boards
from knowledge.retrospectives.models import Action, Retrospective
from people.organisations.models import Employment, TeamMembership
from people.signin.models import SignIn
from tests.serving import own_server

pytestmark = pytest.mark.django_db(transaction=True)
SOON, SHUT_OUT = 2.0, 5.0  # seconds
LAST_CHUNK = b"0\r\n"  # a browser hears the end in it; the line itself is kept open a while
LONG_AGO = date(2020, 1, 31)
SECRET = "Ingen vågade säga det"


@pytest.fixture(scope="module")
def server(django_db_setup):
    with own_server() as server:
        yield server


class Listening:
    """A browser that listens, without its screen."""

    def __init__(self, line):
        self.line, self.file = line, line.makefile("rb")
        self.head = self.until(b"")

    def until(self, ending):
        lines = []
        while (line := self.file.readline()) not in (b"", ending + b"\r\n", ending + b"\n"):
            lines.append(line)
        return b"".join(lines)

    def next(self, within=SOON):
        """What is told next; None when nothing is, and "" when the connection ends."""
        until = time.monotonic() + within
        self.line.settimeout(within)
        try:
            while line := self.file.readline():
                if line.startswith(b"data: "):
                    return json.loads(line[6:])
                if line == LAST_CHUNK:
                    return ""
                if time.monotonic() > until:
                    return None
        except TimeoutError:
            return None
        return ""


@contextmanager
def listening(server, person, board, cookies=None, accept="text/event-stream", more=""):
    cookies = cookies or signed_in(person)
    line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    ask = f"GET /fredag/{board.team_id}/nu/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    line.sendall(f"{ask}Accept: {accept}\r\n{more}Cookie: {cookies}\r\n\r\n".encode())
    try:
        yield Listening(line)
    finally:
        line.close()


def signed_in(person):
    browser = Client()
    browser.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def write(board, person, text=SECRET):
    ticket = opening.attend(board=board, by=person)
    writing.write_card(board=board, by=person, column="went_wrong", text=text, ticket=ticket)


def test_the_others_are_told_how_many_and_not_what(server, board, amina, jonas):
    with listening(server, jonas, board) as his:
        assert "text/event-stream" in his.head.decode()
        assert "Ingen lapp än" in his.next()["html"]
        write(board, amina)
        told = his.next()
        while (
            "1 lapp ligger på tavlan" not in told["html"]
        ):  # that she has come in may be told first
            told = his.next()
        assert SECRET not in json.dumps(told, ensure_ascii=False)


def test_everybody_is_told_in_their_language(server, board, amina, jonas):
    jonas.language = "en"
    jonas.save()
    with listening(server, jonas, board) as his, listening(server, amina, board) as hers:
        assert "No card yet" in his.next()["html"]
        assert "Ingen lapp än" in hers.next()["html"]


def test_who_comes_late_is_told_the_same(server, board, amina, jonas):
    with listening(server, jonas, board) as his:
        first = his.next()
        with listening(server, amina, board) as hers:
            assert hers.next() == first


def test_a_step_and_the_full_stop_are_told(server, named, amina, jonas):
    with listening(server, jonas, named) as his:
        first = his.next()["frame"]
        gathering.go_to_step(board=named, by=amina, step="follow")
        assert his.next()["frame"] != first
        closing.set_full_stop(board=named, by=amina)
        assert his.next() == {"frame": "", "html": ""}


def test_how_it_went_with_what_was_decided_is_told_too(server, named, amina, jonas):
    day, text = timezone.localdate(), "Ring vaktmästaren"
    action = follow_up.add_action(board=named, by=amina, text=text, owner=amina, due_on=day)
    Retrospective.objects.update(step="follow")
    Action.objects.update(retrospective=closed_before(named))
    with listening(server, jonas, named) as his:
        assert text in his.next()["html"]
        follow_up.finish_action(action=action, by=amina, state="done")
        assert text not in his.next()["html"]


def closed_before(board):
    return Retrospective.objects.create(team=board.team, year=2020, week=5, step="closed")


def leaves_the_team(person):
    TeamMembership.objects.filter(person=person).delete()


def leaves_the_employer(person):
    Employment.objects.filter(person=person).update(since=LONG_AGO, until=LONG_AGO)


def signs_out(person):
    SignIn.objects.filter(person=person).delete()


def is_shut_off(person):
    person.is_active = False
    person.save()


@pytest.mark.parametrize(
    "end",
    [leaves_the_team, leaves_the_employer, signs_out, is_shut_off],
    ids=lambda end: end.__name__,
)
def test_who_may_no_longer_see_it_is_shut_out_within_five_seconds(end, server, board, amina, jonas):
    with listening(server, jonas, board) as his, listening(server, amina, board) as hers:
        his.next(), hers.next()
        end(jonas)
        assert his.next(SHUT_OUT + 1) == ""
        write(board, amina)
        assert hers.next(), "those who may are still told"


@pytest.mark.parametrize("who", ["stranger", "administrator", "operator"])
def test_others_hear_nothing(who, server, board, request):
    with listening(server, request.getfixturevalue(who), board) as theirs:
        assert theirs.head.startswith(b"HTTP/1.1 404")


def test_who_is_not_signed_in_is_sent_to_sign_in(server, board):
    with listening(server, None, board, cookies="a=b") as theirs:
        assert theirs.head.startswith(b"HTTP/1.1 302")


def test_nothing_is_told_where_nothing_has_changed(server, board, amina, jonas):
    with listening(server, jonas, board) as his:
        his.next()
        Retrospective.objects.filter(pk=board.pk).update(changes=17)
        assert his.next() is None


def test_served_without_streams_the_browser_asks_now_and_then(board, amina, sign_in):
    page, browser = f"/fredag/{board.team_id}/nu/", sign_in(amina)
    assert browser.get(page, headers={"accept": "text/event-stream"}).status_code == 204
    assert "Ingen lapp än" in browser.get(page).json()["html"]


@pytest.mark.parametrize("accept", ["text/event-stream", "text/event-stream, */*"])
def test_nobody_outside_can_say_that_the_connection_is_kept(accept, server, board, amina, sign_in):
    asked = {"accept": accept, "x-utbyte-kept": "1"}
    answer = sign_in(amina).get(f"/fredag/{board.team_id}/nu/", headers=asked)
    assert (answer.status_code, answer.headers.get("X-Utbyte-Kept")) == (204, None)
    with listening(server, amina, board, accept=accept, more="X-Utbyte-Kept: 1\r\n") as hers:
        assert b"sign_in" not in hers.head


def test_the_eleventh_connection_of_one_person_ends_the_first():
    async def scene():
        boards, about = Boards(), {"board": 1, "language": "sv", "sign_in": ""}
        hers = [boards.listen(about | {"person": 1}) for _number in range(listeners.MOST + 1)]
        his = boards.listen(about | {"person": 2})
        for one in (his, *hers):
            assert await anext(one) == listeners.HELLO
        assert [one.news.qsize() for one in boards.everyone()] == [0, 1, *[0] * listeners.MOST]
        assert await anext(hers[0], "ended") == "ended"
        for one in (his, *hers):
            await one.aclose()
        assert boards.of_person == {}

    asyncio.run(scene())


def test_a_board_that_cannot_be_drawn_lets_those_go_who_look(server, named, amina, jonas):
    with listening(server, jonas, named) as his:
        assert his.next()["frame"]
        Retrospective.objects.update(format="no such", changes=F("changes") + 1)
        assert his.next() == ""
    Retrospective.objects.update(format="week", changes=F("changes") + 1)
    with listening(server, jonas, named) as his:
        assert his.next()["frame"]


def test_a_board_that_cannot_be_drawn_is_logged_once_for_each_change(named, amina, caplog):
    async def scene():
        boards = Boards()
        boards.threads = ThreadPoolExecutor(1)
        shown = Shown(named.pk, "sv")
        boards.listeners[shown] = []
        for changes in (1, 1, 1, 2):
            await boards.renew(shown, changes)
        boards.threads.submit(connections.close_all).result()

    Retrospective.objects.update(format="no such")
    asyncio.run(scene())
    assert caplog.text.count("could not be drawn") == 2


def test_a_form_that_breaks_off_on_its_way_is_not_taken_for_whole(server, named, amina):
    cookies, body = signed_in(amina), b"text=Halv&column=learned&named=on"
    line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    line.sendall(
        f"POST /fredag/{named.team_id}/lapp/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}; "
        f"{settings.CSRF_COOKIE_NAME}={'a' * 32}\r\nX-CSRFToken: {'a' * 32}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n".encode()
        + body
    )
    line.close()
    time.sleep(1)
    assert not named.cards.exists()
