"""Turning the pages of a list."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest

from people.typed import number_in


def page_of(request: HttpRequest, rows: Any, size: int, total: int | None = None) -> Page[Any]:
    """The page that `?sida=` asks for, the first without it. A page that is not there is 404.

    `total` is how many rows there are, where that is known; else they are counted.
    """
    number, pages = number_in(request.GET.get("sida", "1")), Paginator(rows, size)
    if total is not None:
        pages.__dict__["count"] = total
    if number is None or not 1 <= number <= pages.num_pages:
        raise Http404
    return pages.page(number)
