"""Headers on every answer, and a clean beginning for every request."""

from collections.abc import Callable
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
Handler = Callable[[HttpRequest], HttpResponse]


def origin_of(address: str) -> list[str]:
    """A form may lead on to the identity provider: the browser asks about each step of the way."""
    url = urlsplit(address)
    return [f"{url.scheme}://{url.netloc}"] if url.netloc else []


PAGES = {
    "default-src": [SELF],
    "img-src": [SELF, "data:"],
    "object-src": [NONE],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "form-action": [SELF, *origin_of(settings.PROVIDER_ADDRESS)],
}
# Wagtail's editor still writes scripts and styles into its pages.
ADMIN = PAGES | {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
}
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class ContentPolicy(CSPMiddleware):
    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        if report_only:
            return PolicyParts(config=None)
        return PolicyParts(config=ADMIN if request.path.startswith("/cms/") else PAGES)


class SecurityHeaders:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class CleanInput:
    """A NUL byte or text that is no text is refused before any view sees it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.is_dirty(request):
            return HttpResponseBadRequest(render_to_string("400.html"))
        return self.get_response(request)

    def is_dirty(self, request: HttpRequest) -> bool:
        sent = [request.path, *flat(request.GET)]
        if request.content_type in FORMS:
            sent += flat(request.POST)
        return any("\0" in text or "\ufffd" in text for text in sent)


def flat(data: object) -> list[str]:
    return [part for key, values in data.lists() for part in (key, *values)]  # type: ignore[attr-defined]
