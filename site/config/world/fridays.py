"""Boards: this week's in the middle of it, earlier ones after their full stop."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from config.world.reading import rows
from knowledge.retrospectives.models import Action, Retrospective
from knowledge.retrospectives.opening import attend, open_board
from knowledge.retrospectives.outcome import put_out
from knowledge.retrospectives.steps import Step
from knowledge.retrospectives.writing import write_card
from people.audience import Audience
from people.organisations.models import Team
from people.persons.models import Person


def build_boards() -> None:
    """The oldest first: a board with something to follow up opens there."""
    for row in sorted(rows("retrospectives"), key=lambda row: -row["weeks_ago"]):
        team = Team.objects.get(organisation__slug=row["organisation"], name=row["team"])
        if row["weeks_ago"] == 0:
            open_now(team, row)
        else:
            closed_then(team, row)


def open_now(team: Team, row: dict[str, Any]) -> None:
    members = list(team.members.order_by("name"))
    board = open_board(team=team, by=members[0], anonymous=True)
    tickets = {person.pk: attend(board=board, by=person) for person in members[:-1]}
    for number, (column, text) in enumerate(row["cards"]):
        writer = members[number % len(tickets)]
        ticket = tickets[writer.pk]
        write_card(board=board, by=writer, column=column, text=text, ticket=ticket)


def closed_then(team: Team, row: dict[str, Any]) -> None:
    day = timezone.localdate() - timedelta(weeks=row["weeks_ago"])
    year, week, _weekday = day.isocalendar()
    board = Retrospective.objects.create(
        team=team,
        year=year,
        week=week,
        step=Step.CLOSED,
        is_anonymous=True,
        is_revealed=True,
        opened_on=day,
        closed_on=day,
        card_count=len(row["cards"]),
        vote_count=2 * len(row["cards"]),
        labels=row["themes"],
    )
    for text, owner, days in row["actions"]:
        person = Person.objects.get(email=owner)
        due = timezone.localdate() + timedelta(days=days)
        state = Action.State.DONE if due < timezone.localdate() else Action.State.OPEN
        Action.objects.create(
            team=team, retrospective=board, text=text, owner=person, due_on=due, state=state
        )
    if row.get("themes_learned"):
        tell_others(team, row, day)


def tell_others(team: Team, row: dict[str, Any], day: date) -> None:
    put_out(
        team=team,
        audience=Audience.objects.connected(),
        month=day,
        title=" och ".join(row["themes"][:2]) or "En vecka",
        themes="\n".join(row["themes"]),
        learned=row["themes_learned"],
        next_up="\n\n".join(text for text, _owner, _days in row["actions"]),
    )
