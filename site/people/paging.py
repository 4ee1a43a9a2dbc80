"""Turning the pages of a list."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest


def page_of(request: HttpRequest, rows: Any, size: int) -> Page[Any]:
    """The page that `?sida=` asks for, the first without it. A page that is not there is 404."""
    number, pages = request.GET.get("sida", "1"), Paginator(rows, size)
    if not number.isdecimal() or len(number) > 9 or not 1 <= int(number) <= pages.num_pages:
        raise Http404
    return pages.page(int(number))
