"""Many colleagues in many units, most of them with a profile."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from config.world.large.words import job_titles, name, pieces, skewed
from config.world.people import PASSWORD
from mobility.profiles.models import Profile, SkillClaim
from people.organisations.models import Employment, Organisation, Role, Unit
from people.persons.models import Person
from skills.models import Skill

CHUNK = 2_000
IN_A_UNIT = 25
CLAIMS = (5, 25)
WITH_PROFILE = 0.8


def fill_people(many: int, random: Random) -> Iterator[int]:
    """So that there are `many` in all. Yields how many there are after each piece."""
    places = list(Organisation.objects.connected().order_by("pk"))
    skills = list(Skill.objects.active().order_by("pk").values_list("pk", flat=True))
    password = make_password(PASSWORD)
    for piece in pieces(Person.objects.count(), many, CHUNK):
        with transaction.atomic():
            units = _units(places, -(-len(piece) // IN_A_UNIT), random)
            people = _people(piece, units, password, random)
            _employ(people, units, random)
            _profiles(people, skills, random)
        yield piece.stop


def _units(places: list[Organisation], many: int, random: Random) -> list[Unit]:
    """New ones, each under a unit that its organisation has."""
    above: dict[int, list[Unit]] = {}
    for unit in Unit.objects.living().order_by("pk"):
        above.setdefault(unit.organisation_id, []).append(unit)
    units = []
    for number in range(many):
        place = random.choice(places)
        parent = random.choice(above[place.pk][:20])
        units.append(Unit(organisation=place, parent=parent, name=f"{parent.name} {number + 1}"))
    Unit.objects.bulk_create(units)
    for unit in units:
        unit.lineage = f"{unit.parent.lineage if unit.parent else '/'}{unit.pk}/"
    Unit.objects.bulk_update(units, ["lineage"], batch_size=200)
    return units


def _people(piece: range, units: list[Unit], password: str, random: Random) -> list[Person]:
    people = []
    for number in piece:
        called, unit = name(random), units[(number - piece.start) // IN_A_UNIT]
        address = f"{slugify(called)}-{number}@{unit.organisation.slug}.example"
        people.append(Person(email=address, name=called, password=password))
    return Person.objects.bulk_create(people, batch_size=500)


def _employ(people: list[Person], units: list[Unit], random: Random) -> None:
    """The first in each unit leads it."""
    since = timezone.localdate() - timedelta(days=700)
    works, roles = [], []
    for number, person in enumerate(people):
        unit = units[number // IN_A_UNIT]
        leader = people[number - number % IN_A_UNIT]
        manager = leader if leader is not person else None
        share = random.choice((100, 100, 100, 80, 75))
        facts = {"title": random.choice(job_titles()), "share": share, "since": since}
        works.append(Employment(person=person, unit=unit, manager=manager, **facts))
        if manager is None:
            at = unit.organisation
            roles.append(Role(person=person, organisation=at, kind=Role.Kind.MANAGER, unit=unit))
    Employment.objects.bulk_create(works, batch_size=500)
    Role.objects.bulk_create(roles, batch_size=500)


def _profiles(people: list[Person], skills: list[int], random: Random) -> None:
    own = [person for person in people if random.random() < WITH_PROFILE]
    shown = [Profile.ShownTo.CONNECTED, Profile.ShownTo.ORGANISATION, Profile.ShownTo.UNIT]
    Profile.objects.bulk_create(
        [Profile(person=person, shown_to=random.choice(shown)) for person in own], batch_size=500
    )
    claims = [
        _claim(person, skill, random)
        for person in own
        for skill in skewed(skills, random.randint(*CLAIMS), random)
    ]
    SkillClaim.objects.bulk_create(claims, batch_size=1_000)


def _claim(person: Person, skill: int, random: Random) -> SkillClaim:
    wants = random.random() < 0.2
    level = random.randint(0 if wants else 1, 5)
    return SkillClaim(person=person, skill_id=skill, level=level, want_to_develop=wants)
