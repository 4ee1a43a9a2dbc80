"""Following and not following, and how often one gets a letter."""

from __future__ import annotations

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people import audit
from people.following.kinds import Target, kind_named
from people.following.models import Digest, Follow
from people.persons.models import Person

MOST = 100
SALT = "people.following.off"
LINK_LASTS = 60 * 24 * 3600  # seconds


def target_of(kind: str, key: str, person: Person) -> tuple[str, Target] | None:
    """The clean key and what it stands for; None when the person may not know of it."""
    known = kind_named(kind)
    clean = known.clean(key) if known else ""
    target = known.targets([clean], person).get(clean) if known and clean else None
    return (clean, target) if target else None


@transaction.atomic
def follow(*, by: Person, kind: str, key: str) -> Follow:
    """`key` is clean. Twice is once. The first one starts the weekly letter."""
    Person.objects.select_for_update().get(pk=by.pk)
    own = Follow.objects.filter(person=by)
    known = own.filter(kind=kind, key=key).first()
    if known:
        return known
    if own.count() >= MOST:
        raise ValidationError(_("Du följer redan 100 saker. Sluta följa något först."))
    Digest.objects.get_or_create(person=by)
    made = Follow.objects.create(person=by, kind=kind, key=key)
    audit.record("follow", made, by=by, kind=kind)
    return made


@transaction.atomic
def stop_following(*, by: Person, kind: str, key: str) -> None:
    for one in Follow.objects.filter(person=by, kind=kind, key=key):
        audit.record("unfollow", one, by=by, kind=kind)
        one.delete()


@transaction.atomic
def choose_rhythm(*, person: Person, rhythm: str) -> None:
    """What is new counts from now when one has had no letters."""
    digest, _new = Digest.objects.select_for_update().get_or_create(person=person)
    if digest.rhythm == Digest.Rhythm.OFF and rhythm != Digest.Rhythm.OFF:
        digest.covered_until = timezone.now()
    digest.rhythm = rhythm
    digest.save(update_fields=["rhythm", "covered_until"])


def off_token(digest: Digest) -> str:
    """For the link in the letter: it turns off this one person's digest, and nothing else."""
    return signing.TimestampSigner(salt=SALT).sign(str(digest.person_id))


def digest_of_token(token: str) -> Digest | None:
    try:
        person = signing.TimestampSigner(salt=SALT).unsign(token, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    return Digest.objects.filter(person=int(person), person__is_active=True).first()
