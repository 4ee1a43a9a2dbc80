"""How long Friday's words are kept, in the organisation's own sentence."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from people.access import SignedInRequest, either, find, signed_in
from people.organisations.forms import RetentionForm
from people.organisations.models import Organisation
from people.organisations.retention import DEFAULT, set_retention


@signed_in
@either
def retention(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = find(request, Organisation.objects.kept_by(request.user), slug=slug)
    first = {"sentence": organisation.retention_sentence}
    form = RetentionForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        set_retention(organisation=organisation, by=request.user, **form.cleaned_data)
        messages.success(request, _("Sparat. Meningen visas nu innan någon skriver."))
        return redirect("retention", organisation.slug)
    context = {"organisation": organisation, "form": form, "default": DEFAULT}
    status = 422 if form.errors else 200
    return render(request, "people/organisation/retention.html", context, status=status)
