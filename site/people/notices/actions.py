"""Telling people what has happened."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from people.notices.kinds import kind_named
from people.notices.models import Letter, Notice, NoticeChoice
from people.persons.models import Person

MOST_ATTEMPTS = 12


@transaction.atomic
def tell(kind: str, people: Iterable[Person], *, url: str, **facts: Any) -> None:
    """Give each person a notice, and a letter if they want one. `url` is a path on this site."""
    receivers = list({person.pk: person for person in people if person.is_active}.values())
    choices = dict(
        NoticeChoice.objects.filter(kind=kind, person__in=receivers).values_list(
            "person_id", "delivery"
        )
    )
    default = NoticeChoice.Delivery.MAIL if kind_named(kind).by_mail else NoticeChoice.Delivery.SITE
    for person in receivers:
        delivery = choices.get(person.pk, default)
        if delivery == NoticeChoice.Delivery.OFF:
            continue
        notice = Notice.objects.create(person=person, kind=kind, facts=facts, url=url)
        if delivery == NoticeChoice.Delivery.MAIL and not person.protected_identity:
            _write(notice)


def _write(notice: Notice) -> None:
    with translation.override(notice.person.language):
        context = {"notice": notice, "address": settings.SITE_ADDRESS}
        text = render_to_string("emails/notice.txt", context)
        send_letter(to=notice.person.email, subject=notice.sentence, text=text)


def send_letter(*, to: str, subject: str, text: str) -> Letter:
    one_line = " ".join(subject.split())[:300]
    return Letter.objects.create(to=to, subject=one_line, text=text)


def deliver_letters(most: int = 50) -> int:
    """Send what is due; what fails is tried again, later and later. Returns how many were sent."""
    sent = 0
    for letter in Letter.objects.due()[:most]:
        letter.attempts += 1
        try:
            mail = EmailMessage(letter.subject, letter.text, to=[letter.to])
            mail.extra_headers.update(letter.headers)
            mail.send()
        except OSError:
            wait = timedelta(seconds=min(30 * 2**letter.attempts, 6 * 3600))
            letter.next_try_at = timezone.now() + wait
        else:
            letter.sent_at = timezone.now()
            sent += 1
        letter.save(update_fields=["attempts", "next_try_at", "sent_at"])
    return sent


def mark_read(*, notices: Iterable[Notice]) -> None:
    ids = [notice.pk for notice in notices if notice.is_unread]
    Notice.objects.filter(pk__in=ids).update(read_at=timezone.now())


@transaction.atomic
def choose(*, person: Person, deliveries: dict[str, str]) -> None:
    """Store how the person wants each kind of notice."""
    for kind, delivery in deliveries.items():
        NoticeChoice.objects.update_or_create(
            person=person, kind=kind, defaults={"delivery": delivery}
        )
