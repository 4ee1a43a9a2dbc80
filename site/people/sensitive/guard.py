"""Keeps personal identity numbers out: of forms, of addresses, of logs."""

import logging
import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any
from urllib.parse import unquote_plus

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.sensitive.numbers import SHORT, has_number, without_numbers

Handler = Callable[[HttpRequest], HttpResponse]
SIGN_IN = "/konto/"  # addresses with codes of their own, and no texts
EDITORS = "/cms/"  # forms of Wagtail's own
CODE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # Wagtail's names of blocks
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}

# Labels of the fields where something was taken out, for as long as one request lasts.
_taken: ContextVar[dict[str, None] | None] = ContextVar("taken", default=None)


def may_hold_text(field: forms.Field) -> bool:
    """Something that a person writes; neither a password nor a key that came with the page."""
    closed = isinstance(field.widget, forms.PasswordInput | forms.HiddenInput)
    return isinstance(field, forms.CharField) and not closed


def cleaned(field: forms.Field, text: str) -> str:
    """The text without numbers, with the shorter mark where the longer would not fit."""
    found = without_numbers(text)
    longest = getattr(field, "max_length", None)
    if found != text and longest and len(text) <= longest < len(found):
        return without_numbers(text, instead=SHORT)
    return found


def take_out(form: forms.BaseForm) -> list[str]:
    """Take the numbers out of what was sent to the form; the names of the fields that had one."""
    clean: dict[str, list[str]] = {}
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        if not may_hold_text(field) or key not in form.data:
            continue
        sent = _sent(form.data, key)
        kept = [cleaned(field, text) if isinstance(text, str) else text for text in sent]
        if kept != sent:
            clean[name] = kept
    if clean:
        form.data = _with(form.data, {form.add_prefix(one): kept for one, kept in clean.items()})
    return [*clean, *_rename(form)]


def _sent(data: Any, key: str) -> list[Any]:
    return data.getlist(key) if hasattr(data, "getlist") else [data[key]]


def _with(data: Any, clean: dict[str, list[Any]]) -> Any:
    data = data.copy()
    for key, kept in clean.items():
        if hasattr(data, "setlist"):
            data.setlist(key, kept)
        else:
            data[key] = kept[0]
    return data


def _rename(form: forms.BaseForm) -> list[str]:
    """What an uploaded file is called is a text too."""
    renamed = []
    for name in form.fields:
        key = form.add_prefix(name)
        for file in form.files.getlist(key) if hasattr(form.files, "getlist") else []:
            kept = without_numbers(file.name or "", instead="fil")
            if kept != file.name:
                file.name = kept
                renamed.append(name)
    return renamed


def remember(labels: Iterable[str]) -> None:
    """Say it on the next page, whatever view the form belongs to."""
    taken = _taken.get()
    if taken is not None:
        taken.update(dict.fromkeys(labels))


class NumbersOut:
    """Says what the forms took out, and sends a question on without the number in its address."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD"} and not request.path.startswith(SIGN_IN):
            address = address_without(request)
            if address is not None:
                if is_page(request):
                    messages.warning(request, said_of_question())
                return HttpResponseRedirect(address)
        token = _taken.set({})
        try:
            if request.method == "POST" and request.path.startswith(EDITORS):
                clean_editors(request)
            response = self.get_response(request)
            taken = list(_taken.get() or {})
        finally:
            _taken.reset(token)
        if taken and goes_on(response):
            messages.warning(request, said_of(taken))
        return response


def clean_editors(request: HttpRequest) -> None:
    """Wagtail's forms are not of the house, so what editors send is cleaned before they read it."""
    if request.content_type not in FORMS:
        return
    clean = {
        key: [text if CODE.fullmatch(text) else without_numbers(text) for text in sent]
        for key, sent in request.POST.lists()
        if key != "csrfmiddlewaretoken"
    }
    changed = [key for key, kept in clean.items() if kept != request.POST.getlist(key)]
    if changed:
        request.POST = _with(request.POST, {key: clean[key] for key in changed})
        remember(changed)


def goes_on(response: HttpResponse) -> bool:
    """Another page follows; one with errors says it at the field, and data say it themselves."""
    is_data = response.headers.get("Content-Type", "").startswith("application/json")
    return response.status_code < 400 and not is_data


def address_without(request: HttpRequest) -> str | None:
    """The same address, when there are numbers in its question; else None."""
    if not any(has_number(one) for key, asked in request.GET.lists() for one in (key, *asked)):
        return None
    kept = QueryDict(mutable=True)
    for key, asked in request.GET.lists():
        words = [" ".join(without_numbers(one, instead=" ").split()) for one in asked]
        kept.setlist(without_numbers(key, instead=SHORT), words)
    return f"{request.path}?{kept.urlencode()}"


def is_page(request: HttpRequest) -> bool:
    """A page that one goes to, not something that a page asks for while one types."""
    return request.headers.get("Sec-Fetch-Dest", "document") == "document"


def said_of_question() -> str:
    return _(
        "Vi tog bort ett personnummer ur sökningen. Utbyte sparar aldrig personnummer, "
        "så det finns inget att hitta med dem. Sök på ämne eller namn."
    )


def said_of(labels: list[str]) -> str:
    return ngettext(
        "Vi tog bort ett personnummer ur fältet %(fields)s. Resten är sparat. "
        "Utbyte sparar aldrig personnummer.",
        "Vi tog bort personnummer ur fälten %(fields)s. Resten är sparat. "
        "Utbyte sparar aldrig personnummer.",
        len(labels),
    ) % {"fields": ", ".join(f"”{label}”" for label in labels)}


def watch_logs() -> None:
    """From now on no line of any log has a number, nor an address with one."""
    make = logging.getLogRecordFactory()
    if getattr(make, "takes_numbers_out", False):
        return

    def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        made = make(*args, **kwargs)
        try:
            said = made.getMessage()
        except (TypeError, ValueError, KeyError):
            return made  # logging itself complains of such a line
        kept = without_numbers(said, instead=SHORT)
        if "%" in kept and has_number(unquote_plus(kept)):
            kept = without_numbers(unquote_plus(kept), instead=SHORT)
        if kept != said:
            made.msg, made.args = kept, ()
        return made

    record.takes_numbers_out = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(record)
