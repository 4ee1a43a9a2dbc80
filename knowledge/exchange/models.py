"""What goes in and out: an organisation's whole knowledge as a file, and a person's own feed."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.organisations.models import Organisation
from people.persons.models import Viewer
from people.records import Keep, Records
from people.secret_addresses import SecretAddress


class TransferQuerySet(models.QuerySet["Transfer"]):
    def visible_to(self, viewer: Viewer) -> TransferQuerySet:
        """The organisation's administrators."""
        if not viewer.pk:
            return self.none()
        administered: Any = Organisation.objects.administered_by(viewer)
        return self.filter(organisation__in=administered)


class Transfer(models.Model):
    """One export or import, done by the worker. The file lies apart from what the web serves.

    `whole`: also what only some at the organisation read, which its writers are told.
    """

    class Kind(models.TextChoices):
        EXPORT = "export", _("Ut")
        IMPORT = "import", _("In")

    class State(models.TextChoices):
        WAITING = "waiting", _("Väntar")
        RUNNING = "running", _("Pågår")
        DONE = "done", _("Klar")
        FAILED = "failed", _("Gick inte")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    whole = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    asked_at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    records = Records(
        keep=Keep.BRIEF,
        job="old exchanges",
        internal="id key organisation kind state whole done total faults notes asked_at beat_at "
        "finished_at",
        personal="by",
    )

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return str(self.key)

    @property
    def path(self) -> Path:
        return Path(settings.MEDIA_ROOT) / "exchange" / f"{self.key}.zip"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def has_file(self) -> bool:
        return self.kind == self.Kind.EXPORT and self.state == self.State.DONE


class FeedKey(SecretAddress):
    """A person's own feed."""

    SALT = "utbyte.feed"

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )

    records = Records(keep=Keep.EMPLOYMENT, personal="person", internal="id key made_at")

    def __str__(self) -> str:
        return str(self.person_id)
