"""Who changed employer is still asked, if they want to, and not more than they bear."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.questions import actions
from knowledge.questions.contact import MOST_A_WEEK
from knowledge.questions.models import Question
from people.audience import Audience
from people.organisations.models import Employment, Unit
from people.persons.models import Person

SAYS = "Amina Berg skrev detta på Sjövalla kommun, arbetar nu på Granby kommun"


@pytest.fixture
def lesson(write, amina, lena, granby_digital):
    """Amina wrote it at Sjövalla, works at Granby now, and Lena answers for it."""
    lesson = write(amina, audience="connected")
    ArticlePage.objects.filter(pk=lesson.pk).update(owner=lena)
    amina.employments.update(unit=granby_digital)
    return ArticlePage.objects.get(pk=lesson.pk)


@pytest.fixture
def open_to_questions(amina):
    amina.takes_questions = True
    amina.save()


def asks(lesson, by):
    return actions.ask(article=lesson, by=by, text="Hur?")[0]


def test_the_page_says_where_the_writer_works_now(lesson, open_to_questions, karin, sign_in):
    assert SAYS in sign_in(karin).get(lesson.url).content.decode()


def test_it_is_said_only_to_colleagues_and_only_if_the_writer_wants_it(
    write, lesson, amina, karin, sign_in
):
    assert "arbetar nu på" not in sign_in(karin).get(lesson.url).content.decode()
    amina.takes_questions = True
    amina.save()
    ArticlePage.objects.filter(pk=lesson.pk).update(audience=Audience.objects.everyone())
    assert "arbetar nu på" not in Client().get(lesson.url).content.decode()
    amina.protected_identity = True
    amina.save()
    assert "arbetar nu på" not in sign_in(karin).get(lesson.url).content.decode()


def test_the_unit_answers_when_the_only_writer_has_moved(lesson, amina, karin, sign_in):
    ArticlePage.objects.filter(pk=lesson.pk).update(owner=amina)
    page = sign_in(karin).get(lesson.url).content.decode()
    assert "Digitaliseringsenheten svarar för lärdomen" in page


def test_the_unit_answers_and_the_writer_is_asked_too(
    lesson, open_to_questions, amina, lena, jonas
):
    asks(lesson, jonas)
    assert amina.notices.count() == 1 and lena.notices.count() == 1


def test_a_writer_who_has_not_said_yes_is_not_asked(lesson, amina, lena, jonas):
    asks(lesson, jonas)
    assert not amina.notices.exists() and lena.notices.count() == 1


def test_three_a_week_are_enough(lesson, open_to_questions, amina, lena, jonas):
    for _n in range(MOST_A_WEEK + 2):
        asks(lesson, jonas)
    assert amina.notices.count() == MOST_A_WEEK == 3
    assert lena.notices.count() == 5 == Question.objects.count()
    Question.objects.update(created_at=timezone.now() - timedelta(days=8))
    asks(lesson, jonas)
    assert amina.notices.count() == 4


def test_the_page_says_when_the_writer_has_had_the_weeks_questions(
    lesson, open_to_questions, jonas, sign_in
):
    for _n in range(MOST_A_WEEK):
        asks(lesson, jonas)
    answer = sign_in(jonas).post(f"{lesson.url}fragor/", {"text": "En till?"}, follow=True)
    assert "har fått veckans tre frågor" in answer.content.decode()


def test_the_writer_keeps_authorship_but_no_longer_changes(
    lesson, open_to_questions, amina, jonas, sign_in
):
    amina = Person.objects.get(pk=amina.pk)
    said = actions.answer(question=asks(lesson, jonas), by=amina, text="Så här.")
    assert "Granby kommun" in str(said.organisation)
    assert sign_in(amina).post(f"/kunskap/fragor/svar/{said.pk}/ta-in/").status_code == 403
    assert "Amina Berg" in sign_in(jonas).get(lesson.url).content.decode()


@pytest.fixture
def inside(write, amina, care):
    """Amina wrote it at the digital unit, and works in another unit of Sjövalla now."""
    lesson = write(amina, audience="connected")
    amina.employments.update(unit=care)
    ArticlePage.objects.filter(pk=lesson.pk).update(owner=None)
    return ArticlePage.objects.get(pk=lesson.pk)


def test_the_unit_answers_when_the_writer_has_moved_inside(inside, amina, lena, jonas, sign_in):
    page = sign_in(jonas).get(inside.url).content.decode()
    assert "Digitaliseringsenheten svarar för lärdomen" in page and "Amina Berg vid" not in page
    assert "arbetar nu på" not in page
    asks(inside, jonas)
    assert lena.notices.count() == 1 and not amina.notices.exists()


def test_one_who_moved_inside_and_takes_questions_is_named_and_asked(
    inside, open_to_questions, amina, lena, jonas, sign_in
):
    page = sign_in(jonas).get(inside.url).content.decode()
    said = "Amina Berg skrev detta på Digitaliseringsenheten, arbetar nu på Äldreomsorgen"
    assert said in page
    asks(inside, jonas)
    assert lena.notices.count() == 1 == amina.notices.count()


def test_a_writer_in_a_unit_below_or_with_a_second_job_has_not_moved(
    inside, amina, jonas, digital, sign_in
):
    below = Unit.objects.create(organisation=digital.organisation, parent=digital, name="Under")
    Employment.objects.create(person=amina, unit=below, share=10, since="2024-01-01")
    page = sign_in(jonas).get(inside.url).content.decode()
    assert "Amina Berg vid Digitaliseringsenheten svarar" in page
    ArticlePage.objects.filter(pk=inside.pk).update(unit=None)
    amina.employments.filter(unit=below).delete()
    assert "Amina Berg svarar" in sign_in(jonas).get(inside.url).content.decode()
