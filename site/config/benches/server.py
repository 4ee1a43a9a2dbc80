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
        return sum(_used(pid) for pid in (self.process.pid, *_children(self.process.pid)))


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


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _used(pid: int) -> float:
    """`utime` and `stime`, fields 14 and 15 of proc(5); the name before them may hold spaces."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK
