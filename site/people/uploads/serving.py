"""Handing out a stored file, to a viewer whom the caller has let in."""

from typing import cast

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
)

from people.uploads import names
from people.uploads.models import Upload, storage

POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def answer(request: HttpRequest, upload: Upload, *, small: bool = False) -> HttpResponse:
    """Pictures in the page, everything else as a download. The browser asks again each time."""
    if not upload.is_served or (small and not upload.is_picture):
        raise Http404
    mark = f'"{upload.key.hex}{"-small" if small else ""}"'
    has_it = request.headers.get("If-None-Match") == mark
    response = HttpResponseNotModified() if has_it else _whole(upload, small)
    response["ETag"] = mark
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _whole(upload: Upload, small: bool) -> HttpResponse:
    path = upload.small_path if small else upload.path
    try:
        file = storage().open(path)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type=upload.type)
    header = names.disposition(upload.shown_name, inline=upload.is_picture)
    response["Content-Disposition"] = header
    return cast(HttpResponse, response)
