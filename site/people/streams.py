"""Connections that stay open, for pages that change while one looks at them (server-sent events).

An ordinary view decides who may listen and answers `listening(…)`. `Streams`, around the whole
site in `config/asgi.py`, sees that answer and keeps the connection itself: it costs a little memory
and no thread. Where the site is served without it the browser gets 204, and asks now and then.
"""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import aclosing
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Receive, Send], Awaitable[None]]

EVENTS = "text/event-stream"
KEPT = "X-Utbyte-Kept"  # on a request: whoever asks can be kept; on the answer: what to listen to
OURS = (
    secrets.token_urlsafe()
)  # what it says when `Streams` of this process sent it, nobody outside
BEGIN = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
    ],
}


class Whole:
    """A request that breaks off, or takes longer than `seconds` to come, is an error of its sender.

    Otherwise what came of a form would look like all of it.
    """

    def __init__(self, app: App, seconds: float) -> None:
        self.app, self.seconds = app, seconds

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        clock = asyncio.get_running_loop().time
        until = clock() + self.seconds

        async def whole() -> Message:
            message = await asyncio.wait_for(receive(), max(0, until - clock()))
            if message["type"] == "http.disconnect":
                raise ConnectionResetError("the request broke off")
            return message

        await self.app(scope, whole, send)


class Source(Protocol):
    """Where events come from."""

    def listen(self, about: dict[str, Any]) -> AsyncIterator[bytes]:
        """Events as they come, in their form on the wire. Ends when there is no more to hear."""
        ...

    async def run(self) -> None: ...


def asks_for_events(request: HttpRequest) -> bool:
    return EVENTS in request.headers.get("Accept", "")


def listening(request: HttpRequest, **about: Any) -> HttpResponse:
    """`about` is what the source needs to know; it holds nothing that the asker may not see."""
    answer = HttpResponse(status=204)
    if constant_time_compare(request.headers.get(KEPT, ""), OURS):
        answer[KEPT] = json.dumps(about)
    return answer


class Streams:
    def __init__(self, app: App, source: Source) -> None:
        self.app, self.source = app, source
        self.running: asyncio.Task[None] | None = None

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.live(receive, send)
        elif (b"accept", EVENTS.encode()) in scope["headers"]:
            await self.ask_and_keep(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def live(self, receive: Receive, send: Send) -> None:
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        if self.running:
            self.running.cancel()
        await send({"type": "lifespan.shutdown.complete"})

    async def ask_and_keep(self, scope: Any, receive: Receive, send: Send) -> None:
        about: dict[str, Any] | None = None

        async def answer(message: Message) -> None:
            nonlocal about
            for name, value in message.get("headers", ()):
                if name.lower() == KEPT.lower().encode():
                    about = json.loads(value)
            if about is None:
                await send(message)

        headers = [*scope["headers"], (KEPT.lower().encode(), OURS.encode())]
        await self.app({**scope, "headers": headers}, receive, answer)
        if about is not None:
            await self.keep(about, receive, send)

    async def keep(self, about: dict[str, Any], receive: Receive, send: Send) -> None:
        if self.running is None or self.running.done():
            self.running = asyncio.create_task(self.source.run())
        await send(dict(BEGIN))
        telling = asyncio.create_task(self.tell(about, send))
        leaving = asyncio.create_task(gone(receive))
        await asyncio.wait((telling, leaving), return_when=asyncio.FIRST_COMPLETED)
        telling.cancel()
        leaving.cancel()
        await asyncio.gather(telling, leaving, return_exceptions=True)

    async def tell(self, about: dict[str, Any], send: Send) -> None:
        async with aclosing(self.source.listen(about)) as events:  # type: ignore[type-var]
            async for event in events:
                await send({"type": "http.response.body", "body": event, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
