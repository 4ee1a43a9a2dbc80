"""Every answer rests on a recorded decision about who may have it.

A view is marked `@anyone` or `@signed_in`, and asks `find` or `need` about the thing it shows.
An answer for which no decision was recorded is a fault of ours: an error in tests, a logged 500
otherwise. What may not be seen and what does not exist look the same: 404.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from people.editors import edits_installation
from people.persons.models import Person

log = logging.getLogger("utbyte.access")
View = Callable[..., HttpResponse]
Found = TypeVar("Found", bound=Model)

# Views of libraries decide for themselves; each is named here with who may come in.
LIBRARIES = {
    "allauth.": "sign-in pages, open to all",
    "wagtail.admin": "Wagtail's own permissions",
    "wagtail.": "Wagtail's own permissions",
    "django.views.generic": "Wagtail's pages without content",
    "django.views.i18n": "texts only",
    "django.contrib.staticfiles": "static files",
    "django.views.static": "static files",
}
EDITORS = "installation's editors"

either = require_http_methods(["GET", "HEAD", "POST"])  # a form that is shown and sent


class SignedInRequest(HttpRequest):
    """A request that came through `@signed_in`."""

    user: Person


class Undecided(Exception):
    """A view answered without saying who may have the answer."""


def allow(request: HttpRequest, rule: str) -> None:
    request.access_rules = [*decisions(request), rule]  # type: ignore[attr-defined]


def decisions(request: HttpRequest) -> list[str]:
    return getattr(request, "access_rules", [])


def anyone(view: View) -> View:
    @wraps(view)
    def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        allow(request, "anyone")
        return view(request, *args, **kwargs)

    open_view.access = "anyone"  # type: ignore[attr-defined]
    return open_view


def signed_in(view: View) -> View:
    @wraps(view)
    def closed_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        allow(request, "signed in")
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    closed_view.access = "signed in"  # type: ignore[attr-defined]
    return closed_view


def find(request: HttpRequest, seen: QuerySet[Found], **which: Any) -> Found:
    """The one object among those that the viewer may see, or 404."""
    allow(request, f"visible {seen.model._meta.label}")
    try:
        return seen.get(**which)
    except (ObjectDoesNotExist, ValueError, OverflowError):
        raise Http404 from None


def need(request: HttpRequest, condition: bool, rule: str) -> None:
    """Go on only if the condition holds; otherwise the page does not exist for this viewer."""
    allow(request, rule)
    if not condition:
        raise Http404


def editors_only(view: View) -> View:
    """The mark of our own pages in the CMS: for the installation's editors."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        need(request, edits_installation(request.user), "installation's editor")
        return view(request, *args, **kwargs)

    closed = signed_in(checked)
    closed.access = EDITORS  # type: ignore[attr-defined]
    return closed


class AccessMiddleware:
    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.resolver_match is None or decisions(request) or response.status_code == 404:
            return response
        where = request.resolver_match.view_name or request.resolver_match.route
        log.error("no access decision for %s", where)
        if settings.TESTING or settings.DEBUG:
            raise Undecided(f"{where} answered without a recorded decision")
        return render(request, "500.html", status=500)

    def process_view(self, request: HttpRequest, view: View, args: object, kwargs: object) -> None:
        if getattr(view, "access", "") == EDITORS:
            return allow(request, "the CMS lets in editors only, and so does the view")
        module = getattr(view, "__module__", "") + "."
        for prefix, rule in LIBRARIES.items():
            if module.startswith(prefix):
                return allow(request, rule)
        return None
