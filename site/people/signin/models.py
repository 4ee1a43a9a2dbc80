from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.organisations.models import Unit
from people.persons.models import Person
from people.records import Keep, Records
from people.signin.store import HANDLE, SessionStore

DAYS = 14


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        return self.filter(accepted_at__isnull=True, expires_at__gt=timezone.now())

    def offers_to(self, person: Person) -> InvitationQuerySet:
        """Employments that wait for this person's answer."""
        waiting = self.open().filter(person=person).exclude(title="")
        return waiting.select_related("unit__organisation", "invited_by")

    def with_token(self, token: str) -> InvitationQuerySet:
        return self.open().filter(token_hash=digest(token))


class Invitation(models.Model):
    """A letter that lets one person choose a password. Only the hash of its token is kept.

    With a title it is an employment that waits for the yes of somebody who is here already.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations"
    )
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("Titel"), max_length=120, blank=True)
    share = models.PositiveSmallIntegerField(null=True)
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    records = Records(
        keep=Keep.BRIEF,
        since="expires_at",
        internal="id unit token_hash created_at expires_at accepted_at",
        personal="person invited_by title share manager",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("inbjudan")
        verbose_name_plural = _("inbjudningar")

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    def new_token(self) -> str:
        """A fresh token of 256 bits; the one before it stops working."""
        token = secrets.token_urlsafe(32)
        self.token_hash = digest(token)
        self.expires_at = timezone.now() + timedelta(days=DAYS)
        return token


class SignInQuerySet(models.QuerySet["SignIn"]):
    def visible_to(self, viewer: Person | AnonymousUser) -> SignInQuerySet:
        """Nobody's but one's own, and only those that still hold."""
        mine = self.filter(person=viewer.pk, person__isnull=False, expire_date__gt=timezone.now())
        return mine.defer("session_data")

    def with_own_first(self, session_key: str | None) -> SignInQuerySet:
        """The latest first, after the one with this key, which is marked `is_here`."""
        here = models.Case(models.When(session_key=session_key, then=True), default=False)
        return self.annotate(is_here=here).order_by("-is_here", "-seen_at", "handle")


class SignIn(AbstractBaseSession):
    """A session: somebody's way in on one device, or a visitor's before that (without person)."""

    handle = models.CharField(max_length=HANDLE, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="sign_ins"
    )
    begun_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=30, blank=True)
    system = models.CharField(max_length=30, blank=True)

    records = Records(
        keep=Keep.SESSION,
        job="ended sign-ins",
        internal="session_key expire_date handle",
        personal="session_data person begun_at seen_at browser system",
    )

    objects = SignInQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("inloggning")
        verbose_name_plural = _("inloggningar")

    def __str__(self) -> str:
        return f"sign-in {self.handle}"

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore

    @property
    def device(self) -> str:
        """`Firefox på Windows`, as far as the browser said what it is."""
        if self.browser and self.system:
            facts = {"browser": self.browser, "system": self.system}
            return gettext("%(browser)s på %(system)s") % facts
        return self.browser or self.system or gettext("Okänd webbläsare")
