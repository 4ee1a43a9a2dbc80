"""What every page needs to know."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

AREAS = {
    "kunskap": "kunskap",
    "natverk": "kunskap",
    "ordlista": "kunskap",
    "fredag": "fredag",
    "uppdrag": "uppdrag",
    "placeringar": "uppdrag",
    "omgangar": "uppdrag",
    "utveckling": "utveckling",
}


def page(request: HttpRequest) -> dict[str, Any]:
    first = request.path.strip("/").split("/")[0]
    return {
        "area": AREAS.get(first, ""),
        "help_contact": settings.HELP_CONTACT,
        "languages": settings.LANGUAGES,
        "version": settings.VERSION,
        "unread_notices": cache(lambda: unread(request)),
    }


def unread(request: HttpRequest) -> int:
    return request.user.notices.unread().count() if request.user.is_authenticated else 0
