"""allauth reads the answer of a SAML provider; what it stumbles on becomes a page that says so."""

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from allauth.socialaccount.providers.saml.views import finish_acs
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from lxml.etree import XMLSyntaxError
from onelogin.saml2.errors import OneLogin_Saml2_Error

from people.access import anyone


@anyone
def finish(request: HttpRequest, organization_slug: str) -> HttpResponse:
    try:
        return finish_acs(request, organization_slug=organization_slug)
    except (PermissionDenied, XMLSyntaxError, OneLogin_Saml2_Error, ValueError):
        return render_authentication_error(request, SAMLProvider.id)


@anyone
def leave(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """allauth would obey anybody's unsigned wish to sign one out; here one presses a button."""
    return redirect("account_logout")
