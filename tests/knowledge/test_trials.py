"""Who has tried a lesson: told by those who tried, seen by those who may read the lesson."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.trials import actions
from knowledge.trials.actions import Conflict, ask_again, report
from knowledge.trials.facet import WHICH
from knowledge.trials.models import Trial, TrialVersion
from people.notices.models import Notice
from people.organisations.models import Employment, Organisation, Unit
from people.persons.models import Person
from people.start.parts import todos_for
from people.start.waiting import waiting_for

SAYS = {"status": "adopted", "verdict": "worked", "outcome": "Vi sparade 38 minuter."}


@pytest.fixture
def lesson(write, amina):
    return write(amina, "Digitala lås", audience="connected")


@pytest.fixture
def tell(lesson):
    """A report by somebody's employer: `tell(karin, status="stopped", why_not="För dyrt")`."""

    def told(by, article=lesson, version=0, **fields):
        unit = by.employment.unit
        return report(article=article, by=by, unit=unit, version=version, **{**SAYS, **fields})

    return told


@pytest.fixture
def towns(lesson):
    """Many other organisations that have told."""

    def many(number, status="adopted", inhabitants=20_000, start=0, **fields):
        for n in range(start, start + number):
            at = Organisation.objects.create(
                name=f"Ort {n}", slug=f"ort-{n}", kind="municipality", party="municipality",
                connected_on=date(2026, 1, 1), inhabitants=inhabitants,
            )  # fmt: skip
            unit = Unit.objects.create(organisation=at, name="Enheten")
            why = "För dyrt" if status == "stopped" else ""
            Trial.objects.create(
                article=lesson, organisation=at, unit=unit, status=status, why_not=why, **fields
            )

    return many


def address(article, end=""):
    return f"{article.url}provat/{end}"


def page(browser, url):
    return browser.get(url).content.decode()


def again(person):
    return Person.objects.get(pk=person.pk)


def test_another_organisation_tells_and_all_readers_see(lesson, samir, jonas, sign_in):
    browser = sign_in(samir)
    sent = {**SAYS, "changes": "Vi började med tre hem.", "contact": samir.pk, "version": 0}
    answer = browser.post(address(lesson, "beratta/"), sent)
    trial = Trial.objects.get()
    assert answer.url == trial.get_absolute_url()
    assert trial.organisation.slug == "granby" and trial.unit == samir.employment.unit
    seen = page(sign_in(jonas), lesson.url)
    assert 'id="provat"' in seen and "Granby kommun" in seen and "38 minuter" in seen
    whole = page(sign_in(jonas), answer.url)
    assert "började med tre hem" in whole and "Samir Haddad" in whole


def test_a_report_says_what_kind_of_organisation_tells_and_how_large(
    lesson, tell, samir, jonas, sign_in
):
    Organisation.objects.filter(slug="granby").update(inhabitants=20_000)
    shown = page(sign_in(jonas), tell(samir).get_absolute_url()).replace("\u00a0", " ")
    assert "<dt>Slag</dt><dd>Kommun</dd>" in shown
    assert "<dt>Storlek</dt><dd>15 000–49 999 invånare</dd>" in shown


def test_the_writer_is_told_once(lesson, tell, karin, amina):
    trial = tell(karin)
    tell(karin, version=1, outcome="Mer text")
    notices = Notice.objects.filter(person=amina, kind="lesson_tried")
    assert [one.url for one in notices] == [trial.get_absolute_url()]
    assert "Granby kommun" in notices[0].sentence and "Karin" not in notices[0].sentence


def test_a_double_click_gives_one_report(lesson, samir, sign_in):
    for _ in range(2):
        sign_in(samir).post(address(lesson, "beratta/"), {**SAYS, "version": 0})
    assert Trial.objects.count() == TrialVersion.objects.count() == 1


