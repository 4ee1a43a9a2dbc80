"""Which tables point at a thing, whatever room they are in."""

from typing import Any

from django.apps import apps
from django.db import models


def keys_to(target: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    """All stored foreign keys to that very model."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is target
    ]
