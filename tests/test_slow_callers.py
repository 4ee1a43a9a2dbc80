"""Whoever sends a byte a second does not keep the others waiting."""

import socket
import time
import urllib.error
import urllib.request
from contextlib import suppress

import pytest

from config.benches.server import serving

TIMEOUT, THREADS = 3, 4
QUICK = "/static/css/base.css"
HEAD = (
    "POST /konto/logga-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n"
    f"Content-Type: application/x-www-form-urlencoded\r\nCookie: csrftoken={'a' * 32}\r\n\r\n"
)


def uploading(port: int) -> socket.socket:
    caller = socket.create_connection(("127.0.0.1", port))
    caller.sendall(HEAD.encode())
    return caller


def answers(port: int) -> bool:
    """A second's patience is enough for a page that nothing holds up."""
    with suppress(OSError):
        return urllib.request.urlopen(f"http://127.0.0.1:{port}{QUICK}", timeout=1).status == 200
    return False


@pytest.mark.parametrize(("serve", "callers"), [("pages", 2), ("all", 2 * THREADS)])
def test_row_24_a_byte_a_second_frees_its_worker_in_time(serve, callers, tmp_path):
    here = {"UTBYTE_VAR": str(tmp_path), "UTBYTE_TIMEOUT": str(TIMEOUT), "UTBYTE_SERVE": serve}
    with serving("config.settings", **here) as server:
        assert answers(server.port)
        slow, begun = [uploading(server.port) for _worker in range(callers)], time.monotonic()
        assert not answers(server.port)
        while not answers(server.port) and time.monotonic() < begun + 10 * TIMEOUT:
            for caller in slow:
                with suppress(OSError):
                    caller.sendall(b"x")
        assert time.monotonic() - begun < 4 * TIMEOUT
