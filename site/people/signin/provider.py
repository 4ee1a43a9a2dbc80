"""Sign-in through the organisation's identity provider. It lets in; it never makes accounts."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest
from django.urls import reverse

from people.persons.models import Person
from people.persons.names import clean_email


class ProviderAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> Person:
        """Of all that a provider tells, at times a personnummer, only the subject is kept."""
        sociallogin.account.extra_data = {}
        sociallogin.user.email = clean_email(data.get("email") or "")
        return sociallogin.user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("sign_ins")
