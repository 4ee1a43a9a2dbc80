"""A form sent twice does its work once, and leads to the same place.

The form carries `{% once %}`; the view hands the request and the act to `once`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac

from people.access import SignedInRequest
from people.records import Keep, Records
from people.typed import key_in


def this_day() -> datetime:
    """Any finer, and the last visit of a sign-in would tell whose form it was."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


class Sent(models.Model):
    """A form that has been dealt with, and the page it led to. Whose it was is not kept.

    Other things that count once are here too, without a page (`first_time`).
    """

    key = models.UUIDField(primary_key=True)
    url = models.CharField(max_length=500)
    sent_at = models.DateTimeField(default=this_day)

    records = Records(keep=Keep.BRIEF, job="forms dealt with", internal="key url sent_at")

    def __str__(self) -> str:
        return self.url


MARK = f"""
    INSERT INTO {Sent._meta.db_table} (key, url, sent_at) VALUES (%s, '', %s) ON CONFLICT DO NOTHING
"""


def sent_before(request: SignedInRequest) -> HttpResponseRedirect | None:
    """Where the first of two clicks led, when what it was about is gone since."""
    key = key_in(request.POST.get("key", ""))
    sent = Sent.objects.filter(key=key).first() if key else None
    return redirect(sent.url) if sent else None


def forget_page(url: str, instead: str) -> None:
    """The second click leads elsewhere, since nothing may tell any more that the page was."""
    Sent.objects.filter(url=url).update(url=instead)


@transaction.atomic
def once(request: SignedInRequest, act: Callable[[], str]) -> HttpResponseRedirect:
    """Do the act unless this very form has been sent before. The act says where to go on.

    An act that raises takes back the mark as well, so that the form can be sent again.
    """
    key = key_in(request.POST.get("key", ""))
    if key is None:
        return redirect(act())
    sent, is_first = Sent.objects.get_or_create(key=key)
    if is_first:
        sent.url = act()
        sent.save(update_fields=["url"])
    return redirect(sent.url)


def first_time(*what: object) -> bool:
    """False when that very thing has been asked about in the last month, in any process.

    What is kept is a hash of it with the installation's secret, which cannot be read back.
    """
    hashed = salted_hmac("people.once", repr(what), algorithm="sha256").digest()
    row = {"key": UUID(bytes=hashed[:16]), "sent_at": this_day()}
    with connection.cursor() as cursor:
        cursor.execute(MARK, [_stored(name, value) for name, value in row.items()])
        return bool(cursor.rowcount == 1)


def _stored(name: str, value: object) -> Any:
    """As this database writes it."""
    field: Any = Sent._meta.get_field(name)
    return field.get_db_prep_save(value, connection)


def forget_old() -> int:
    """Nobody clicks twice with a month between. Returns how many are forgotten."""
    month = timezone.now() - timedelta(days=30)
    return Sent.objects.filter(sent_at__lt=month).delete()[0]
