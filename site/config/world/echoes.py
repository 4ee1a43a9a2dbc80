"""What several of Sjövalla's teams have met this month."""

from django.utils import timezone

from knowledge.echoes.labels import Label
from knowledge.echoes.models import Echo, EchoJoining, monday_of
from people.organisations.models import Organisation
from people.persons.models import Person

WOULD_JOIN = "jonas.ek@sjovalla.example"


def build_echoes() -> None:
    here = Organisation.objects.get(slug="sjovalla")
    monday = monday_of(timezone.localdate())
    echo = Echo.objects.create(organisation=here, label=Label.INFORMATION, heard_on=monday)
    EchoJoining.objects.create(echo=echo, person=Person.objects.get(email=WOULD_JOIN))