def test_the_second_of_two_colleagues_sees_what_the_first_wrote(
    tell, samir, karin, sign_in, lesson
):
    tell(samir)
    answer = sign_in(karin).post(address(lesson, "beratta/"), {"status": "planned", "version": 0})
    assert answer.status_code == 422 and "38 minuter" in answer.content.decode()
    assert Trial.objects.get().status == "adopted"
    with pytest.raises(Conflict):
        tell(karin, status="planned")


def test_stopping_says_why(lesson, samir, sign_in):
    browser, sent = sign_in(samir), {"status": "stopped", "version": 0}
    answer = browser.post(address(lesson, "beratta/"), sent)
    assert answer.status_code == 422 and "Skriv varför ni avbröt" in answer.content.decode()
    assert browser.post(address(lesson, "beratta/"), {**sent, "why_not": "Dyrt"}).status_code == 302


def test_reporter_manager_and_editor_may_change_it_colleagues_not(
    write, karin, nils, amina, lena, jonas, editor, sign_in
):
    article = write(karin, "Fråga marknaden", audience="connected")
    url = address(article, "beratta/")
    sign_in(amina).post(url, {**SAYS, "version": 0})
    for version, person in enumerate((amina, lena, editor), 1):
        sent = {**SAYS, "outcome": f"Gång {version}", "version": version}
        assert sign_in(person).post(url, sent).status_code == 302
        assert Trial.objects.get().version == version + 1
    for person in (jonas, nils):
        sign_in(person).post(url, {**SAYS, "outcome": "Mitt", "version": 4})
    assert Trial.objects.get().outcome == "Gång 3"


def test_what_was_said_before_is_kept(tell, samir, jonas, sign_in):
    tell(samir, status="trying", outcome="Vi har börjat.")
    trial = tell(samir, version=1)
    seen = page(sign_in(jonas), trial.get_absolute_url())
    assert "Vi har börjat." in seen and "38 minuter" in seen


def test_who_may_not_see_the_lesson_sees_no_report(write, amina, lena, karin, sign_in):
    article = write(amina, "Bara vår")
    trial = report(article=article, by=lena, unit=lena.employment.unit, version=0, **SAYS)
    for end in ("", "beratta/", f"{trial.pk}/kvar/", f"{trial.pk}/"):
        assert sign_in(karin).get(address(article, end)).status_code == 404
    assert sign_in(karin).post(address(article, f"{trial.pk}/ta-bort/")).status_code == 404


def test_a_narrowed_lesson_takes_its_reports_along(lesson, tell, samir, nils, sign_in):
    trial = tell(samir)
    ArticlePage.objects.filter(pk=lesson.pk).update(
        audience=type(lesson.audience).objects.organisation(lesson.organisation)
    )
    assert sign_in(nils).get(trial.get_absolute_url()).status_code == 200
    assert sign_in(samir).get(trial.get_absolute_url()).status_code == 404


def test_what_is_for_the_own_organisation_stays_there(lesson, tell, samir, karin, amina, sign_in):
    trial = tell(samir, own_only=True)
    assert sign_in(karin).get(trial.get_absolute_url()).status_code == 200
    assert sign_in(amina).get(trial.get_absolute_url()).status_code == 404
    for url in (lesson.url, address(lesson)):
        assert "Granby" not in page(sign_in(amina), url)
    assert not Notice.objects.filter(person=amina).exists()
    tell(samir, version=1, outcome="Öppet nu")
    opened = page(sign_in(amina), trial.get_absolute_url())
    assert "Öppet nu" in opened and "38 minuter" not in opened


def test_signed_out_readers_see_reports_of_open_lessons_without_names(write, amina, samir, tell):
    article = write(amina, "Öppen", audience="everyone")
    trial = tell(samir, article=article, contact=samir)
    seen = page(Client(), trial.get_absolute_url())
    assert "Granby kommun" in seen and "Samir" not in seen
    assert Client().get(address(article, "beratta/")).url.startswith("/konto/logga-in/")


