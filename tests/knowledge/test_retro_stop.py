"""The full stop keeps what the team wanted kept, whoever sets it and whatever happens meanwhile."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.retrospectives import closing, gathering
from knowledge.retrospectives.cards import Card
from knowledge.retrospectives.models import Retrospective
from people.audit import AuditEvent


def page(board, rest=""):
    return f"/fredag/{board.team_id}/{rest}"


def test_those_who_look_at_a_forgotten_board_are_told(board):
    Retrospective.objects.update(opened_on=timezone.localdate() - timedelta(days=30))
    closing.stop_forgotten()
    assert Retrospective.objects.get().changes == board.changes + 1


def test_a_stop_that_the_team_sets_while_the_job_runs_stays_as_it_is(shown, amina):
    Retrospective.objects.update(opened_on=timezone.localdate() - timedelta(days=30))
    (read_before,) = Retrospective.objects.forgotten()
    closing.set_full_stop(board=shown, by=amina)
    closing.stop_if_forgotten(read_before)
    stopped = Retrospective.objects.get()
    assert (stopped.labels, stopped.card_count) == (["Larm"], 2)
    assert AuditEvent.objects.filter(verb="full stop").count() == 1


@pytest.mark.parametrize(("kept", "labels"), [(True, ["Larm", "Nytt"]), (False, ["Nytt"])])
def test_a_theme_made_while_one_reads_the_stop_keeps_its_name(kept, labels, shown, amina, sign_in):
    browser = sign_in(amina)
    stop = browser.get(page(shown, "punkt/")).content.decode()
    sent = {"theme": re.findall(r'name="theme" value="(\d+)"', stop)}
    if kept:
        sent |= {"keep": re.findall(r'name="keep" value="(\d+)"', stop)}
    gathering.gather(board=shown, by=amina, cards=[Card.objects.first()], label="Nytt")
    browser.post(page(shown, "punkt/"), sent)
    assert sorted(Retrospective.objects.get().labels) == labels
