"""Never ownerless."""

import random
from datetime import date, timedelta

import pytest
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.validity import waiting
from knowledge.validity.actions import reassign
from people.notices.models import Notice
from people.organisations.employing import change_employment, end_employment
from people.organisations.models import Employment, Unit
from people.organisations.reorganising import merge_unit, move_unit
from people.persons.models import Person


@pytest.fixture
def lesson(write, amina):
    return write(amina)


def owner():
    return ArticlePage.objects.get().owner


def ownerless():
    """Neither a person at work there nor a unit answers for some lesson."""
    nobodys = ArticlePage.objects.filter(owner=None, unit=None)
    return nobodys.exists() or waiting.strayed().exists()


def move(person, unit, by):
    employment = person.employments.get()
    employment.unit = unit
    change_employment(employment=employment, by=by)


def test_who_leaves_gives_the_lessons_to_the_unit(lesson, amina, lena, administrator, sign_in):
    end_employment(employment=amina.employments.get(), by=administrator)
    article = ArticlePage.objects.get()
    assert article.owner is None and article.author == amina
    assert lesson.title in sign_in(lena).get("/kunskap/kontroll/").content.decode()
    assert Notice.objects.get(person=lena).facts == {"number": 1}


def test_who_changes_unit_does_too_and_stays_the_author(
    lesson, amina, care, administrator, sign_in
):
    move(amina, care, administrator)
    assert owner() is None
    assert sign_in(amina).get(lesson.url).status_code == 200


def test_a_new_title_changes_nothing(lesson, amina, administrator):
    employment = amina.employments.get()
    employment.title = "Arkitekt"
    change_employment(employment=employment, by=administrator)
    assert owner() == amina


def test_a_move_that_fails_leaves_the_owner(lesson, amina, care, administrator, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("people.organisations.leaving._registered", [reassign, fail])
    with pytest.raises(RuntimeError):
        move(amina, care, administrator)
    assert owner() == amina and amina.employments.get().unit != care


def test_a_last_day_to_come_is_waited_for(lesson, amina, administrator):
    last = timezone.localdate() + timedelta(days=3)
    end_employment(employment=amina.employments.get(), by=administrator, on=last)
    assert owner() == amina
    Employment.objects.filter(person=amina).update(until=date(2026, 1, 2))
    assert reassign() == 1 and owner() is None and reassign() == 0


def test_without_manager_the_administrators_see_it(
    write, nils, hr, administrator, home_care, sign_in
):
    article = write(nils)
    end_employment(employment=nils.employments.get(), by=administrator)
    assert article.title in sign_in(administrator).get("/kunskap/kontroll/").content.decode()
    assert article.title not in sign_in(hr).get("/kunskap/kontroll/").content.decode()


def test_a_lesson_for_a_team_is_counted_but_not_named(
    team, write, jonas, lena, administrator, sign_in
):
    team.memberships.filter(person=lena).delete()
    write(jonas, "Hemligt lås", audience=f"team:{team.pk}")
    end_employment(employment=jonas.employments.get(), by=administrator)
    page = sign_in(lena).get("/kunskap/kontroll/").content.decode()
    assert "Hemligt" not in page and "En lärdom som bara E-tjänstlaget läser" in page


def test_another_organisations_manager_sees_nothing(lesson, amina, karin, administrator, sign_in):
    end_employment(employment=amina.employments.get(), by=administrator)
    assert lesson.title not in sign_in(karin).get("/kunskap/kontroll/").content.decode()


@pytest.mark.parametrize("seed", range(4))
def test_random_moves_leave_no_lesson_without_owner(
    seed, write, amina, jonas, nils, lena, care, home_care, digital, administrator
):
    chance = random.Random(seed)
    people, units = [amina, jonas, nils], [care, home_care, digital]
    for number in range(6):
        write(chance.choice(people), f"Lärdom {number}")
    for _step in range(12):
        person = Person.objects.get(pk=chance.choice(people).pk)
        job = person.employments.current().first()
        what = chance.choice(["move", "move", "leave", "unit", "give"])
        if what == "move" and job:
            job.unit = chance.choice(units)
            change_employment(employment=job, by=administrator)
        elif what == "leave" and job:
            end_employment(employment=job, by=administrator)
        elif what == "unit":
            top = chance.choice([None, care])
            move_unit(unit=Unit.objects.get(pk=home_care.pk), under=top, by=administrator)
        assert not ownerless()


def test_a_merged_unit_takes_its_lessons_along(lesson, amina, digital, care, administrator):
    merge_unit(unit=digital, into=care, by=administrator)
    assert ArticlePage.objects.get().unit == care and owner() == amina
    assert not ownerless()
