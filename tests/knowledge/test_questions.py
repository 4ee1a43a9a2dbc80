"""A question from the page is answered on the page, and the answer can become part of the text."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.questions import actions
from knowledge.questions.models import Answer, Question, StandIn
from knowledge.questions.reminding import remind
from knowledge.questions.sections import section_for
from people.notices.models import Letter, Notice
from people.persons.models import Person
from people.start.parts import todos_for

SCRIPT = "<script>window.__x=1</script>"


@pytest.fixture
def lesson(write, amina):
    return write(amina, audience="connected", advice="Ring först.")


def asks(lesson, by, text="Vad kostade det?"):
    return actions.ask(article=lesson, by=by, text=text)[0]


def fresh(person):
    return Person.objects.get(pk=person.pk)


def kinds(person):
    return sorted(person.notices.values_list("kind", flat=True))


def test_a_question_reaches_those_who_answer_for_the_lesson(lesson, amina, karin, sign_in):
    form = {"text": "Vad kostade det?", "key": uuid.uuid4()}
    answer = sign_in(karin).post(f"{lesson.url}fragor/", form)
    assert answer.url == Question.objects.get().get_absolute_url()
    assert kinds(amina) == ["question_asked"] and not karin.notices.exists()
    assert "Vad kostade" not in Letter.objects.get().text
    assert any("En fråga om" in todo.title for todo in todos_for(fresh(amina)))


def test_the_answer_stands_below_and_the_asker_is_told(lesson, amina, karin, sign_in):
    question = asks(lesson, karin)
    browser = sign_in(amina)
    browser.post(f"/kunskap/fragor/{question.pk}/svara/", {"text": "Tio kronor."})
    page = sign_in(karin).get(f"{lesson.url}fragor/").content.decode()
    assert "Tio kronor." in page and "Amina Berg, Sjövalla kommun" in page
    assert kinds(karin) == ["question_answered"]
    assert not [todo for todo in todos_for(fresh(amina)) if "En fråga om" in todo.title]


def test_two_clicks_are_one_question_and_one_answer(lesson, amina, karin, sign_in):
    form = {"text": "Hur?", "key": uuid.uuid4()}
    for _click in range(2):
        sign_in(karin).post(f"{lesson.url}fragor/", form)
    form = {"text": "Så.", "key": uuid.uuid4()}
    for _click in range(2):
        sign_in(amina).post(f"/kunskap/fragor/{Question.objects.get().pk}/svara/", form)
    assert (Answer.objects.count(), amina.notices.count(), karin.notices.count()) == (1, 1, 1)


def test_questions_have_the_readers_of_the_lesson(write, amina, jonas, karin, sign_in):
    own = write(amina)
    question = asks(own, jonas)
    said = actions.answer(question=question, by=amina, text="Ja.")
    there, answer = f"{own.url}fragor/", f"/kunskap/fragor/svar/{said.pk}/"
    assert sign_in(jonas).get(there).status_code == 200
    assert Client().get(there).status_code == 404
    browser = sign_in(karin)
    assert browser.get(there).status_code == 404
    assert browser.post(there, {"text": "x"}).status_code == 404
    for url in (f"/kunskap/fragor/{question.pk}/svara/", f"{answer}ta-in/", f"{answer}visa/"):
        assert browser.post(url, {"text": "x"}).status_code == 404
        assert Client().post(url).status_code == 302


def test_signed_out_readers_see_no_names(write, amina, karin):
    lesson = write(amina, audience="everyone")
    asks(lesson, karin)
    page = Client().get(f"{lesson.url}fragor/").content.decode()
    assert "Vad kostade" in page and "Karin" not in page and "Granby kommun" in page
    assert 'name="text"' not in page
    assert Client().post(f"{lesson.url}fragor/", {"text": "x"}).status_code == 302
    assert Question.objects.count() == 1


def test_a_stranger_does_not_ask(write, amina, stranger, sign_in):
    lesson = write(amina, audience="everyone")
    assert sign_in(stranger).post(f"{lesson.url}fragor/", {"text": "x"}).status_code == 403


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_what_is_no_question_is_refused(text, lesson, karin, sign_in):
    answer = sign_in(karin).post(f"{lesson.url}fragor/", {"text": text})
    assert answer.status_code == 422 and not Question.objects.exists()


def test_bad_input_is_text_or_refused(lesson, amina, karin, sign_in):
    browser = sign_in(karin)
    assert browser.post(f"{lesson.url}fragor/", {"text": "a\0b"}).status_code in (400, 422)
    asked = asks(lesson, karin, SCRIPT)
    actions.answer(question=asked, by=amina, text=SCRIPT)
    page = browser.get(f"{lesson.url}fragor/").content.decode()
    assert SCRIPT not in page and page.count("&lt;script&gt;") >= 2
    for number in ("99999999999999999999999", asked.pk + 1):
        assert browser.post(f"/kunskap/fragor/{number}/svara/", {"text": "x"}).status_code == 404
    bad = browser.post(f"/kunskap/fragor/{asked.pk}/svara/", {"text": " "})
    assert bad.status_code == 422 and "Skriv ditt svar" in bad.content.decode()


def test_an_answer_is_taken_into_the_draft_and_not_published(lesson, amina, karin, sign_in):
    said = actions.answer(question=asks(lesson, karin), by=karin, text="Tolv timmar.")
    browser, url = sign_in(amina), f"/kunskap/fragor/svar/{said.pk}/ta-in/"
    for _click in range(2):
        draft = Draft.objects.filter(article=lesson).first()
        answer = browser.post(url)
    draft = Draft.objects.get(article=lesson, author=amina)
    assert answer.url == f"/kunskap/skriv/{draft.pk}/"
    assert draft.cost.count("Tolv timmar.") == 1 and "Granby kommun" in draft.cost
    assert draft.advice == "Ring först." and draft.change_note
    assert not ArticlePage.objects.get(pk=lesson.pk).cost
    assert sign_in(karin).post(url).status_code == 403


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("Vad kostade det?", "cost"),
        ("Vad skulle ni göra annorlunda?", "differently"),
        ("Vilken effekt fick det?", "result"),
        ("Varför valde ni elva?", "problem"),
        ("Hur gjorde ni med larmen?", "what_we_did"),
        ("Vem ska man ringa?", "advice"),
    ],
)
def test_the_section_follows_the_question(question, section):
    assert section_for(question) == section


def test_words_are_taken_away_with_a_trace(lesson, amina, jonas, karin, sign_in):
    question = asks(lesson, karin, "Hemligheten")
    url = f"/kunskap/fragor/{question.pk}/visa/"
    assert sign_in(jonas).post(url, {"action": "hide"}).status_code == 403
    sign_in(amina).post(url, {"action": "hide"})
    page = sign_in(jonas).get(f"{lesson.url}fragor/").content.decode()
    assert "Hemligheten" not in page and "av den som svarar för lärdomen" in page
    assert sign_in(karin).post(url, {"action": "show"}).status_code == 403
    sign_in(amina).post(url, {"action": "show"})
    assert "Hemligheten" in sign_in(jonas).get(f"{lesson.url}fragor/").content.decode()


def test_a_carer_does_not_bring_back_what_the_writer_took_away(lesson, amina, karin):
    question = asks(lesson, karin)
    actions.hide(thing=question, by=karin)
    with pytest.raises(PermissionDenied):
        actions.show_again(thing=question, by=amina)
    with pytest.raises(PermissionDenied):
        actions.answer(question=question, by=amina, text="x")


def test_the_stand_in_is_shown_and_told_while_the_owner_is_away(
    lesson, amina, jonas, karin, sign_in
):
    amina.away_until, amina.stand_in = timezone.localdate() + timedelta(days=3), jonas
    amina.save()
    page = sign_in(karin).get(lesson.url).content.decode()
    assert "är borta till och med" in page and "<strong>Jonas Ek</strong>" in page
    asks(lesson, karin)
    assert kinds(jonas) == ["question_asked"]
    amina.away_until = timezone.localdate() - timedelta(days=1)
    amina.save()
    assert "Jonas Ek" not in sign_in(karin).get(lesson.url).content.decode()


def test_the_owner_names_a_stand_in_for_one_lesson(lesson, amina, jonas, lena, karin, sign_in):
    url = f"{lesson.url}ersattare/"
    assert sign_in(jonas).get(url).status_code == 404
    for wrong in (karin.pk, "999999999999999999999"):
        assert sign_in(amina).post(url, {"person": wrong}).status_code == 422
    sign_in(amina).post(url, {"person": lena.pk})
    amina.away_until, amina.stand_in = timezone.localdate(), jonas
    amina.save()
    assert "<strong>Lena Åkesson</strong>" in sign_in(karin).get(lesson.url).content.decode()
    sign_in(amina).post(url, {"person": ""})
    assert not StandIn.objects.exists()


def test_a_stand_in_may_read_the_lesson(write, amina, nils, team):
    lesson = write(amina, audience=f"team:{team.pk}")
    with pytest.raises(ValidationError):
        actions.choose_stand_in(article=lesson, by=amina, person=nils)


def test_one_says_when_one_is_away(amina, jonas, karin, sign_in):
    browser, day = sign_in(amina), timezone.localdate() + timedelta(days=9)
    form = {"away_until": day, "stand_in": jonas.pk, "takes_questions": "on"}
    assert browser.post("/jag/borta/", form).status_code == 302
    stored = fresh(amina)
    assert (stored.away_until, stored.stand_in, stored.takes_questions) == (day, jonas, True)
    assert "Borta till och med" in browser.get("/jag/").content.decode()
    for wrong in ({"stand_in": karin.pk}, {"away_until": "2999-01-01"}, {"away_until": "x"}):
        assert browser.post("/jag/borta/", wrong).status_code == 422
    assert Client().get("/jag/borta/").status_code == 302


def test_when_nobody_is_left_the_unit_is_asked(lesson, amina, lena, karin):
    ArticlePage.objects.filter(pk=lesson.pk).update(owner=None)
    amina.employments.update(until=date(2026, 1, 1))
    asks(lesson, karin)
    assert kinds(lena) == ["question_asked"] and not amina.notices.exists()


def test_after_three_working_days_they_are_asked_again_once(lesson, amina, karin):
    question = asks(lesson, karin)
    assert remind() == 0
    Question.objects.update(created_at=timezone.now() - timedelta(days=10))
    assert [remind(), remind()] == [1, 0]
    assert kinds(amina) == ["question_asked", "question_waiting"]
    actions.answer(question=question, by=amina, text="x")
    Question.objects.update(reminded_on=None)
    assert remind() == 0


def test_the_lesson_costs_one_query_more_however_many_questions(lesson, karin, jonas, sign_in):
    browser = sign_in(jonas)

    def queries(url):
        browser.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(url).status_code == 200
        return len(caught)

    for _n in range(3):
        actions.answer(question=asks(lesson, karin), by=karin, text="x")
    few = queries(lesson.url), queries(f"{lesson.url}fragor/")
    for _n in range(15):
        actions.answer(question=asks(lesson, karin), by=karin, text="x")
    assert (queries(lesson.url), queries(f"{lesson.url}fragor/")) == few
    assert few[0] <= 11 and few[1] <= 15


def test_a_flood_is_stopped(lesson, karin):
    for _n in range(actions.MOST_A_DAY):
        asks(lesson, karin)
    with pytest.raises(ValidationError):
        asks(lesson, karin)


def test_the_page_fetches_the_list_alone(lesson, karin, jonas, sign_in):
    asks(lesson, karin)
    part = sign_in(jonas).get(f"{lesson.url}fragor/", headers={"HX-Request": "true"})
    assert "Vad kostade" in part.content.decode() and "<html" not in part.content.decode()
    assert Notice.objects.count() == 1
