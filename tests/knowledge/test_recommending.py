"""Two lanes: published at once, and recommended by the organisation's editors."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import TaskState, WorkflowState

from knowledge.articles import actions as writing
from knowledge.articles.models import ArticlePage
from knowledge.recommending import actions
from knowledge.recommending.models import ReviewState
from knowledge.validity import actions as validity
from people.notices.models import Letter, Notice
from people.organisations.models import Role
from people.persons.models import Person
from people.start.parts import todos_for

LONG = " ".join(f"ord{n}" for n in range(200))


@pytest.fixture(autouse=True)
def a_wednesday():
    with time_machine.travel("2026-11-25 09:00+01:00", tick=False):
        yield


@pytest.fixture
def lesson(write, amina, editor):
    return write(amina, what_we_did=LONG)


@pytest.fixture
def asked(lesson, amina):
    actions.ask(article=lesson, by=amina)
    return lesson


def decide(browser, lesson, says="approve", **more):
    revision = ArticlePage.objects.get(pk=lesson.pk).live_revision_id
    data = {"says": says, "revision": revision, **more}
    return browser.post(f"{lesson.url}granskning/svar/", data)


def change(lesson, by, **fields):
    draft = writing.start_change(article=ArticlePage.objects.get(pk=lesson.pk), by=by)
    draft = writing.save_draft(draft=draft, by=by, version=draft.version, **fields)
    return writing.publish(draft=draft, by=by)


def test_it_is_published_at_once_as_unreviewed(lesson, jonas, sign_in):
    browser = sign_in(jonas)
    for url in (lesson.url, "/kunskap/"):
        page = browser.get(url).content.decode()
        assert lesson.title in page and "Ogranskad" in page and "Rekommenderad" not in page


def test_the_writer_asks_and_the_editor_approves_on_the_lessons_page(
    lesson, amina, editor, jonas, sign_in
):
    assert "Be om att den blir rekommenderad" in sign_in(amina).get(lesson.url).content.decode()
    sign_in(amina).post(f"{lesson.url}granskning/")
    assert Notice.objects.filter(person=editor, kind="review_asked").count() == 1
    browser = sign_in(editor)
    assert lesson.title in browser.get("/kunskap/kontroll/granska/").content.decode()
    page = browser.get(lesson.url).content.decode()
    assert 'id="granska"' in page and "30" in page
    decide(browser, lesson)
    assert "Rekommenderad" in sign_in(jonas).get("/kunskap/").content.decode()
    assert Notice.objects.filter(person=amina, kind="recommended").count() == 1


def test_the_mark_stands_on_a_version_in_wagtails_workflow(asked, editor):
    live = ArticlePage.objects.get().live_revision_id
    actions.decide(article=asked, by=editor, approves=True, revision=live)
    state = ReviewState.objects.get()
    assert (state.status, state.revision_id) == (TaskState.STATUS_APPROVED, live)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert ArticlePage.objects.get().live_revision_id == live  # nothing was published anew


def test_a_refusal_needs_a_comment_which_is_mailed(asked, amina, editor, sign_in):
    browser = sign_in(editor)
    assert decide(browser, asked, "reject").status_code == 422
    assert decide(browser, asked, "reject", comment="  ").status_code == 422
    decide(browser, asked, "reject", comment="Vilken leverantör?")
    assert "Vilken leverantör?" in Letter.objects.filter(to=amina.email).latest("pk").text
    assert "Vilken leverantör?" in sign_in(amina).get(asked.url).content.decode()
    assert not ArticlePage.objects.get().recommended and ArticlePage.objects.get().live


def test_one_may_ask_again(asked, amina, editor):
    live = ArticlePage.objects.get().live_revision_id
    actions.decide(article=asked, by=editor, approves=False, revision=live, comment="Nej")
    article = change(asked, amina, advice="Ring oss.")
    assert actions.ask(article=article, by=amina).revision_id == article.live_revision_id
    assert WorkflowState.objects.count() == 1 and ReviewState.objects.count() == 2


def test_asked_or_decided_twice_is_once(asked, amina, editor, sign_in):
    actions.ask(article=asked, by=amina)
    assert ReviewState.objects.count() == 1
    for _click in range(2):
        assert decide(sign_in(editor), asked).status_code == 302
    assert Notice.objects.filter(kind="recommended").count() == 1


def test_after_three_working_days_the_administrators_may(asked, administrator, sign_in):
    assert ReviewState.objects.get().due_on == date(2026, 11, 30)
    assert decide(sign_in(administrator), asked).status_code == 403
    assert actions.escalate(date(2026, 11, 30)) == 0
    assert actions.escalate(date(2026, 12, 1)) == 1 and actions.escalate(date(2026, 12, 2)) == 0
    assert Notice.objects.filter(person=administrator, kind="review_late").count() == 1
    decide(sign_in(administrator), asked)
    assert ArticlePage.objects.get().recommended


def test_nobody_reviews_their_own(write, editor, administrator, sign_in):
    lesson = write(editor)
    actions.ask(article=lesson, by=editor)
    assert decide(sign_in(editor), lesson).status_code == 403
    assert "Att granska" in sign_in(editor).get("/kunskap/kontroll/granska/").content.decode()
    assert not waits(editor) and waits(administrator)


def waits(person):
    todos = todos_for(Person.objects.get(pk=person.pk), most=50)
    return [one for one in todos if one.url == "/kunskap/kontroll/granska/"]


def test_others_neither_ask_nor_decide(asked, jonas, karin, granby, sign_in):
    Role.objects.create(person=karin, organisation=granby, kind=Role.Kind.EDITOR)
    assert decide(sign_in(jonas), asked).status_code == 403
    assert decide(sign_in(karin), asked).status_code == 404
    assert decide(Client(), asked).status_code == 302
    for act in ("granskning/", "granskning/ater/"):
        assert sign_in(jonas).post(asked.url + act).status_code == 403
    assert asked.title not in sign_in(karin).get("/kunskap/kontroll/granska/").content.decode()


def test_an_editor_of_another_organisation_reads_but_does_not_decide(
    write, amina, editor, karin, granby, sign_in
):
    Role.objects.create(person=karin, organisation=granby, kind=Role.Kind.EDITOR)
    lesson = write(amina, audience="connected")
    actions.ask(article=lesson, by=amina)
    assert 'id="granska"' not in sign_in(karin).get(lesson.url).content.decode()
    assert decide(sign_in(karin), lesson).status_code == 403


def test_what_only_a_team_reads_is_not_recommended(team, write, amina, editor, sign_in):
    lesson = write(amina, audience=f"team:{team.pk}")
    assert "Be om att" not in sign_in(amina).get(lesson.url).content.decode()
    assert sign_in(amina).post(f"{lesson.url}granskning/").status_code == 403


def test_a_version_that_the_editor_has_not_read_is_not_marked(asked, amina, editor, sign_in):
    read = ArticlePage.objects.get().live_revision_id
    change(asked, amina, advice="Något helt annat.")
    url = f"{asked.url}granskning/svar/"
    page = sign_in(editor).post(url, {"says": "approve", "revision": read}, follow=True)
    assert "Texten har ändrats sedan du läste den" in page.content.decode()
    assert not ArticlePage.objects.get().recommended


@pytest.mark.parametrize(
    ("fields", "stays"),
    [
        ({"what_we_did": LONG.replace("ord7 ", "ord sju ")}, True),
        ({"what_we_did": LONG + " inte"}, False),
        ({"what_we_did": LONG + " 12"}, False),
        ({"title": "Något annat"}, False),
        ({"advice": "Ring alltid först och fråga hur de andra gjorde innan ni börjar."}, False),
        ({"topics": "Lås"}, True),
    ],
)
def test_the_mark_stays_through_small_changes_only(fields, stays, asked, amina, editor):
    live = ArticlePage.objects.get().live_revision_id
    actions.decide(article=asked, by=editor, approves=True, revision=live)
    change(asked, amina, **fields)
    article = ArticlePage.objects.get()
    assert article.recommended == stays
    assert article.get_latest_revision_as_object().recommended == stays


def test_small_changes_do_not_add_up(asked, amina, editor):
    """Each is compared with what the editor read, not with the version before."""
    live = ArticlePage.objects.get().live_revision_id
    actions.decide(article=asked, by=editor, approves=True, revision=live)
    text = LONG
    for step in range(5):
        text = text.replace(f"ord{step} ", f"x{step} ").replace(f"ord{step + 50} ", f"y{step} ")
        change(asked, amina, what_we_did=text)
    assert not ArticlePage.objects.get().recommended


def test_saying_that_it_holds_keeps_mark_and_review(asked, amina, editor):
    ArticlePage.objects.update(review_on="2026-01-01")
    validity.answer(article=asked, by=amina)
    live = ArticlePage.objects.get().live_revision_id
    assert ReviewState.waiting().get().revision_id == live
    actions.decide(article=asked, by=editor, approves=True, revision=live)
    ArticlePage.objects.update(review_on="2026-01-01")
    validity.answer(article=asked, by=amina)
    assert ArticlePage.objects.get().recommended


def test_a_question_is_taken_back(asked, amina, editor, sign_in):
    sign_in(amina).post(f"{asked.url}granskning/ater/")
    assert not waits(editor) and not ReviewState.waiting().exists()


def test_bad_input_is_refused(asked, editor, sign_in):
    browser = sign_in(editor)
    assert decide(browser, asked, "maybe").status_code == 422
    assert decide(browser, asked, "reject", comment="x" * 1001).status_code == 422
    assert decide(browser, asked, "reject", comment="\0").status_code == 400
    assert browser.post(f"{asked.url}granskning/svar/", {"revision": "9" * 30}).status_code == 422


def test_the_list_and_the_page_are_as_cheap_when_long(write, amina, editor, sign_in):
    def queries(person, url):
        browser = sign_in(person)
        browser.get(url)
        with CaptureQueriesContext(connection) as caught:
            browser.get(url)
        return len(caught)

    def waiting(number):
        for n in range(number):
            lesson = write(amina, f"Lärdom {n}", topics="A", goals=["social"])
            actions.ask(article=lesson, by=amina)
        return lesson

    waiting(3)
    few = queries(editor, "/kunskap/kontroll/granska/")
    lesson = waiting(15)
    assert queries(editor, "/kunskap/kontroll/granska/") == few <= 15
    assert queries(editor, lesson.url) <= 13 and queries(amina, lesson.url) <= 14