def test_a_protected_contact_is_not_named_outside_the_unit(tell, samir, jonas, karin, sign_in):
    samir.protected_identity = True
    samir.save()
    url = tell(samir, contact=samir).get_absolute_url()
    assert "Samir" not in page(sign_in(jonas), url) and "Samir" in page(sign_in(karin), url)


def test_a_contact_who_left_is_not_named(tell, samir, jonas, digital, sign_in):
    url = tell(samir, contact=samir).get_absolute_url()
    samir.employments.update(until=date(2026, 1, 1))
    assert "Samir" not in page(sign_in(jonas), url)


def test_the_writer_does_not_report_on_the_own_lesson(lesson, amina, stranger, sign_in):
    for person in (amina, stranger):
        assert sign_in(person).get(address(lesson, "beratta/")).status_code == 404


def test_a_withdrawn_report_is_gone_and_may_come_back(lesson, tell, samir, jonas, sign_in):
    trial, browser = tell(samir), sign_in(samir)
    for _ in range(2):
        assert browser.post(address(lesson, f"{trial.pk}/ta-bort/")).status_code == 302
    assert browser.get(trial.get_absolute_url()).status_code == 404
    assert "Granby" not in page(sign_in(jonas), lesson.url)
    browser.post(address(lesson, "beratta/"), {"status": "planned", "version": 1})
    assert Trial.objects.living().get().status == "planned"


def test_nobody_else_withdraws(lesson, tell, samir, jonas, sign_in):
    trial = tell(samir)
    assert sign_in(jonas).post(address(lesson, f"{trial.pk}/ta-bort/")).status_code == 404
    assert sign_in(samir).get(address(lesson, f"{trial.pk}/ta-bort/")).status_code == 405
    assert Trial.objects.living().exists()


def make_due(trial):
    Trial.objects.filter(pk=trial.pk).update(ask_on=timezone.localdate())


def test_one_is_asked_again_after_ninety_days(lesson, tell, samir):
    trial = tell(samir)
    assert trial.ask_on == timezone.localdate() + timedelta(days=90)
    assert ask_again() == 0
    make_due(trial)
    assert ask_again() == 1 and ask_again() == 0
    assert Notice.objects.get(person=samir, kind="trial_asked").url == trial.answer_url
    assert any("Hur går det med" in todo.title for todo in todos_for(again(samir)))


def test_when_the_reporter_has_left_the_manager_is_asked(tell, samir, karin):
    make_due(tell(samir))
    samir.employments.update(until=date(2026, 1, 1))
    ask_again()
    assert Notice.objects.filter(person=karin, kind="trial_asked").exists()
    assert any("Hur går det med" in todo.title for todo in todos_for(again(karin)))
    assert not Notice.objects.filter(person=samir, kind="trial_asked").exists()


@pytest.mark.parametrize(
    ("said", "text", "status"),
    [("kept", "", "adopted"), ("changed", "Nya lås", "adopted"), ("ended", "Dyrt", "stopped")],
)
def test_the_answer_is_kept_changed_or_ended(said, text, status, lesson, tell, samir, sign_in):
    told = tell(samir)
    make_due(told)
    sent = {"answer": said, "text": text, "version": 1}
    for _ in range(2):
        there = address(lesson, f"{told.pk}/kvar/")
        assert sign_in(samir).post(there, sent).status_code == 302
    trial = Trial.objects.get()
    assert (trial.status, trial.answer, trial.version) == (status, said, 2)
    assert text in (trial.changes, trial.why_not)
    assert not any("Hur går det med" in todo.title for todo in todos_for(again(samir)))


@pytest.mark.parametrize("said", ["changed", "ended"])
def test_a_change_or_an_end_is_explained(said, lesson, tell, samir, sign_in):
    there = address(lesson, f"{tell(samir).pk}/kvar/")
    answer = sign_in(samir).post(there, {"answer": said, "version": 1})
    assert answer.status_code == 422 and "En mening räcker" in answer.content.decode()


