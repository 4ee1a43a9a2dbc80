"""Who looks at which board right now, and what they are told.

One loop in each process asks the database at short intervals which of the boards that are looked
at have changed (`Retrospective.changes`), draws each of those once for each language, and hands it
to all who look. Nothing is kept about it: who looks is known as long as the connection is open.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

from django.db import close_old_connections

from knowledge.retrospectives.live.drawing import Drawn, Shown, draw, still_may, versions

EVERY, RECHECK, PULSE = 0.2, 4.0, 20.0  # seconds; who may no longer look is shut out within five
HELLO, BEAT, END = b"retry: 2000\n\n", b":\n\n", None
THREADS = 3  # while one waits for the database another draws
MOST = 10  # connections of one person to one process; the eleventh ends the first
BEHIND = 8  # events a browser may lag; after that it begins anew
Answer = TypeVar("Answer")
log = logging.getLogger("utbyte.live")


class Listener(NamedTuple):
    """One browser: the board it shows, for whom, and by which sign-in."""

    shown: Shown
    person: int
    sign_in: str
    news: asyncio.Queue[bytes | None]


class Boards:
    def __init__(self) -> None:
        self.listeners: dict[Shown, list[Listener]] = {}
        self.drawn: dict[Shown, Drawn] = {}
        self.failed: dict[Shown, int | None] = {}  # the count of changes that was last logged
        self.of_person: dict[int, list[Listener]] = {}
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="live")

    async def listen(self, about: dict[str, Any]) -> AsyncIterator[bytes]:
        shown = Shown(about["board"], about["language"])
        one = Listener(shown, about["person"], about["sign_in"], asyncio.Queue(BEHIND))
        self.let_in(one)
        try:
            yield HELLO
            if now := self.drawn.get(shown):
                yield now.event
            while (event := await one.news.get()) is not END:
                yield event
        finally:
            self.let_go(one)

    def let_in(self, one: Listener) -> None:
        own = self.of_person.setdefault(one.person, [])
        tell(own[: max(0, len(own) + 1 - MOST)], END)
        own.append(one)
        self.listeners.setdefault(one.shown, []).append(one)

    def let_go(self, one: Listener) -> None:
        self.listeners[one.shown].remove(one)
        own = self.of_person[one.person]
        own.remove(one)
        if not own:
            del self.of_person[one.person]

    async def run(self) -> None:
        clock = asyncio.get_running_loop().time
        checked = pulsed = clock()
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.look()
                if clock() - checked > RECHECK:
                    await self.shut_out()
                    checked = clock()
            except Exception:  # the database may be away for a while; the next round asks again
                log.exception("boards could not be looked at")
            if clock() - pulsed > PULSE:
                tell(self.everyone(), BEAT)
                pulsed = clock()

    def everyone(self) -> Iterator[Listener]:
        return (one for listeners in self.listeners.values() for one in listeners)

    async def look(self) -> None:
        """Draw what has changed, and what nobody looked at before."""
        self.listeners = {shown: those for shown, those in self.listeners.items() if those}
        self.drawn = {shown: self.drawn[shown] for shown in self.drawn if shown in self.listeners}
        if not self.listeners:
            return
        now = await self.ask(versions, {shown.board for shown in self.listeners})
        await asyncio.gather(*(self.renew(one, now.get(one.board)) for one in self.listeners))

    async def renew(self, shown: Shown, changes: int | None) -> None:
        before = self.drawn.get(shown)
        if before is None or before.changes != changes:
            try:
                after = await self.ask(draw, shown, changes)
            except Exception:  # one that cannot be drawn keeps nothing from the others
                self.give_up(shown, changes)
                return
            self.drawn[shown] = after
            self.failed.pop(shown, None)
            if before is None or before.event != after.event:
                tell(self.listeners[shown], after.event)

    def give_up(self, shown: Shown, changes: int | None) -> None:
        """Those who look are let go, so that they see that it is old; they come back and ask."""
        if self.failed.get(shown, -1) != changes:
            log.exception("a board could not be drawn")
        self.failed[shown] = changes
        self.drawn.pop(shown, None)
        tell(self.listeners[shown], END)

    async def shut_out(self) -> None:
        """Who has left the team, signed out or been shut off hears no more."""
        all_now = list(self.everyone())
        if all_now:
            may = await self.ask(still_may, {(one.shown, *one[1:3]) for one in all_now})
            tell((one for one in all_now if (one.shown, *one[1:3]) not in may), END)

    async def ask(self, question: Callable[..., Answer], *about: Any) -> Answer:
        """In one of the threads that have connections to the database."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, lambda: _asked(question, about))


def tell(listeners: Iterable[Listener], event: bytes | None) -> None:
    for one in listeners:
        if one.news.full():
            one.news.get_nowait()
            one.news.put_nowait(END)
        else:
            one.news.put_nowait(event)


def _asked(question: Callable[..., Answer], about: tuple[Any, ...]) -> Answer:
    close_old_connections()
    try:
        return question(*about)
    finally:
        close_old_connections()
