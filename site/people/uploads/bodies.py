"""How much a request may carry; asked before a byte of it is read."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve

from people.errors import bad_request
from people.uploads.limits import BODY, FORM

View = Callable[..., HttpResponse]


def takes_files(view: View) -> View:
    """Above the access decorator: the page takes 25 MB instead of 3."""
    view.body_limit = BODY  # type: ignore[attr-defined]
    return view


def limit_for(path: str) -> int:
    if path.startswith("/cms/"):
        return BODY
    try:
        view: Any = resolve(path).func
    except Http404:
        return FORM
    return getattr(view, "body_limit", FORM)


class BodyLimit:
    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isdecimal() and len(length) < 16 else BODY + 1
        if size > FORM and size > limit_for(request.path_info):
            return bad_request(request, RequestDataTooBig("the request is too large"))
        return self.get_response(request)
