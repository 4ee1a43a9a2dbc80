"""What has changed, and what has changed since one read."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles import actions
from knowledge.articles.models import ArticlePage
from knowledge.validity import actions as validity
from knowledge.versions.models import Reading
from knowledge.versions.reading import forget
from knowledge.versions.words import compare, is_small


@pytest.fixture
def lesson(write, amina):
    return write(amina, what_we_did="Vi bytte lås i elva hus.", audience="connected")


def change(lesson, by, **fields):
    draft = actions.start_change(article=ArticlePage.objects.get(pk=lesson.pk), by=by)
    draft = actions.save_draft(draft=draft, by=by, version=draft.version, **fields)
    return actions.publish(draft=draft, by=by)


def revisions(lesson):
    return list(lesson.revisions.order_by("pk").values_list("pk", flat=True))


def compared(browser, lesson, before, after):
    url = f"{lesson.url}versioner/jamfor/?fran={before}&till={after}"
    return browser.get(url)


def pieces(before, after):
    return [(one.kind, one.text) for one in compare(before, after)]


def test_words_are_compared():
    assert pieces("Vi har elva lås.", "Vi har tolv lås.") == [
        ("same", "Vi har "),
        ("removed", "elva"),
        ("added", "tolv"),
        ("same", " lås."),
    ]
    assert pieces("", "Nytt") == [("added", "Nytt")] and pieces("a", "a") == [("same", "a")]


@pytest.mark.parametrize("size", [3000, 9000])
def test_long_texts_are_compared_in_reasonable_time(size):
    before = " ".join(f"ord{n}" for n in range(size))
    after = before.replace("ord17 ", "annat ")
    texts = [
        "".join(one.text for one in compare(before, after) if one.kind != kind)
        for kind in ("added", "removed")
    ]
    assert texts == [before, after]


def test_the_pieces_make_both_texts():
    before, after = "Ett.\n\nTvå tre\nfyra", "Ett!\n\nTvå\n\nfem fyra"
    found = compare(before, after)
    assert "".join(one.text for one in found if one.kind != "added") == before
    assert "".join(one.text for one in found if one.kind != "removed") == after


def test_small_is_few_words_and_no_turn():
    text = " ".join(["ord"] * 200)
    assert is_small({"advice": text}, {"advice": text + " till"})
    assert not is_small({"advice": text}, {"advice": text + " aldrig"})
    assert not is_small({"advice": text}, {"advice": text + " 7"})
    assert is_small({"advice": "a"}, {"advice": "a"})


def test_any_two_published_versions(lesson, amina, jonas, sign_in):
    change(lesson, amina, what_we_did="Vi bytte lås i tolv hus.", change_note="Ett hus till")
    change(lesson, amina, advice="Ring oss.")
    first, second, third = revisions(lesson)
    browser = sign_in(jonas)
    page = browser.get(f"{lesson.url}versioner/").content.decode()
    assert "Ett hus till" in page and "Första versionen" in page and page.count("fran") == 3
    page = compared(browser, lesson, first, second).content.decode()
    assert "elva</del>" in page and "tolv</ins>" in page and "Ring oss." not in page
    both = compared(browser, lesson, third, first).content.decode()
    assert "tolv</ins>" in both and "Ring oss.</ins>" in both


def test_drafts_are_no_versions(lesson, amina, jonas, sign_in):
    article = ArticlePage.objects.get()
    article.advice = "Inte klart"
    draft = article.save_revision(user=amina)
    assert "Inte klart" not in sign_in(jonas).get(f"{lesson.url}versioner/").content.decode()
    assert compared(sign_in(jonas), lesson, revisions(lesson)[0], draft.pk).status_code == 404


def test_a_version_for_fewer_people_stays_with_them(write, amina, jonas, samir, sign_in):
    lesson = write(amina, advice="Internt.")
    change(lesson, amina, advice="Öppet.", audience="connected")
    change(lesson, amina, advice="Öppet nu.")
    first, second, third = revisions(lesson)
    assert compared(sign_in(jonas), lesson, first, second).status_code == 200
    assert compared(sign_in(samir), lesson, first, second).status_code == 404
    assert compared(sign_in(samir), lesson, second, third).status_code == 200
    assert compared(sign_in(amina), lesson, first, third).status_code == 200
    page = sign_in(samir).get(f"{lesson.url}versioner/").content.decode()
    assert f'value="{first}"' not in page and f'value="{third}"' in page


def test_signed_out_and_others_see_as_little_as_of_the_lesson(write, amina, karin, sign_in):
    closed, opened = write(amina), write(amina, "Öppen", audience="everyone")
    for page in ("versioner/", "versioner/jamfor/?fran=1&till=1"):
        assert sign_in(karin).get(closed.url + page).status_code == 404
        assert Client().get(closed.url + page).status_code == 404
    assert Client().get(f"{opened.url}versioner/").status_code == 200


@pytest.mark.parametrize("asked", ["", "fran=x&till=1", "fran=-1&till=1", f"fran={9**30}&till=1"])
def test_versions_that_are_not_there(asked, lesson, jonas, sign_in):
    assert sign_in(jonas).get(f"{lesson.url}versioner/jamfor/?{asked}").status_code == 404


def test_another_lessons_version_is_not_one_of_these(lesson, write, amina, jonas, sign_in):
    other = write(amina, "En annan", audience="connected")
    answer = compared(sign_in(jonas), lesson, revisions(lesson)[0], revisions(other)[0])
    assert answer.status_code == 404


def test_scripts_are_text(lesson, amina, jonas, sign_in):
    change(lesson, amina, what_we_did="<script>alert(1)</script>")
    page = compared(sign_in(jonas), lesson, *revisions(lesson)).content.decode()
    assert "<script>alert" not in page and "&lt;" in page


def read(browser, lesson):
    """The page, open long enough to be read."""
    page = browser.get(lesson.url).content.decode()
    assert browser.post(f"{lesson.url}last/").status_code == 204
    return page


def test_a_returning_reader_sees_that_it_has_changed(lesson, amina, jonas, sign_in):
    browser = sign_in(jonas)
    assert "Ändrad sedan du läste" not in read(browser, lesson)
    change(lesson, amina, advice="Ring oss.", change_note="Råd tillagt")
    for page in (browser.get(lesson.url).content.decode(), read(browser, lesson)):
        first, second = revisions(lesson)
        assert "Ändrad sedan du läste" in page and "Råd tillagt" in page
        assert f"?fran={first}&amp;till={second}" in page
    assert "Ändrad sedan du läste" not in browser.get(lesson.url).content.decode()


def test_the_first_visit_and_a_confirmation_say_nothing(lesson, amina, jonas, nils, sign_in):
    read(sign_in(jonas), lesson)
    ArticlePage.objects.update(review_on="2026-01-01")
    validity.answer(article=lesson, by=amina)
    for person in (jonas, nils):
        page = sign_in(person).get(lesson.url).content.decode()
        assert "Ändrad sedan du läste" not in page


def test_what_is_kept_names_nobody(lesson, amina, jonas, nils, sign_in):
    for person in (jonas, nils, amina):
        read(sign_in(person), lesson)
        read(sign_in(person), lesson)
    Client().get(lesson.url)
    assert Reading.objects.count() == 2  # the writer's own reading is nothing to know
    assert {field.name for field in Reading._meta.get_fields()} == {"mark", "revision", "month"}
    marks = "".join(Reading.objects.values_list("mark", flat=True))
    assert len(marks) == 128 and "jonas" not in marks


def test_after_a_year_it_is_forgotten(lesson, jonas, sign_in):
    read(sign_in(jonas), lesson)
    assert forget() == 0
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert forget() == 1


def test_a_visit_writes_nothing(lesson, jonas, sign_in):
    browser = sign_in(jonas)
    for _visit in ("the first", "after reading"):
        with CaptureQueriesContext(connection) as caught:
            browser.get(lesson.url)
        assert {one["sql"].split()[0] for one in caught} <= {"SELECT", "RELEASE", "SAVEPOINT"}
        read(browser, lesson)
    assert len(caught) <= 11  # nothing is asked for the first time
