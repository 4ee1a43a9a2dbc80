"""The loop that tells those who look: what it does for the slow, the quiet and the signed out."""

import asyncio
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from knowledge.retrospectives.live import listeners
from knowledge.retrospectives.live.drawing import Shown, still_may
from knowledge.retrospectives.live.listeners import BEAT, BEHIND, END, HELLO, Boards, Listener
from people.signin.models import SignIn
from people.signin.store import handle_of

pytestmark = pytest.mark.django_db(transaction=True)
NOBODYS = Shown(999_999, "sv")  # a board that is not there


def waiting(one):
    return [one.news.get_nowait() for _event in range(one.news.qsize())]


def test_a_browser_that_lags_too_far_behind_begins_anew():
    slow = Listener(NOBODYS, 1, "", asyncio.Queue(BEHIND))
    for _event in range(BEHIND):
        listeners.tell([slow], b"news")
    assert END not in waiting(slow)
    for _event in range(BEHIND + 1):
        listeners.tell([slow], b"news")
    assert waiting(slow)[-1] is END


def test_where_nothing_happens_a_sign_of_life_is_sent(monkeypatch):
    """Else proxies and phones close a connection that is silent for a minute."""
    assert listeners.PULSE < 30
    monkeypatch.setattr(listeners, "PULSE", 0.5)
    assert asyncio.run(heard(3)) == [HELLO, b"data: ", BEAT]


async def heard(number):
    """The first events about a board that is not there, without what they say."""
    boards = Boards()
    running = asyncio.create_task(boards.run())
    listening, events = boards.listen(vars_of(NOBODYS)), []
    async with asyncio.timeout(10):
        while len(events) < number:
            event = await anext(listening)
            events.append(event[:6] if event.startswith(b"data") else event)
    running.cancel()
    await listening.aclose()
    return events


def vars_of(shown):
    return {"board": shown.board, "language": shown.language, "person": 1, "sign_in": ""}


def test_whose_sign_in_has_run_out_may_not_listen_any_more(board, amina):
    browser = Client()
    browser.force_login(amina)
    handle = handle_of(browser.cookies[settings.SESSION_COOKIE_NAME].value)
    asked = {(Shown(board.pk, "sv"), amina.pk, handle)}
    assert still_may(asked) == asked
    SignIn.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert still_may(asked) == set()
