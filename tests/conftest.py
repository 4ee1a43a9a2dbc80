"""The cast. Each is here for one reason; tests say who does what to whom."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from people.organisations.models import (
    Authority,
    Employment,
    Organisation,
    Role,
    Team,
    TeamMembership,
    Unit,
)
from people.persons.models import Person
from search.outbox import drain

Kind, Party = Organisation.Kind, Organisation.Party


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test with real transactions gives back what the migrations made (Wagtail's first rows).

    All tests of its file have them: they run last, since they empty the tables after themselves.
    """
    kinds: dict[Path, set[bool]] = {}
    for item in items:
        marker = item.get_closest_marker("django_db")
        real = bool(marker and marker.kwargs.get("transaction"))
        real = real or "transactional_db" in getattr(item, "fixturenames", ())
        kinds.setdefault(item.path, set()).add(real)
        if real:
            mark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
            item.add_marker(mark, append=False)
    if mixed := [path.name for path, found in kinds.items() if len(found) > 1]:
        raise pytest.UsageError(f"Real transactions in a file of their own, please: {mixed}")


@pytest.fixture(autouse=True)
def fast_passwords(settings: object) -> None:
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [quick, *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Rate limits and other memory do not leak from one test to the next."""
    from django.core.cache import cache

    from search import kept

    cache.clear()
    kept.forget()
    yield


def organisation(name: str, slug: str, kind: str, party: str, connected: bool = True):
    day = date(2026, 1, 1) if connected else None
    return Organisation.objects.create(
        name=name, slug=slug, kind=kind, party=party, connected_on=day
    )


@pytest.fixture
def sjovalla(db: None) -> Organisation:
    """A municipality; most of the story happens here."""
    return organisation("Sjövalla kommun", "sjovalla", Kind.MUNICIPALITY, Party.MUNICIPALITY)


@pytest.fixture
def granby(db: None) -> Organisation:
    """Another connected municipality, which must never see what is Sjövalla's own."""
    return organisation("Granby kommun", "granby", Kind.MUNICIPALITY, Party.MUNICIPALITY)


@pytest.fixture
def care(sjovalla: Organisation) -> Unit:
    """A unit with a unit under it."""
    board = Authority.objects.create(organisation=sjovalla, name="Socialnämnden")
    return Unit.objects.create(organisation=sjovalla, authority=board, name="Äldreomsorgen")


@pytest.fixture
def home_care(care: Unit) -> Unit:
    return Unit.objects.create(organisation=care.organisation, parent=care, name="Hemtjänsten")


@pytest.fixture
def digital(sjovalla: Organisation) -> Unit:
    return Unit.objects.create(organisation=sjovalla, name="Digitaliseringsenheten")


@pytest.fixture
def granby_digital(granby: Organisation) -> Unit:
    return Unit.objects.create(organisation=granby, name="Digital utveckling")


def employ(email: str, name: str, unit: Unit | None, title: str = "", **extra: object) -> Person:
    manager, share = extra.pop("manager", None), extra.pop("share", 100)
    person = Person.objects.create_user(email, "korrekt-häst-batteri", name=name, **extra)
    if unit:
        facts = {"title": title, "manager": manager, "share": share, "since": date(2024, 1, 1)}
        Employment.objects.create(person=person, unit=unit, **facts)
    return person


@pytest.fixture
def lena(digital: Unit) -> Person:
    """Head of the digital unit: posts opportunities, and answers as home manager."""
    lena = employ("lena@sjovalla.example", "Lena Åkesson", digital, "Enhetschef")
    Role.objects.create(
        person=lena, organisation=digital.organisation, unit=digital, kind=Role.Kind.MANAGER
    )
    return lena


@pytest.fixture
def amina(digital: Unit, lena: Person) -> Person:
    """The employee who writes lessons and looks for her next step."""
    return employ("amina@sjovalla.example", "Amina Berg", digital, "Systemförvaltare", manager=lena)


@pytest.fixture
def jonas(digital: Unit, lena: Person) -> Person:
    """Amina's colleague in the same unit."""
    return employ("jonas@sjovalla.example", "Jonas Ek", digital, "Handläggare", manager=lena)


@pytest.fixture
def nils(home_care: Unit) -> Person:
    """Same organisation, another unit."""
    return employ("nils@sjovalla.example", "Nils Öberg", home_care, "Undersköterska")


@pytest.fixture
def karin(granby_digital: Unit) -> Person:
    """Manager in another municipality: host of placements, reader of what is shared."""
    karin = employ("karin@granby.example", "Karin Lind", granby_digital, "Digitaliseringschef")
    Role.objects.create(
        person=karin,
        organisation=granby_digital.organisation,
        unit=granby_digital,
        kind=Role.Kind.MANAGER,
    )
    return karin


@pytest.fixture
def samir(granby_digital: Unit, karin: Person) -> Person:
    """An employee in another municipality."""
    return employ("samir@granby.example", "Samir Haddad", granby_digital, "Utvecklare")


def with_role(email: str, name: str, unit: Unit, kind: str) -> Person:
    person = employ(email, name, unit, Role.Kind(kind).label)
    Role.objects.create(person=person, organisation=unit.organisation, kind=kind)
    return person


@pytest.fixture
def administrator(care: Unit) -> Person:
    """Tends units, teams and roles at Sjövalla, and nowhere else."""
    return with_role("admin@sjovalla.example", "Ada Min", care, Role.Kind.ADMINISTRATOR)


@pytest.fixture
def hr(care: Unit) -> Person:
    return with_role("hr@sjovalla.example", "Hanna Rask", care, Role.Kind.HR)


@pytest.fixture
def editor(care: Unit) -> Person:
    return with_role("redaktor@sjovalla.example", "Edit Orre", care, Role.Kind.EDITOR)


@pytest.fixture
def registrar(care: Unit) -> Person:
    return with_role("registrator@sjovalla.example", "Rune Gistrén", care, Role.Kind.REGISTRAR)


@pytest.fixture
def stranger(db: None) -> Person:
    """Has an account and no employer that is connected."""
    return employ("stranger@elsewhere.example", "Stina Främling", None)


@pytest.fixture
def operator(db: None) -> Person:
    """Runs the installation. Sees what is published, and nobody's drafts or boards."""
    return employ("drift@utbyte.example", "Dag Drift", None, is_staff=True, is_superuser=True)


@pytest.fixture
def team(digital: Unit, amina: Person, jonas: Person, lena: Person) -> Team:
    """Amina's Friday team: five people, so that cards may be anonymous."""
    team = Team.objects.create(
        organisation=digital.organisation, unit=digital, name="E-tjänstlaget"
    )
    others = [
        employ(f"{name.lower()}@sjovalla.example", f"{name} Alm", digital, "Utvecklare")
        for name in ("Disa", "Emil")
    ]
    for person in (amina, jonas, lena, *others):
        TeamMembership.objects.create(team=team, person=person)
    return team


@pytest.fixture
def sign_in() -> Callable[[Person], Client]:
    """A browser of the person's own: `sign_in(amina).get("/")`."""

    def client(person: Person) -> Client:
        browser = Client()
        browser.force_login(person)
        return browser

    return client


@pytest.fixture
def index() -> Callable[[], object]:
    """Let the worker bring the search index up to date: `index()`."""
    return drain
