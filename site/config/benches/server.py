"""A real server for the length of a measurement, and what its workers have used."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 60


class Server:
    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    def cpu(self) -> float:
        """Seconds of processor time, of the master and its workers, since they were started."""
        return used_by(self.processes())

    def memory(self) -> float:
        """Kilobytes of its own, master and workers: `smaps_rollup` of proc(5)."""
        return sum(_private(pid) for pid in self.processes())

    def processes(self) -> list[int]:
        return [self.process.pid, *children_of(self.process.pid)]


@contextmanager
def serving(settings_module: str, **environment: str) -> Iterator[Server]:
    """The project's own gunicorn with two workers; RuntimeError when it does not come up."""
    port = _free_port()
    here = {
        **os.environ,
        "UTBYTE_DEBUG": "",
        "UTBYTE_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": settings_module,
        **environment,
    }
    config = str(settings.BASE_DIR / "site" / "gunicorn.conf.py")
    process = subprocess.Popen([sys.executable, "-m", "gunicorn", "-c", config], env=here)
    try:
        _wait_for(port, process)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/static/css/base.css", timeout=5)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not come up; its own words are above.")


def children_of(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def used_by(processes: list[int], *, ended: bool = False) -> float:
    """Seconds of processor time. `utime` and `stime`, fields 14 and 15 of proc(5), and with `ended`
    those of children that are gone, 16 and 17; the name before them may hold spaces."""
    last = 15 if ended else 13
    fields = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2] for pid in processes)
    return sum(sum(map(int, one.split()[11:last])) for one in fields) / TICK


def _private(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
