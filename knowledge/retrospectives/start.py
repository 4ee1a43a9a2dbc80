"""What Fridays bring to the site when it starts: jobs, notices, the start page, hooks."""

from knowledge.articles.holding import register_hold
from knowledge.articles.publishing import filled
from knowledge.retrospectives import traces
from knowledge.retrospectives.closing import stop_forgotten
from knowledge.retrospectives.kinds import KINDS
from knowledge.retrospectives.membership import tell_members
from knowledge.retrospectives.nudging import nudge
from knowledge.retrospectives.planning.calendar_keys import end_addresses
from knowledge.retrospectives.planning.mornings import open_boards, remind
from knowledge.retrospectives.proposals import lessons, outcomes
from knowledge.retrospectives.todos import todos
from people import worker
from people.notices import kinds
from people.organisations.memberships import when_a_team_changes
from people.start.parts import register_todos


def register() -> None:
    register_hold(lessons.hold)
    filled.connect(lessons.forget_published)
    worker.register(
        worker.Job("actions of teams", 3600, nudge),
        worker.Job("drafts of teams", 3600, lessons.end_proposals),
        worker.Job("outcomes of teams", 3600, outcomes.end_outcomes),
        worker.Job("forgotten boards", 3600, stop_forgotten),
        worker.Job("traces of boards", 600, traces.again),
        worker.Job("boards of the week", 600, open_boards),
        worker.Job("meetings today", 600, remind),
    )
    register_todos(todos)
    kinds.register(*KINDS)
    when_a_team_changes(tell_members)
    when_a_team_changes(end_addresses)
