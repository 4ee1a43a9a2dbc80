"""Pages about the site itself, and the page that shows every part of its look."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.about.keeping import KEPT
from people.about.samples import AREAS, STEPS, SampleForm
from people.about.statement import ASSESSED_ON, SHORTCOMINGS, UPDATED_ON
from people.access import SignedInRequest, anyone, need, signed_in


@anyone
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "om/about.html")


@anyone
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {
        "supervisor": settings.SUPERVISOR_NAME,
        "supervisor_url": settings.SUPERVISOR_URL,
        "shortcomings": SHORTCOMINGS,
        "assessed_on": ASSESSED_ON,
        "updated_on": UPDATED_ON,
        "address": settings.SITE_ADDRESS,
    }
    return render(request, "om/accessibility.html", context)


@anyone
@require_safe
def personal_data(request: HttpRequest) -> HttpResponse:
    own = request.user.organisation if request.user.is_authenticated else None
    return render(request, "om/personal_data.html", {"kept": KEPT.values(), "own": own})


@anyone
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    context = {
        "session": settings.SESSION_COOKIE_NAME,
        "csrf": settings.CSRF_COOKIE_NAME,
        "language": settings.LANGUAGE_COOKIE_NAME,
        "provider": settings.PROVIDER,
    }
    return render(request, "om/cookies.html", context)


@signed_in
@require_safe
def parts(request: SignedInRequest) -> HttpResponse:
    need(request, request.user.is_staff, "staff")
    wrong = SampleForm({"title": "", "email": "lena"}, auto_id="wrong_%s")
    page = Paginator(range(75), 25).page(2)
    context = {"form": SampleForm(), "wrong": wrong, "page": page, "steps": STEPS, "areas": AREAS}
    return render(request, "people/parts.html", context)
