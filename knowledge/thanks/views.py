from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge.articles.models import ArticlePage
from knowledge.articles.views import at
from knowledge.thanks import actions
from knowledge.thanks.figures import all_figures, rows_for
from people.access import SignedInRequest, find, need, signed_in

FIRST_YEAR = 2026


def published(request: SignedInRequest, place: str, slug: str) -> ArticlePage:
    seen = ArticlePage.objects.published().visible_to(request.user)
    return find(request, seen, **at(place, slug))


@signed_in
@require_POST
def helped(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    article = published(request, place, slug)
    took_back = request.POST.get("act") == "back"
    actions.say_helped(article=article, by=request.user, helped=not took_back)
    if took_back:
        messages.success(request, _("Du har tagit tillbaka ditt tack."))
    else:
        messages.success(
            request, _("Tack. Den som skrev får veta att någon blev hjälpt, inte vem.")
        )
    return redirect(article)


@signed_in
@require_POST
def read(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    """Sent by the page itself when it has been open for ten seconds."""
    actions.note_reading(article=published(request, place, slug), by=request.user)
    return HttpResponse(status=204)


@signed_in
@require_safe
def my_month(request: SignedInRequest, year: int, month: int) -> HttpResponse:
    """One's own lessons in one month that has begun."""
    today = timezone.localdate()
    real = FIRST_YEAR <= year <= today.year and 1 <= month <= 12
    need(request, real and date(year, month, 1) <= today, "a month that has begun")
    first = date(year, month, 1)
    context = {
        "month": first,
        "labels": [one.label for one in all_figures()],
        "rows": rows_for(request.user, first),
    }
    return render(request, "knowledge/thanks/month.html", context)
