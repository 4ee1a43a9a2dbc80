"""What the start page says about Fridays."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowledge.retrospectives.meeting import Meeting
from knowledge.retrospectives.models import Action, Retrospective
from people.persons.models import Person
from people.start.parts import Todo


def todos(person: Person) -> list[Todo]:
    return [*open_boards(person), *due_actions(person)]


def open_boards(person: Person) -> list[Todo]:
    boards = Retrospective.objects.visible_to(person).open().select_related("team")
    full = Count("slots", filter=Q(slots__text__gt=""), distinct=True)
    rows = boards.annotate(waiting=full + Count("cards", distinct=True))
    today = timezone.localdate()
    counted = [
        (board, Meeting.in_week_of(board.team, today), vars(board)["waiting"]) for board in rows
    ]
    return [
        Todo(
            title=_("Fredagsåterblicken är öppen"),
            text=_("%(day)s kl. %(clock)s med %(team)s. %(cards)s")
            % {
                "day": capfirst(date_format(meeting.day, "l j F")),
                "clock": time_format(meeting.at, "TIME_FORMAT"),
                "team": board.team,
                "cards": lying(waiting),
            },
            url=reverse("knowledge:board", args=[board.team_id]),
            button=_("Lägg en lapp"),
            area="fredag",
            due=meeting.day,
        )
        for board, meeting, waiting in counted
    ]


def lying(number: int) -> str:
    if not number:
        return _("Ingen lapp ligger där än.")
    return ngettext(
        "%(number)s lapp ligger redan där.", "%(number)s lappar ligger redan där.", number
    ) % {"number": number}


def due_actions(person: Person) -> list[Todo]:
    own = Action.objects.visible_to(person).unfinished().filter(owner=person)
    return [
        Todo(
            title=action.text,
            text=_("Din åtgärd från fredagen, klar senast %(day)s.")
            % {"day": date_format(action.due_on, "j F")},
            url=reverse("knowledge:team_actions", args=[action.team_id]),
            button=_("Berätta hur det gick"),
            area="fredag",
            due=action.due_on,
        )
        for action in own.filter(due_on__lte=timezone.localdate())[:3]
    ]
