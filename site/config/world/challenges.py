"""The organisations' own goals, and what people ask each other, dated back."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from config.world.reading import rows
from knowledge.articles.models import ArticlePage
from knowledge.challenges import actions, replies
from knowledge.challenges.models import Challenge, ChallengeAnswer
from knowledge.challenges.offers import own_offers
from people.networks.models import Network
from people.organisations.models import Organisation
from people.persons.models import Person
from people.subgoals.actions import add
from people.subgoals.models import Subgoal


def build_subgoals() -> None:
    for row in rows("subgoals"):
        add(
            organisation=Organisation.objects.get(slug=row["organisation"]),
            by=named(row["by"]),
            goal=row["goal"],
            name_sv=row["sv"],
            name_en=row["en"],
        )


def keys_for(title: str) -> list[str]:
    """The sub-goals of the lesson with that title."""
    names = [row["sv"] for row in rows("subgoals") if title in row["lessons"]]
    return [one.key for one in Subgoal.objects.filter(name_sv__in=names)]


def build_challenges() -> None:
    for row in sorted(rows("challenges"), key=lambda row: -row["asked"]):
        challenge = ask(row)
        for answer in row["answers"]:
            give(challenge, answer)
        if row["outcome"]:
            actions.close(challenge=challenge, by=named(row["asker"]), outcome=row["outcome"])
        date_back(challenge, row)


def ask(row: dict[str, Any]) -> Challenge:
    kind, _colon, name = row["audience"].partition(":")
    network = Network.objects.filter(name=name).first()
    own = Subgoal.objects.filter(name_sv__in=row["subgoals"])
    return actions.ask(
        by=named(row["asker"]),
        audience=f"network:{network.pk}" if network else kind,
        topics=", ".join(row["topics"]),
        goals=[*row["goals"], *(one.key for one in own)],
        deadline=timezone.localdate() + timedelta(days=max(row["days"], 0)),
        **{name: row[name] for name in ("title", "question", "tried")},
    )


def give(challenge: Challenge, row: dict[str, Any]) -> None:
    by = named(row["by"])
    offers = [one.pk for one in own_offers(by) if one.title == row.get("offer")]
    answer = replies.answer(
        challenge=challenge,
        by=by,
        way=row["way"],
        text=row["text"],
        article=ArticlePage.objects.get(title=row["lesson"]) if "lesson" in row else None,
        person=named(row["who"]) if "who" in row else None,
        offer=offers[0] if offers else None,
    )
    if row.get("yes") and answer.person:
        replies.answer_for_oneself(answer=answer, by=answer.person, yes=True)
    if row.get("helped") and challenge.asker:
        replies.mark_helped(answer=answer, by=challenge.asker, helped=True)


def date_back(challenge: Challenge, row: dict[str, Any]) -> None:
    """What the actions date today happened, in the story, some time ago."""
    now = timezone.now()
    opened, last = now - timedelta(days=row["asked"]), now + timedelta(days=row["days"])
    Challenge.objects.filter(pk=challenge.pk).update(
        opened_at=opened,
        deadline=timezone.localdate(last),
        closed_at=last if row["outcome"] else None,
    )
    for number, answer in enumerate(challenge.answers.order_by("pk")):
        then = min(now, opened + timedelta(days=1 + number, hours=3))
        ChallengeAnswer.objects.filter(pk=answer.pk).update(created_at=then)


def named(email: str) -> Person:
    return Person.objects.get(email=email)
