"""What a page that saves by itself sends, and what it is told."""

import uuid
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from knowledge.articles.drafts import Draft
from knowledge.articles.forms import DraftForm
from people.sensitive.guard import said_of
from people.typed import key_in, number_in


def receipt(draft: Draft) -> dict[str, Any]:
    clock = time_format(timezone.localtime(draft.updated_at), "TIME_FORMAT")
    return {
        "version": draft.version,
        "saved": _("Sparat %(clock)s") % {"clock": clock},
        "url": reverse("knowledge:draft", args=[draft.pk]),
    }


def taken_out(form: DraftForm) -> dict[str, Any]:
    """What the page is to put in place of what one wrote, and say."""
    if not form.taken_out:
        return {}
    fields = {form.add_prefix(name): form.data.get(name, "") for name in form.taken_out}
    said = said_of([str(form[name].label) for name in form.taken_out])
    return {"taken_out": {"fields": fields, "said": said}}


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def version_in(request: HttpRequest) -> int:
    """Nothing that is a version: 0, which is older than all."""
    return number_in(request.POST.get("version", "")) or 0


def sent_key(request: HttpRequest) -> uuid.UUID:
    return key_in(request.POST.get("key", "")) or uuid.uuid4()
