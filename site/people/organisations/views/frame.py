"""What the administrators' pages have in common."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from people.access import SignedInRequest, find
from people.forms import does
from people.once import once
from people.organisations.models import Organisation


def own(request: SignedInRequest, slug: str) -> Organisation:
    return find(request, Organisation.objects.administered_by(request.user), slug=slug)


def answer(
    request: SignedInRequest,
    organisation: Organisation,
    form: BaseForm,
    *,
    title: str,
    button: str,
    act: Callable[[Any], object],
    done: str,
    back: str = "organisation",
) -> HttpResponse:
    """One form, one act: show it, or do it and say so. A refusal of the act stands on the form."""
    if request.method == "POST" and form.is_valid():
        where = reverse(back, args=[organisation.slug])
        answered = does(form, lambda: once(request, lambda: (act(form), where)[1]))
        if answered:
            messages.success(request, done)
            return answered
    context = {"organisation": organisation, "form": form, "title": title, "button": button}
    status = 422 if form.errors else 200
    return render(request, "people/organisation/form.html", context, status=status)
