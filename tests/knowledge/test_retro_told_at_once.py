"""Two who stop, rewrite or publish the team's text at the very same time: no words are lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from knowledge.retrospectives import closing, opening
from knowledge.retrospectives.outcome import RetrospectivePage
from knowledge.retrospectives.proposals import outcomes
from knowledge.retrospectives.proposals.models import OutcomeProposal
from people.notices.models import Notice
from tests.knowledge.test_retro_at_once import REFUSED, at_once

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = {"title": "Larm", "themes": "", "learned": "Ett larm behöver en ägare.", "next_up": ""}


@pytest.fixture
def proposal(team, amina, time_machine):
    """Told on a Friday, its time is up."""
    time_machine.move_to(datetime(2026, 11, 20, 13, 20, tzinfo=UTC), tick=False)
    board = opening.open_board(team=team, by=amina, anonymous=False)
    made = outcomes.propose_outcome(team=team, by=amina, audience="connected", **TEXT)
    closing.set_full_stop(board=board, by=amina)
    time_machine.move_to(datetime(2026, 11, 24, 10, tzinfo=UTC), tick=False)
    made.refresh_from_db()
    assert made.is_ready
    return made


def rewrites(proposal, person, title):
    said = {**TEXT, "title": title, "with_unit": False, "audience": "connected"}
    return lambda: outcomes.rewrite_outcome(proposal=proposal, by=person, version=1, **said)


def stops(proposal, person):
    return lambda: outcomes.stop_outcome(proposal=proposal, by=person)


def publishes(proposal, person):
    return lambda: outcomes.publish_outcome(proposal=proposal, by=person, version=1, text=TEXT)


def test_stopped_and_rewritten_at_once_it_is_stopped(proposal, amina, jonas):
    at_once(stops(proposal, amina), rewrites(proposal, jonas, "Nytt"))
    proposal.refresh_from_db()
    assert (proposal.is_stopped, proposal.title) == (True, "")


def test_rewritten_and_published_at_once_nobody_reads_what_the_team_has_not(proposal, amina, jonas):
    at_once(rewrites(proposal, amina, "Nytt"), publishes(proposal, jonas))
    titles = list(RetrospectivePage.objects.values_list("title", flat=True))
    waiting = list(OutcomeProposal.objects.values_list("title", flat=True))
    assert (titles, waiting) in ((["Larm"], []), ([], ["Nytt"]))


def test_published_twice_at_once_it_is_one_page(proposal, amina, jonas):
    answers = at_once(publishes(proposal, amina), publishes(proposal, jonas))
    assert RetrospectivePage.objects.count() == 1
    assert sum(isinstance(one, tuple) and one[0] == REFUSED for one in answers) == 1


def test_the_job_does_not_bring_back_what_is_published_meanwhile(proposal, jonas):
    OutcomeProposal.objects.update(is_told=False, until=timezone.now() - timedelta(hours=1))
    at_once(outcomes.end_outcomes, stops(proposal, jonas))
    outcomes.end_outcomes()
    assert not OutcomeProposal.objects.exists()
    assert Notice.objects.filter(kind="outcome_stopped").exists()
