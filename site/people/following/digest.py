"""One letter with what is new in what one follows. Sent on working days, 7 to 18."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from people.belonging import load_belongings
from people.following.actions import off_token
from people.following.kinds import News
from people.following.models import Digest
from people.following.news import Fresh, followed_by, seen_among
from people.notices.models import Letter
from people.persons.models import Person
from people.working_days import is_working_day

OPENS, CLOSES = 7, 18
BATCH = 200
LONGEST = timedelta(days=14)  # older news than this are no news
MOST = 10  # items named in one letter


def send_digests() -> int:
    """Letters written to the outbox; safe to call again, and by two workers at once."""
    now = timezone.localtime()
    if not (OPENS <= now.hour < CLOSES and is_working_day(now.date())):
        return 0
    day = timezone.make_aware(datetime.combine(now.date(), time()))
    week = day - timedelta(days=now.weekday())
    due = Digest.objects.due(week=week, day=day)
    first = due.order_by("covered_until").values_list("covered_until", flat=True).first()
    if first is None:
        return 0
    fresh, written, last = Fresh(max(first, now - LONGEST), now), 0, 0
    while True:
        batch = list(due.filter(pk__gt=last).order_by("pk").select_related("person")[:BATCH])
        if not batch:
            return written
        written += put_out(batch, letters_for(batch, fresh), now)
        last = batch[-1].pk


@transaction.atomic
def put_out(batch: list[Digest], letters: dict[int, Letter], now: datetime) -> int:
    """Store the letters by person, unless another worker has been there in the meantime."""
    rows = Digest.objects.filter(pk__in=[one.pk for one in batch]).select_for_update()
    stored = dict(rows.values_list("pk", "covered_until"))
    ours = [one for one in batch if stored.get(one.pk) == one.covered_until]
    chosen = [letters[one.person_id] for one in ours if one.person_id in letters]
    Letter.objects.bulk_create(chosen)
    Digest.objects.filter(pk__in=[one.pk for one in ours]).update(covered_until=now)
    return len(chosen)


def letters_for(batch: list[Digest], fresh: Fresh) -> dict[int, Letter]:
    """By person. No letter without news, and none to accounts that are closed or protected."""
    people = [one.person for one in batch if mailable(one.person)] if fresh.news else []
    follows = followed_by(people) if people else {}
    fresh.learn({follow for follows_of_one in follows.values() for follow in follows_of_one})
    since = {one.person_id: one.covered_until for one in batch}
    wanted = {
        person: {
            key
            for key in fresh.wanted(person, follows.get(person.pk, []))
            if fresh.by_key[key].at > since[person.pk]
        }
        for person in people
    }
    wanted = {person: keys for person, keys in wanted.items() if keys}
    load_belongings(list(wanted))
    seen = seen_among(wanted)
    digests = {one.person_id: one for one in batch}
    return {
        person.pk: letter_to(person, digests[person.pk], [fresh.by_key[key] for key in keys])
        for person in wanted
        if (keys := seen.get(person.pk))
    }


def mailable(person: Person) -> bool:
    return person.is_active and not person.protected_identity


def letter_to(person: Person, digest: Digest, news: list[News]) -> Letter:
    """Names what all at an organisation may read; the rest is counted, and waits on the page."""
    news = sorted(news, key=lambda one: one.at, reverse=True)
    named = [one for one in news if one.in_mail][:MOST]
    off = f"{settings.SITE_ADDRESS}{reverse('digest_off', args=[off_token(digest)])}"
    with translation.override(person.language):
        subject = ngettext(
            "%(count)s nyhet i det du följer", "%(count)s nyheter i det du följer", len(news)
        ) % {"count": len(news)}
        context = {
            "named": named,
            "more": len(news) - len(named),
            "address": settings.SITE_ADDRESS,
            "off": off,
            "rhythm": digest.rhythm,
        }
        text = render_to_string("emails/digest.txt", context)
    return Letter(to=person.email, subject=subject, text=text, unsubscribe=off)
