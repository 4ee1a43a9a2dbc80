"""More of what the sweeps fill addresses with, subject by subject."""

from typing import Any

from knowledge.articles import actions as articles
from knowledge.articles.models import ArticlePage
from knowledge.grounds.actions import rest_on
from knowledge.recommending import actions as recommending
from knowledge.reports import actions as reports
from knowledge.validity.models import AskedLesson, Asking
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
    inside = published(by, Audience.objects.network(found["network"]), f"{word} i nätverket")
    pks = {**found, "closed": closed, "asking": joining}
    return {"inside": inside.slug} | {name: one.pk for name, one in pks.items()}


def doubtful_draft(by: Person, here: Organisation, word: str) -> int:
    """A draft that asks about somebody before it is published."""
    text = f"{word} telefon är 070-123 45 67."
    draft = articles.start_draft(by=by, title=f"{word} fråga", what_we_learned=text)
    key = Audience.objects.organisation(here).key
    return articles.save_draft(draft=draft, by=by, version=1, audience=key).pk


def published(by: Person, audience: Audience, title: str) -> ArticlePage:
    draft = articles.start_draft(by=by, title=title, what_we_learned="Tillsammans.")
    draft = articles.save_draft(draft=draft, by=by, version=1, audience=audience.key)
    return articles.publish(draft=draft, by=by)


def doubted(article: ArticlePage, by: Person, reader: Person, word: str) -> dict[str, Any]:
    """What a lesson rests on, who has reported it, a letter about it, and one under review."""
    ground = rest_on(article=article, by=by, kind="law", name=f"{word} lag")
    reports.report(article=article, by=reader, reason="wrong", line=f"{word} fel")
    letter = Asking.objects.create(person=by)
    asked = {"person": by, "article": article, "review_on": article.review_on, "stage": 0}
    AskedLesson.objects.create(asking=letter, **asked)
    reviewing = published(by, article.audience, f"{word} granskas")
    recommending.ask(article=reviewing, by=by)
    return {
        "doubted": article.pk, "ground": ground.pk, "letter": letter.token,
        "reviewing": reviewing.slug, "version": article.live_revision_id,
    }  # fmt: skip
