"""Requests over several connections at once, and how long they took."""

import http.client
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles

from config.benches.server import Server

CONNECTIONS = 8


@dataclass(frozen=True)
class Round:
    """One round of requests: processor time and waiting in milliseconds."""

    cpu_ms: float
    p50_ms: float
    p95_ms: float
    requests_per_second: float


def round_of(server: Server, paths: Sequence[str], headers: dict[str, str]) -> Round:
    """Ask for every path once; RuntimeError for an answer that is not 200."""
    used, began = server.cpu(), time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        waits = list(threads.map(lambda path: _ask(server.port, path, headers), paths))
    took = time.perf_counter() - began
    cpu = 1000 * (server.cpu() - used) / len(paths)
    return Round(cpu, 1000 * median(waits), 1000 * quantiles(waits, n=20)[18], len(paths) / took)


def _ask(port: int, path: str, headers: dict[str, str]) -> float:
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return time.perf_counter() - began


def middle(rounds: Sequence[Round]) -> dict[str, float]:
    """The median of each figure."""
    names = ("cpu_ms", "p50_ms", "p95_ms", "requests_per_second")
    return {name: round(median(getattr(one, name) for one in rounds), 1) for name in names}
