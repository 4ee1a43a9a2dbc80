"""Networks with members from several organisations, and what is shared in them alone."""

from typing import Any

from config.world.knowledge import date_back, write
from config.world.reading import rows
from knowledge.articles.actions import publish
from people.networks import actions, entering
from people.networks.models import Network
from people.persons.models import Person


def build_networks() -> None:
    for row in rows("networks"):
        network = start(row)
        for lesson in row.get("lessons", []):
            author = Person.objects.get(email=lesson["author"])
            readers = {"audience": f"network:{network.pk}"}
            date_back(publish(draft=write(lesson | readers, author), by=author), lesson)


def start(row: dict[str, Any]) -> Network:
    """Its keeper lets the members in; some still wait for an answer."""
    text = {name: row[name] for name in ("name", "purpose", "for_whom")}
    network = actions.start(by=Person.objects.get(email=row["keeper"]), **text)
    for email in row["members"]:
        person = Person.objects.get(email=email)
        joining = entering.ask(network=network, by=person, why=str(person.employment))
        if joining:
            entering.answer(joining=joining, by=Person.objects.get(email=row["keeper"]), yes=True)
    for email, why in row["asks"]:
        entering.ask(network=network, by=Person.objects.get(email=email), why=why)
    for email in row["invited"]:
        entering.invite(network=network, by=Person.objects.get(email=row["keeper"]), email=email)
    return network
