"""A lesson as PDF: A4, numbered pages, link addresses written out, tagged for screen readers."""

from __future__ import annotations

import hashlib
import logging
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowledge.articles.models import ArticlePage
from knowledge.articles.views import at
from knowledge.exchange.carriers import Carried, carried_by
from people.access import anyone, find

log = logging.getLogger("utbyte.pdf")
HERE = "https://utbyte.invalid/"
KEPT = 3600


class LibraryMissing(Exception):
    """Pango is not on this machine."""


@anyone
@require_safe
def show(request: HttpRequest, place: str, slug: str) -> HttpResponse:
    seen = ArticlePage.objects.published().visible_to(request.user).with_frame()
    article = find(request, seen, **at(place, slug))
    try:
        body = printed(request, article)
    except LibraryMissing:
        messages.error(
            request,
            _(
                "Servern saknar programbiblioteket Pango, så det går inte att göra en PDF här. "
                "Skriv ut sidan och välj Spara som PDF i stället."
            ),
        )
        return redirect(article)
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{article.slug}.pdf"'
    return response


def printed(request: HttpRequest, article: ArticlePage) -> bytes:
    """Made once for what it says; whoever may read the same words gets the same file."""
    pictures = [one for _carrier, one in carried_by(article) if one.is_picture]
    context = {"article": article, "address": settings.SITE_ADDRESS, "pictures": pictures}
    html = render_to_string("knowledge/exchange/pdf.html", context, request)
    key = "pdf:" + hashlib.sha256(f"{article.latest_revision_id} {html}".encode()).hexdigest()
    body: bytes | None = cache.get(key)
    if body is None:
        body = made(html, pictures)
        cache.set(key, body, KEPT)
    return body


def made(html: str, pictures: list[Carried]) -> bytes:
    weasyprint = library()
    out = BytesIO()
    page = weasyprint.HTML(
        string=html, base_url=HERE, url_fetcher=fetcher(weasyprint, pictures), media_type="print"
    )
    page.write_pdf(out, pdf_variant="pdf/ua-1")
    return out.getvalue()


def library() -> Any:
    """Loaded when somebody wants a PDF, for it takes its time; LibraryMissing without Pango."""
    try:
        import weasyprint
    except OSError as missing:
        raise LibraryMissing from missing
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint


def fetcher(weasyprint: Any, pictures: list[Carried]) -> Any:
    """Our own styles and typefaces and the lesson's own pictures; nothing from anywhere else."""

    class Own(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            kind = {"Content-Type": "text/css"} if url.endswith(".css") else {}
            return weasyprint.urls.URLFetcherResponse(url, own_bytes(url, pictures), kind)

    return Own()


def own_bytes(url: str, pictures: list[Carried]) -> bytes:
    """ValueError for what is not ours."""
    kind, _slash, name = url.removeprefix(HERE).partition("/")
    if not url.startswith(HERE) or kind not in ("static", "picture"):
        log.warning("a PDF asked for something that is not ours")
        raise ValueError("not ours")
    if kind == "picture":
        if not name.isdecimal() or int(name) >= len(pictures):
            raise ValueError("no such picture")
        with pictures[int(name)].open() as file:
            return file.read()
    path = finders.find(name) if name.startswith(("css/", "fonts/", "img/")) else None
    if not isinstance(path, str):
        raise ValueError("no such file")
    with open(path, "rb") as file:
        return file.read()
