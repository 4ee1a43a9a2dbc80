from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from people.access import SignedInRequest, allow, anyone, find, need, signed_in
from people.paging import page_of
from people.signin.actions import accept, end_other_sign_ins, end_sign_in
from people.signin.first import FirstPasswordForm
from people.signin.models import Invitation, SignIn

PAGE = 25


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


@signed_in
@require_safe
def sign_ins(request: SignedInRequest) -> HttpResponse:
    """Where one is signed in right now."""
    mine = SignIn.objects.visible_to(request.user)
    page = page_of(request, mine.with_own_first(request.session.session_key), PAGE)
    return render(request, "people/sign_ins.html", {"page": page})


@signed_in
@require_POST
def end_one(request: SignedInRequest, handle: str) -> HttpResponse:
    sign_in = find(request, SignIn.objects.visible_to(request.user), handle=handle)
    if sign_in.session_key == request.session.session_key:
        logout(request)
        return redirect("account_login")
    end_sign_in(sign_in=sign_in, by=request.user)
    facts = {"device": sign_in.device}
    messages.success(request, _("Du är utloggad från %(device)s.") % facts)
    return redirect("sign_ins")


@signed_in
@require_POST
def end_others(request: SignedInRequest) -> HttpResponse:
    count = end_other_sign_ins(person=request.user, but=request.session.session_key)
    text = ngettext(
        "Du är utloggad från %(count)s annat ställe.",
        "Du är utloggad från %(count)s andra ställen.",
        count,
    )
    nowhere = _("Du är inte inloggad någon annanstans.")
    messages.success(request, text % {"count": count} if count else nowhere)
    return redirect("sign_ins")
