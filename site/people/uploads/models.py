"""A stored file, and where it lies. Who may have it is asked where it is attached."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.pointing import keys_to
from people.records import Keep, Records
from people.uploads import kinds, limits, names, pictures

UNUSED = timedelta(hours=24)


def storage() -> Storage:
    """Outside every folder that a web server hands out."""
    return storages["uploads"]


class UploadQuerySet(models.QuerySet["Upload"]):
    def waiting(self) -> UploadQuerySet:
        """For the scanner, also what came before there was one. Longest untried first."""
        asked = (Upload.State.HELD, Upload.State.UNSCANNED)
        return self.filter(state__in=asked).order_by("tried_at", "pk")

    def unused(self) -> UploadQuerySet:
        """Attached to nothing, and not just on its way to be."""
        old = self.filter(created_at__lt=timezone.now() - UNUSED)
        for key in keys_to(Upload):
            used = key.model._base_manager.filter(**{f"{key.name}__isnull": False})
            old = old.exclude(pk__in=used.values(key.attname))
        return old


class Upload(models.Model):
    """`key` is its name on disk and in addresses, `name` what its owner called it.

    A picture has sizes in pixels and a small one beside it. `tries` counts the times that the
    scanner gave no answer.
    """

    class State(models.TextChoices):
        CLEAN = "clean", _("Granskad")
        UNSCANNED = "unscanned", _("Inte granskad")
        HELD = "held", _("Väntar på granskning")
        REFUSED = "refused", _("Stoppad")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=limits.NAME)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State)
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    records = Records(
        keep=Keep.PUBLISHED,
        personal="name by",
        internal="id key kind size width height state tries tried_at created_at",
    )

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.kind in pictures.TYPES

    @property
    def is_served(self) -> bool:
        return self.state in {self.State.CLEAN, self.State.UNSCANNED}

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD

    @property
    def type(self) -> str:
        return pictures.TYPES.get(self.kind) or kinds.KINDS[self.kind].type

    @property
    def path(self) -> str:
        """Two letters first, so that no folder grows without end."""
        return f"{self.key.hex[:2]}/{self.key.hex}"

    @property
    def small_path(self) -> str:
        return f"{self.path}-small"

    @property
    def shown_name(self) -> str:
        """With the ending of what it became: a GIF is kept as a PNG."""
        stem = self.name.rpartition(".")[0] or self.name
        return names.clean(f"{stem}.{self.kind}")
