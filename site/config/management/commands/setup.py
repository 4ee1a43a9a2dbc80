"""The first organisation and its administrator, without the demo."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from people.organisations.models import Employment, Organisation, Role, Unit
from people.persons.models import Person
from people.persons.names import clean_email
from people.signin.actions import invite


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", required=True, help="its name")
        parser.add_argument("--kind", required=True, choices=Organisation.Kind.values)
        parser.add_argument("--party", required=True, choices=Organisation.Party.values)
        parser.add_argument("--email", required=True, help="the administrator's work e-mail")
        parser.add_argument("--name", required=True, help="the administrator's name")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        email = clean_email(options["email"])
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email!r} is not an e-mail address.") from None
        if Person.objects.filter(email=email).exists():
            raise CommandError(f"{email} already has an account. Nothing was changed.")
        name = options["organisation"]
        facts = {"kind": options["kind"], "party": options["party"]}
        organisation, _new = Organisation.objects.get_or_create(
            name=name, defaults=facts | {"slug": slugify(name)}
        )
        Organisation.objects.filter(pk=organisation.pk).update(connected_on=timezone.localdate())
        unit, _new = Unit.objects.get_or_create(organisation=organisation, parent=None, name=name)
        person = Person.objects.create_user(
            email, name=options["name"], is_staff=True, is_superuser=True
        )
        Employment.objects.create(person=person, unit=unit, title="Administratör")
        Role.objects.create(person=person, organisation=organisation, kind=Role.Kind.ADMINISTRATOR)
        invite(person=person, unit=unit, by=None)
        self.stdout.write(f"{organisation} is connected. An invitation waits for {email}.")
