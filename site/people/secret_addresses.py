"""An address that only its holder knows, for programs that cannot sign in. It can be revoked."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac

from people.persons.models import Viewer


class SecretAddressQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(person=viewer.pk) if viewer.pk else self.none()

    def with_token(self, token: str) -> Any:
        """None for a wrong, old or revoked token, and for a closed account."""
        number, _dot, _rest = token.partition(".")
        try:
            key = uuid.UUID(number)
        except ValueError:
            return None
        found = self.filter(key=key, person__is_active=True).select_related("person").first()
        return found if found and constant_time_compare(found.token, token) else None


class SecretAddress(models.Model):
    """The database alone does not give it away: it is signed. Each kind has a `person`."""

    SALT: ClassVar[str]

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = SecretAddressQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def token(self) -> str:
        sign = salted_hmac(self.SALT, self.key.hex, algorithm="sha256").hexdigest()
        return f"{self.key.hex}.{sign[:40]}"
