from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register

from people.records import faults


@register()
def every_field_is_classed(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    models = list(apps.get_models(include_auto_created=False))
    return [
        Error(f"{model._meta.label} {sentence}.", obj=model, id="people.E001")
        for model, sentence in faults(models)
    ]


@register(deploy=True)
def files_are_scanned(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.CLAMD:
        return []
    hint = "Set UTBYTE_CLAMD to the host:port of clamd; files that came before are then scanned."
    return [Info("Files that people attach are not scanned for viruses.", hint, id="people.I001")]
