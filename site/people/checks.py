from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register

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
