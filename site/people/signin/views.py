from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from people.access import allow, anyone, need
from people.signin.actions import accept
from people.signin.first import FirstPasswordForm
from people.signin.models import Invitation


@anyone
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """One door for all, with its limits on guessing. Whoever is in already is no editor."""
    need(request, not request.user.is_authenticated, "editors only")
    wanted, home = request.GET.get("next", ""), reverse("wagtailadmin_home")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return redirect_to_login(wanted if safe else home)


@anyone
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """The first sign-in: the invitation's link, one password, and in."""
    invitation = Invitation.objects.with_token(token).select_related("unit__organisation").first()
    if invitation is None or not invitation.person.is_active:
        return render(request, "people/invitation_spent.html", status=410)
    allow(request, "holds the invitation's token")
    form = FirstPasswordForm(request.POST or None, person=invitation.person)
    if request.method == "POST" and form.is_valid():
        person = accept(invitation=invitation, password=form.cleaned_data["password"])
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        messages.success(
            request, _("Välkommen. Härefter loggar du in med din e-post och ditt lösenord.")
        )
        return redirect("start")
    context = {"invitation": invitation, "form": form}
    return render(request, "people/welcome.html", context, status=422 if form.errors else 200)
