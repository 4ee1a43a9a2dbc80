"""Where allauth meets the house: no open sign-up, mail through the outbox, our own address."""

import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from people.persons.models import Person
from people.persons.names import clean_email


def display(person: Person) -> str:
    return person.name or person.email


def network_of(address: str) -> str:
    """An IPv6 caller owns a whole /64, so that is what we count; IPv4 counts by address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if ip.version == 4:
        return str(ip)
    if ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((ip, 64), strict=False))


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte."),
        "too_many_login_attempts": _("För många försök. Vänta en kvart och försök igen."),
        "enter_current_password": _("Det är inte det lösenord du har nu."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return network_of(super().get_client_ip(request))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Counts for one account and network, so that nobody can lock the owner out from afar."""
        login = clean_email(str(credentials.get("email", "")))
        return f"{self.get_client_ip(request)}:{login}"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("start")

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return settings.SITE_ADDRESS + path

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        from people.notices.actions import send_letter

        owner = Person.objects.filter(email=clean_email(email)).first()
        with translation.override(owner.language if owner else None):
            message = self.render_mail(template_prefix, email, context)
        send_letter(to=email, subject=message.subject, text=str(message.body))
