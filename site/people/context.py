"""What every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

AREAS = {"kunskap": "kunskap", "fredag": "fredag", "uppdrag": "uppdrag", "utveckling": "utveckling"}


def page(request: HttpRequest) -> dict[str, Any]:
    first = request.path.strip("/").split("/")[0]
    return {
        "area": AREAS.get(first, ""),
        "help_contact": settings.HELP_CONTACT,
        "languages": settings.LANGUAGES,
    }
