"""An employment that waits for the person's yes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from people.access import SignedInRequest, find, signed_in
from people.organisations import employing
from people.signin.models import Invitation


@signed_in
def employment_offer(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = find(request, Invitation.objects.offers_to(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "people/employment_offer.html", {"invitation": invitation})
    if request.POST.get("answer") not in ("yes", "no"):
        messages.error(request, _("Välj ett svar."))
        return redirect("employment_offer", pk)
    accepts = request.POST["answer"] == "yes"
    employing.answer_offer(invitation=invitation, by=request.user, accepts=accepts)
    said = _("Du hör nu dit också.") if accepts else _("Du har tackat nej. Inget har ändrats.")
    messages.success(request, said)
    return redirect("start")
