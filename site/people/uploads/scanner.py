"""The virus scanner: clamd over its own protocol (INSTREAM), when one is configured."""

from __future__ import annotations

import socket
import struct
from typing import IO

from django.conf import settings

PIECE = 64 * 1024
SECONDS = 20


class ScannerDown(Exception):
    """No answer, or none that says clean or found."""


def is_configured() -> bool:
    return bool(settings.CLAMD)


def finds(file: IO[bytes]) -> str:
    """The name of what the scanner found, or an empty string when the file is clean."""
    file.seek(0)
    try:
        with _connected(SECONDS) as wire:
            wire.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                wire.sendall(struct.pack("!L", len(piece)) + piece)
            wire.sendall(struct.pack("!L", 0))
            answer = _answer(wire)
    except OSError as fault:
        raise ScannerDown(str(fault)) from None
    finally:
        file.seek(0)
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream:").removesuffix("FOUND").strip() or "?"
    if answer.endswith("OK"):
        return ""
    raise ScannerDown(answer[:200])


def state() -> str:
    """`off` when none is configured, else `ready` or `down`."""
    if not is_configured():
        return "off"
    try:
        with _connected(1) as wire:
            wire.sendall(b"zPING\0")
            return "ready" if _answer(wire) == "PONG" else "down"
    except OSError:
        return "down"


def _connected(seconds: float) -> socket.socket:
    host, _colon, port = settings.CLAMD.rpartition(":")
    return socket.create_connection((host.strip("[]") or "127.0.0.1", int(port)), timeout=seconds)


def _answer(wire: socket.socket) -> str:
    found = b""
    while b"\0" not in found and len(found) < 4096:
        piece = wire.recv(1024)
        if not piece:
            break
        found += piece
    return found.split(b"\0")[0].decode("ascii", "replace").strip()
