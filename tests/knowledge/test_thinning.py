"""What a registrar reads is erased by itself, is."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from knowledge.echoes.models import Echo, EchoJoining, EchoMarks
from knowledge.models import AskedLesson, Asking, Marks, Report, Theme
from knowledge.retrospectives import opening, writing
from people import worker
from people.audit import AuditEvent, record
from people.models import Invitation, Network, Notice
from people.networks.models import Joining
from people.notices.actions import send_letter, tell
from people.records import LASTS, Keep, rules_of
from people.registry.thinning import AT_ONCE, old_rows, thin, thinned
from people.registry.words import HOW_LONG

DAY = timedelta(days=1)
BY_ITSELF = {*LASTS, Keep.WEEK}


def lasts(model):
    return LASTS[rules_of(model).keep]


def test_what_the_registrar_reads_promises_no_more_than_is_done():
    promised = {keep for keep, said in HOW_LONG.items() if "av sig självt" in str(said)}
    assert promised == BY_ITSELF


def test_every_table_that_is_kept_for_a_time_has_a_job_that_erases_it():
    jobs = worker.job_names()
    assert "kept long enough" in jobs
    for model in apps.get_models():
        records = rules_of(model)
        if records.keep in LASTS:
            assert records.since or records.job in jobs, model._meta.label


@pytest.fixture
def things(amina, jonas, sjovalla, digital, write):
    """One of each table that is erased by its age, made now."""
    article, network = write(amina), Network.objects.create(name="Larm")
    tell("records_asked", [jonas], url="/", team="x", week=1, by="x")
    echo = Echo.objects.create(organisation=sjovalla, label="roles", heard_on=timezone.localdate())
    asking = Asking.objects.create(person=amina)
    now = timezone.now()
    return [
        record("old", article, by=amina),
        send_letter(to="x@sjovalla.example", subject="E-tjänstlaget", text="brev"),
        Notice.objects.get(person=jonas),
        Invitation.objects.create(person=jonas, unit=digital, token_hash="x", expires_at=now),
        Joining.objects.create(network=network, person=jonas, state="declined", answered_at=now),
        Report.objects.create(
            article=article, reporter=jonas, reason="wrong", answer_by=now.date(), answered_at=now
        ),
        asking,
        AskedLesson.objects.create(
            asking=asking, person=amina, article=article, review_on=now.date(), stage=0
        ),
        EchoMarks.objects.create(organisation=sjovalla, monday=now.date()),
        echo,
        EchoJoining.objects.create(echo=echo, person=jonas),
        PageLogEntry.objects.log_action(article, "wagtail.edit"),
        ModelLogEntry.objects.log_action(network, "wagtail.edit"),
    ]


def test_each_table_with_an_age_is_among_those_tried_here(things):
    tried = {type(one) for one in things}
    aged = {model for model in apps.get_models() if rules_of(model).since}
    assert {model._meta.label for model in aged - tried} <= {"socialaccount.SocialToken"}


def make_old(thing, more):
    """As if it had happened so long ago, and a bit more."""
    model = type(thing)
    field = model._meta.get_field(rules_of(model).since)
    if not isinstance(field, models.DateField):
        return
    when = timezone.now() - lasts(model) - more
    when = when if isinstance(field, models.DateTimeField) else when.date()
    model._base_manager.filter(pk=thing.pk).update(**{field.name: when})


@pytest.mark.parametrize(("more", "left"), [(DAY, False), (-DAY, True)])
def test_each_is_erased_when_its_time_is_over_and_not_before(more, left, things):
    for thing in things:
        make_old(thing, more)
    pages = Page.objects.count()
    for _twice in range(2):
        worker.run_all()
    there = {type(one) for one in things if type(one)._base_manager.filter(pk=one.pk).exists()}
    assert there == ({type(one) for one in things} if left else set())
    assert Page.objects.count() == pages


def test_what_nobody_has_answered_stays(things, jonas):
    report = Report.objects.get()
    Report.objects.update(answered_at=None, created_at=timezone.now() - 1000 * DAY)
    thin()
    assert Report.objects.get() == report


def test_many_are_erased_a_few_at_a_time(amina, django_assert_max_num_queries):
    rows = [AuditEvent(verb="old", subject="x", subject_id="1") for _each in range(2 * AT_ONCE + 1)]
    AuditEvent.objects.bulk_create(rows)
    AuditEvent.objects.update(at=timezone.now() - 1000 * DAY)
    number = len(list(thinned()))
    with django_assert_max_num_queries(number + 3 * 8):
        assert thin() == 2 * AT_ONCE + 1
    assert not old_rows(AuditEvent).exists()


def test_a_forgotten_board_keeps_nothing_of_its_week(team, amina):
    board = opening.open_board(team=team, by=amina, anonymous=False)
    opening.attend(board=board, by=amina)
    writing.write_card(board=board, by=amina, column="learned", text="Larmet")
    Theme.objects.create(retrospective=board, label="Larm")
    type(board).objects.update(opened_on=timezone.localdate() - 31 * DAY)
    worker.run_all()
    kept = [model for model in apps.get_models() if rules_of(model).keep is Keep.WEEK]
    assert Marks in kept
    assert not [model for model in kept if model._base_manager.exists()]
