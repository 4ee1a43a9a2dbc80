"""Friday at two: many boards at once, each person doing something every twenty seconds.

Half of the boards write cards without names, half vote. Every person listens as a browser does and
sends what a browser sends. A deed is visible when the others have got an event that counts it.
"""

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection

from config.benches.friday.crowd import Crowd
from config.benches.friday.visitors import Seen, percentile, visit
from config.benches.server import Server, children_of, serving, used_by

STEPS = (50, 100, 150, 200, 250, 300)  # boards at once
PEOPLE, PAUSE, DEEDS = 8, 20.0, 3  # on a board; seconds between two deeds; each
GOAL = 2.0  # seconds until 95 of 100 are visible


def measure(say: Callable[[str], None]) -> dict[str, Any]:
    rows = []
    for boards in chosen_steps():
        rows.append(evening(boards))
        say(f"  {rows[-1]}")
    held = [one["boards"] for one in rows if one["holds"]]
    return {"database": connection.vendor, "boards_held": max(held, default=0), "runs": rows}


def chosen_steps() -> tuple[int, ...]:
    """`UTBYTE_BOARDS=250` measures that number alone."""
    asked = os.environ.get("UTBYTE_BOARDS", "")
    return tuple(int(one) for one in asked.split(",")) if asked else STEPS


def evening(boards: int) -> dict[str, Any]:
    with (
        Crowd(boards, PEOPLE) as crowd,
        serving("config.settings", UTBYTE_SERVE="pages", WEB_CONCURRENCY="2") as pages,
        serving("config.settings", WEB_CONCURRENCY="1") as live,
    ):
        meter, empty = Meter(pages, live), live.memory()
        seen = asyncio.run(visit(crowd.people, pages.port, live.port, PAUSE, DEEDS, meter.begin))
        used = meter.read()
        return row(boards, seen, used, (live.memory() - empty) / (boards * PEOPLE))


def row(boards: int, seen: Seen, used: dict[str, float], kilobytes: float) -> dict[str, Any]:
    p95 = percentile(seen.waits, 95)
    return {
        "boards": boards,
        "people": boards * PEOPLE,
        "deeds": seen.deeds,
        "p50_s": round(percentile(seen.waits, 50), 2),
        "p95_s": round(p95, 2),
        "answer_p95_s": round(percentile(seen.answers, 95), 2),
        "lost": seen.lost,
        "errors": seen.errors,
        "holds": p95 < GOAL and not seen.lost and not seen.errors,
        "kb_a_person": round(kilobytes, 1),
        **{f"cpu_{name}": round(share, 2) for name, share in used.items()},
    }


class Meter:
    """Processors in use, as the mean over the measured time: 1.0 is one of them."""

    def __init__(self, pages: Server, live: Server) -> None:
        self.sources: dict[str, Callable[[], float]] = {
            "pages": pages.cpu,
            "live": live.cpu,
            "database": database_cpu(),
            "visitors": time.process_time,
        }

    def begin(self) -> None:
        self.began = time.monotonic()
        self.first = {name: read() for name, read in self.sources.items()}

    def read(self) -> dict[str, float]:
        took = time.monotonic() - self.began
        return {name: (read() - self.first[name]) / took for name, read in self.sources.items()}


def database_cpu() -> Callable[[], float]:
    """Of PostgreSQL's processes, those that have ended too; SQLite works in those that ask it."""
    if connection.vendor != "postgresql":
        return lambda: 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        own = cursor.fetchone()[0]
    server = int(Path(f"/proc/{own}/stat").read_text().rpartition(")")[2].split()[1])
    return lambda: used_by([server, *children_of(server)], ended=True)
