"""One's own: away until, who stands in, and whether one is asked at a new employer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from people.access import SignedInRequest, either, signed_in
from people.persons.models import Person
from people.presence.actions import say_presence
from people.presence.forms import PresenceForm


@signed_in
@either
def presence(request: SignedInRequest) -> HttpResponse:
    person = Person.objects.get(pk=request.user.pk)
    form = PresenceForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        say_presence(by=request.user, **form.cleaned_data)
        messages.success(request, _("Sparat. Det syns vid dina lärdomar nu."))
        return redirect("presence")
    status = 422 if form.errors else 200
    return render(request, "people/presence/presence.html", {"form": form}, status=status)
