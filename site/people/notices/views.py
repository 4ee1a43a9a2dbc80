from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import SignedInRequest, find, signed_in
from people.notices.actions import choose, mark_read
from people.notices.forms import ChoicesForm
from people.paging import page_of

PAGE = 25


@signed_in
@require_safe
def notices(request: SignedInRequest) -> HttpResponse:
    page = page_of(request, request.user.notices.all(), PAGE)
    return render(request, "people/notices.html", {"page": page})


@signed_in
@require_POST
def open_notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """Marks the notice as read and goes to what it is about."""
    notice = find(request, request.user.notices.all(), pk=pk)
    mark_read(notices=[notice])
    return redirect(notice.url)


@signed_in
@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    mark_read(notices=request.user.notices.unread())
    return redirect("notices")


@signed_in
def settings(request: SignedInRequest) -> HttpResponse:
    form = ChoicesForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        choose(person=request.user, deliveries=form.cleaned_data)
        messages.success(request, _("Sparat. Det gäller från nästa notis."))
        return redirect("notice_settings")
    context = {"form": form}
    return render(
        request, "people/notice_settings.html", context, status=422 if form.errors else 200
    )
