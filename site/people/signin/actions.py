"""Inviting people, their first sign-in, and ending those they have."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from people.audit import record
from people.notices.actions import send_letter
from people.organisations.models import Unit
from people.persons.models import Person
from people.signin.models import Invitation, SignIn


@transaction.atomic
def invite(*, person: Person, unit: Unit, by: Person | None) -> Invitation:
    """Send a link with which the person chooses a password. Earlier links stop working.

    Offers of employment wait for their answer all the same.
    """
    Invitation.objects.filter(person=person, accepted_at__isnull=True, title="").delete()
    invitation = Invitation(person=person, unit=unit, invited_by=by)
    token = invitation.new_token()
    invitation.save()
    with translation.override(person.language):
        link = settings.SITE_ADDRESS + reverse("welcome", args=[token])
        context = {"invitation": invitation, "link": link, "organisation": unit.organisation}
        send_letter(
            to=person.email,
            subject=_("%(organisation)s bjuder in dig till Utbyte")
            % {"organisation": unit.organisation},
            text=render_to_string("emails/invitation.txt", context),
        )
    record("invited", invitation, by=by, person=person.pk)
    return invitation


@transaction.atomic
def accept(*, invitation: Invitation, password: str) -> Person:
    """The person's first password. The link is spent."""
    person = invitation.person
    person.set_password(password)
    person.save(update_fields=["password"])
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    record("invitation accepted", invitation, by=person)
    return person


@transaction.atomic
def end_sign_in(*, sign_in: SignIn, by: Person) -> None:
    """Whoever sits there is signed out at the next click."""
    sign_in.delete()
    record("sign-in ended", by, by=by)


@transaction.atomic
def end_other_sign_ins(*, person: Person, but: str | None) -> int:
    """All but the one with that session key. Returns how many."""
    others = SignIn.objects.visible_to(person).exclude(session_key=but)
    count, _kinds = others.delete()
    if count:
        record("other sign-ins ended", person, by=person, count=count)
    return count
