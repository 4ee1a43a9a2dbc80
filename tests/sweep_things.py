"""More of what the sweeps fill addresses with, subject by subject."""

from typing import Any

from knowledge.articles import actions as articles
from people.audience import Audience
from people.networks import actions as networks
from people.networks.models import Joining, Network
from people.organisations.models import Organisation
from people.persons.models import Person


def open_networks(name: str, keeper: Person, *members: Person) -> dict[str, Network]:
    """What staff of every connected organisation may find: one that is kept, one that is not."""
    made = {}
    for key, title in (("network", f"{name} nätverk"), ("unkept", f"{name} utan ansvarig")):
        text = {"name": title, "purpose": "Lära.", "for_whom": "Alla."}
        made[key] = networks.start(by=keeper, **text)
        for one in members:
            joining = networks.ask(network=made[key], by=one, why="Samma sak.")
            assert joining
            networks.answer(joining=joining, by=keeper, yes=True)
    networks.leave(network=made["unkept"], by=keeper)
    Network.objects.filter(pk=made["unkept"].pk).update(keeper=None)
    return made


def in_networks(found: dict[str, Network], by: Person, asking: Person, word: str) -> dict[str, Any]:
    """What only members see of the open ones; and one that is closed."""
    text = {"purpose": word, "for_whom": word}
    closed = networks.start(by=by, name=f"{word} stängda nätverk", **text)
    networks.close(network=closed, by=by)
    joining = networks.ask(network=found["network"], by=asking, why=f"{word} fråga")
    assert isinstance(joining, Joining)
    draft = articles.start_draft(by=by, title=f"{word} i nätverket", what_we_learned="Tillsammans.")
    key = Audience.objects.network(found["network"]).key
    draft = articles.save_draft(draft=draft, by=by, version=1, audience=key)
    pks = {**found, "closed": closed, "joining": joining}
    inside = articles.publish(draft=draft, by=by).slug
    return {"inside": inside} | {name: one.pk for name, one in pks.items()}


def doubtful_draft(by: Person, here: Organisation, word: str) -> int:
    """A draft that asks about somebody before it is published."""
    text = f"{word} telefon är 070-123 45 67."
    draft = articles.start_draft(by=by, title=f"{word} fråga", what_we_learned=text)
    key = Audience.objects.organisation(here).key
    return articles.save_draft(draft=draft, by=by, version=1, audience=key).pk
