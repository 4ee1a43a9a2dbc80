"""The believable world that `demo` shows."""

from collections.abc import Callable

from django.db import transaction

from config.world import (
    attachments,
    beginning,
    challenges,
    echoes,
    fridays,
    glossary,
    knowledge,
    mobility,
    networks,
    people,
    shelf,
    talk,
    trials,
    validity,
    writing,
)
from people.organisations.models import Organisation
from people.persons.models import Person
from skills.starter import load_starter

STEPS: list[tuple[str, Callable[[], object]]] = [
    ("organisations", people.build_organisations),
    ("people", people.build_people),
    ("skills", load_starter),
    ("sub-goals", challenges.build_subgoals),
    ("lessons", knowledge.build_articles),
    ("pictures and files", attachments.build_attachments),
    ("networks", networks.build_networks),
    ("drafts", writing.build_drafts),
    ("trials", trials.build_trials),
    ("calls", trials.build_calls),
    ("validity", validity.build_validity),
    ("words", glossary.build_glossary),
    ("shelves", shelf.build_shelves),
    ("Fridays", fridays.build_boards),
    ("echoes", echoes.build_echoes),
    ("roles", mobility.build_roles),
    ("profiles", mobility.build_profiles),
    ("opportunities", mobility.build_opportunities),
    ("questions", talk.build_talk),
    ("challenges", challenges.build_challenges),
    ("beginnings", beginning.build_beginnings),
]


def exists() -> bool:
    return Organisation.objects.filter(slug="sjovalla").exists()


@transaction.atomic
def build(say: Callable[[str], None]) -> None:
    """Make the world in one transaction: all of it is there, or nothing."""
    for name, step in STEPS:
        say(f"  {name} …")
        step()


STORY = (
    ("amina.berg@sjovalla.example", "employee"),
    ("jonas.ek@sjovalla.example", "employee"),
    ("lena.akesson@sjovalla.example", "manager"),
    ("mikael.norberg@sjovalla.example", "hr"),
    ("elin.strahle@sjovalla.example", "editor"),
    ("birgitta.rask@sjovalla.example", "registrar"),
    ("daniel.osei@sjovalla.example", "administrator"),
    ("karin.holmvik@granby.example", "manager"),
    ("charlotte.haggmyr@granby.example", "hr"),
    ("tomas.brannas@granby.example", "administrator"),
    ("ali.hosseini@registerverket.example", "employee"),
    ("drift@utbyte.example", "operator"),
)


def accounts() -> list[dict[str, str]]:
    """Whom one may sign in as, with what they are and where."""
    found = Person.objects.in_bulk([email for email, _ in STORY], field_name="email")
    return [
        {
            "email": email,
            "password": people.PASSWORD,
            "role": role,
            "organisation": str(found[email].organisation or "Utbyte"),
        }
        for email, role in STORY
        if email in found
    ]
