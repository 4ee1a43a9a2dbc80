"""Browsers without a screen: they listen, and do something now and then."""

import asyncio
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlencode

from config.benches.friday.crowd import Visitor
from knowledge.retrospectives.formats import COLUMNS, Format

COUNTED = re.compile(rb"(\d+) (?:lapp(?:ar)? ligger|r\xc3\xb6st)")
PATIENCE = 15.0  # seconds for what has been done to reach everybody


@dataclass
class Deed:
    """Done at `began`, answered at `answered`; visible to a listener whose count reaches `rank`."""

    board: int
    by: int
    began: float
    answered: float = 0.0
    rank: int = 0


@dataclass
class Seen:
    waits: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    deeds: int = 0
    lost: int = 0
    errors: int = 0


def percentile(times: Sequence[float], part: int) -> float:
    return quantiles(times, n=100)[part - 1] if len(times) > 1 else float("inf")


@dataclass
class Listening:
    """What one browser has been told: when, and how much it counts."""

    counts: list[tuple[float, int]] = field(default_factory=list)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    broken: int = 0

    def when(self, rank: int) -> float | None:
        return next((at for at, count in self.counts if count >= rank), None)


async def visit(
    people: Sequence[Visitor],
    pages: int,
    live: int,
    pause: float,
    deeds: int,
    begin: Callable[[], None],
) -> Seen:
    """Seat everybody, then measure. `pages` and `live` are ports."""
    ears = [Listening() for _one in people]
    tasks = []
    for one, ear in zip(people, ears, strict=True):
        tasks.append(asyncio.create_task(listen(one, ear, live)))
        if len(tasks) % 40 == 0:
            await asyncio.gather(*(ear.ready.wait() for ear in ears[: len(tasks)]))
    await asyncio.gather(*(ear.ready.wait() for ear in ears))
    begin()
    seen, done = Seen(), defaultdict[int, list[Deed]](list)
    await asyncio.gather(
        *(act(number, one, pages, pause, deeds, seen, done) for number, one in enumerate(people))
    )
    await asyncio.sleep(PATIENCE)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    seen.errors += sum(ear.broken for ear in ears)
    return judged(seen, people, ears, done)


async def listen(one: Visitor, ear: Listening, port: int) -> None:
    head = f"GET /fredag/{one.team}/nu/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    head += f"Accept: text/event-stream\r\nCookie: {one.cookie}\r\n\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    try:
        writer.write(head.encode())
        while line := await reader.readline():
            if line.startswith(b"data: "):
                count = sum(int(number) for number in COUNTED.findall(line))
                ear.counts.append((time.monotonic(), count))
                ear.ready.set()
        ear.broken += 1
        ear.ready.set()
    finally:
        writer.close()


async def act(
    number: int,
    one: Visitor,
    port: int,
    pause: float,
    deeds: int,
    seen: Seen,
    done: dict[int, list[Deed]],
) -> None:
    """One deed in each pause, at a time of chance in it, as people do."""
    start = time.monotonic()
    for turn in range(deeds):
        await asyncio.sleep(max(0, start + (turn + random.random()) * pause - time.monotonic()))
        deed = Deed(one.board, number, time.monotonic())
        done[one.board].append(deed)
        ok = await send(one, port)
        deed.answered = time.monotonic()
        seen.deeds += 1
        seen.errors += not ok
        seen.answers.append(deed.answered - deed.began)


async def send(one: Visitor, port: int) -> bool:
    if one.card:
        path, fields = f"/fredag/{one.team}/lapp/rosta/", {"card": one.card}
    else:
        path = f"/fredag/{one.team}/lapp/"
        text = f"Något som hände i veckan, {random.random()}"
        column = random.choice(list(COLUMNS[Format.WEEK]))
        fields = {"text": text, "column": column, "key": f"{random.getrandbits(128):032x}"}
    body = urlencode(fields).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
    head += f"Accept: application/json\r\nCookie: {one.cookie}\r\nX-CSRFToken: {one.token}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n"
    head += f"Content-Length: {len(body)}\r\n\r\n"
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head.encode() + body)
        answer = await reader.read()
        writer.close()
    except OSError:
        return False
    return answer.startswith(b"HTTP/1.1 200") and b'"refused": true' not in answer


def judged(
    seen: Seen, people: Sequence[Visitor], ears: Sequence[Listening], done: dict[int, list[Deed]]
) -> Seen:
    """A deed is visible to another when that one's count has reached its place among the board's
    deeds, by beginning or by answer, whichever is later; so an early count never flatters."""
    for deeds in done.values():
        for order in (lambda deed: deed.began, lambda deed: deed.answered):
            for place, deed in enumerate(sorted(deeds, key=order), start=1):
                deed.rank = max(deed.rank, place)
    for number, one in enumerate(people):
        for deed in done[one.board]:
            at = None if deed.by == number else ears[number].when(deed.rank)
            if at is not None:
                seen.waits.append(at - deed.began)
            seen.lost += at is None and deed.by != number
    return seen
