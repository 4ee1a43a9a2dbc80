"""One look and one set of manners for all forms."""

import logging
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

log = logging.getLogger("utbyte.forms")
OUTSIDE = {"csrfmiddlewaretoken", "next", "version", "action", "key"}


class HouseRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class HouseForm(forms.Form):
    """Logs the names (never the values) of fields that nobody asked for."""

    def clean(self) -> dict[str, Any] | None:
        known = {self.add_prefix(name) for name in self.fields} | OUTSIDE
        strange = sorted(name for name in self.data if name not in known)
        if strange:
            log.warning("%s got fields it does not have: %s", type(self).__name__, strange[:10])
        return super().clean()


class HouseModelForm(HouseForm, forms.ModelForm):
    pass