def test_likeness_is_said_from_three_of_the_same_kind_and_size(lesson, towns, jonas, sign_in):
    Organisation.objects.filter(slug="sjovalla").update(inhabitants=41_200)
    towns(2)
    towns(5, inhabitants=90_000, start=10)
    towns(4, "trying", start=20)
    for url in (lesson.url, address(lesson)):
        assert "Liknar er" not in page(sign_in(jonas), url)
    towns(1, "stopped", start=30)
    for url in (lesson.url, address(lesson)):
        assert "Liknar er: 2 av 3 kommuner i er storlek behöll det" in page(sign_in(jonas), url)


def queries(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(url).status_code == 200
    return len(caught)


def test_many_reports_are_as_quick_as_few(lesson, towns, tell, samir, jonas, sign_in):
    browser = sign_in(jonas)
    nothing = queries(browser, lesson.url)
    trial = tell(samir)
    towns(2)
    urls = (lesson.url, address(lesson), trial.get_absolute_url())
    few = [queries(browser, url) for url in urls]
    towns(60, start=10)
    assert [queries(browser, url) for url in urls] == few
    assert few[0] <= nothing + 1 and max(few) <= 13, few


def test_the_table_turns_the_page_and_knows_no_others(lesson, towns, jonas, sign_in):
    towns(26)
    browser = sign_in(jonas)
    seen = page(browser, address(lesson, "?sida=2"))
    assert seen.count('scope="row"') == 1 and "<svg viewBox" not in seen
    for number in ("3", "0", "x"):
        assert browser.get(address(lesson, f"?sida={number}")).status_code == 404


def test_the_picture_and_the_table_have_the_same_numbers(
    lesson, towns, tell, samir, jonas, sign_in
):
    towns(2)
    tell(samir, status="stopped", why_not="Dyrt")
    seen = page(sign_in(jonas), address(lesson))
    picture, table = seen[seen.index("<svg viewBox") :].split("</svg>", 1)
    assert picture.count('class="dot') == table.count('scope="row"') == 3
    assert picture.index("Ort") < picture.index("<title>Granby") and "<td>3</td>" in table


def test_bad_input_is_shown_as_text_or_refused(lesson, samir, jonas, sign_in):
    url, bad = address(lesson, "beratta/"), "<script>alert(1)</script>"
    sign_in(samir).post(url, {**SAYS, "outcome": bad, "version": 0})
    for where in (lesson.url, Trial.objects.get().get_absolute_url()):
        seen = page(sign_in(jonas), where)
        assert "<script>alert" not in seen and "&lt;script&gt;" in seen
    for sent in (
        {"outcome": "x" * 5001}, {"status": "done"}, {"verdict": "x"}, {"contact": "9" * 30},
        {"contact": jonas.pk}, {"version": "x"}, {"version": "9" * 40},
    ):  # fmt: skip
        assert sign_in(samir).post(url, {**SAYS, "version": 1, **sent}).status_code == 422
    assert sign_in(samir).post(url, {**SAYS, "outcome": "a\0b"}).status_code == 400


def test_two_employers_are_told_for_apart(lesson, samir, home_care, sign_in):
    Employment.objects.create(person=samir, unit=home_care, title="Vikarie", share=20)
    browser = sign_in(samir)
    assert "Berätta för Sjövalla kommun i stället" in page(browser, address(lesson, "beratta/"))
    browser.post(address(lesson, "beratta/?hos=sjovalla"), {**SAYS, "version": 0})
    assert Trial.objects.get().organisation.slug == "sjovalla"
    assert browser.get(address(lesson, "beratta/?hos=klockarby")).status_code == 404


def test_two_employers_are_asked_apart(write, lena, tell, samir, home_care, sign_in):
    lesson = write(lena, audience="connected")
    Employment.objects.create(person=samir, unit=home_care, title="Vikarie", share=20)
    person = again(samir)
    for unit in (samir.employment.unit, home_care):
        report(article=lesson, by=person, unit=unit, version=0, **SAYS)
    browser = sign_in(person)
    for one in Trial.objects.all():
        asked = page(browser, address(lesson, f"{one.pk}/kvar/"))
        assert f"berättade {one.organisation.name} att" in asked
    trying = Trial.objects.get(organisation=home_care.organisation)
    Trial.objects.filter(pk=trying.pk).update(status="trying")
    Trial.objects.exclude(pk=trying.pk).delete()
    there = browser.get(address(lesson, f"{trying.pk}/kvar/"))
    assert there.url == address(lesson, "beratta/?hos=sjovalla")
    assert "Du berättar för Sjövalla kommun" in page(browser, address(lesson, "beratta/"))


def test_a_report_taken_back_does_not_stand_in_the_way_of_one_that_follows(
    write, amina, lesson, tell, samir
):
    from knowledge.shelf import merging

    other = write(amina, "Lås igen", audience="connected")
    withdrawn, living = tell(samir, article=other), tell(samir, status="trying")
    actions.withdraw(trial=withdrawn, by=samir)
    text = {name: getattr(other, name) for name in merging.TEXT}
    seen = (lesson.latest_revision_id, other.latest_revision_id)
    merge = merging.merge(article=lesson, into=other, by=amina, seen=seen, text=text)
    connection.check_constraints()
    places = Trial.objects.order_by("pk").values_list("pk", "article")
    assert list(places) == [(withdrawn.pk, lesson.pk), (living.pk, other.pk)]
    merging.undo(merge=merge, by=amina)
    connection.check_constraints()
    assert list(places.all()) == [(withdrawn.pk, other.pk), (living.pk, lesson.pk)]


def test_actions_ask_for_permission_themselves(lesson, tell, samir, jonas, stranger):
    from django.core.exceptions import PermissionDenied

    trial = tell(samir)
    deeds = (
        lambda: actions.withdraw(trial=trial, by=jonas),
        lambda: actions.answer(trial=trial, by=jonas, answer="kept", text="", version=1),
        lambda: report(article=lesson, by=stranger, unit=trial.unit, version=1, **SAYS),
        lambda: report(article=lesson, by=jonas, unit=trial.unit, version=1, **SAYS),
    )
    for deed in deeds:
        with pytest.raises(PermissionDenied):
            deed()


def test_the_list_keeps_the_lessons_that_others_tried(write, amina, lesson, tell, samir, sign_in):
    write(amina, "Otestad", audience="connected")
    browser = sign_in(samir)

    def kept():
        pages = {one: page(browser, f"/kunskap/?provad={one}") for one in WHICH}
        assert not any("Otestad" in seen for seen in pages.values())
        return {one for one, seen in pages.items() if "Digitala lås</a></h3>" in seen}

    tell(samir, status="planned", verdict="")
    assert kept() == set()
    tell(samir, version=1)
    assert kept() == {"nagon", "infort", "fungerade"}
    tell(samir, version=2, status="stopped", why_not="Dyrt", verdict="failed")
    assert kept() == {"nagon", "fungerade-inte"}
    assert browser.get("/kunskap/?provad=x").status_code == 404


def test_the_list_does_not_tell_what_is_for_others_only(lesson, tell, samir, jonas, sign_in):
    tell(samir, own_only=True)
    assert "Digitala lås" in page(sign_in(samir), "/kunskap/?provad=infort")
    assert "Digitala lås" not in page(sign_in(jonas), "/kunskap/?provad=infort")


def test_the_start_page_asks_once_for_what_waits(write, amina, tell, samir):
    def asked(number):
        for n in range(number):
            make_due(tell(samir, article=write(amina, f"Lärdom {n}", audience="connected")))
        person = again(samir)
        assert person.belonging.connected and person.belonging.audiences
        with CaptureQueriesContext(connection) as caught:
            todos = waiting_for(person)
        return len(caught), len(todos)

    assert asked(1) == (1, 1) and asked(6) == (1, 3)
