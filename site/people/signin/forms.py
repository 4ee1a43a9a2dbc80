"""allauth's forms in our words: labels that say it all, and nothing written in the fields."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.persons.models import Person
from people.signin.passwords import MIN_LENGTH

LABELS = {
    "login": _("E-post i arbetet"),
    "email": _("E-post i arbetet"),
    "password": _("Lösenord"),
    "oldpassword": _("Lösenordet du har nu"),
    "password1": _("Nytt lösenord"),
    "password2": _("Nytt lösenord en gång till"),
}
HINTS = {
    "password1": _(
        "Minst %(length)s tecken. Flera ord efter varandra är lätta att minnas och svåra att gissa."
    ),
}


class InOurWords(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS[name] % {"length": MIN_LENGTH} if name in HINTS else ""
            field.widget.attrs.pop("placeholder", None)


class LoginForm(InOurWords, allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ResetPasswordForm(InOurWords, allauth.ResetPasswordForm):
    """Takes as long for an address without an account as for one that has it."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if not self.users:
            self._write_to_nobody(request)
        return str(super().save(request, **kwargs))

    def _write_to_nobody(self, request: HttpRequest) -> None:
        """All the work of a letter, undone."""
        address = self.cleaned_data["email"]
        with transaction.atomic():
            self.users = [Person(pk=0, email=address, last_login=timezone.now())]
            super().save(request)
            transaction.set_rollback(True)
        self.users = []


class NewPasswordForm(InOurWords, allauth.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(InOurWords, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(InOurWords, allauth.SetPasswordForm):
    pass


class ReauthenticateForm(InOurWords, allauth.ReauthenticateForm):
    pass
