"""Hits that editors put first or leave out, and questions that nothing answered."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from people import once
from people.once import Sent
from search import empty
from search.finding import find
from search.models import EmptySearch, Promotion


def promote(article, question="lås", act="pin"):
    Promotion.objects.create(question=question, act=act, kind="article", object_id=article.pk)


def test_a_chosen_hit_stands_first_for_its_question_only(write, amina, jonas, titles, sign_in):
    write(amina, "Lås och lås och lås")
    chosen = write(amina, "Nycklar")
    promote(chosen)
    assert titles("Lås!", jonas) == ["Nycklar", "Lås och lås och lås"]
    assert titles("lås lås", jonas) == ["Lås och lås och lås"]
    assert "Utvald av redaktörerna" in sign_in(jonas).get("/sok/?q=lås").content.decode()


def test_a_chosen_hit_is_shown_to_those_who_may_see_it(write, amina, nils, karin, titles):
    promote(write(amina, "Nycklar", audience="organisation"))
    assert titles("lås", nils) == ["Nycklar"]
    assert titles("lås", karin) == [] and find("lås", karin).counts == {}


def test_a_hit_left_out_is_gone_for_its_question(write, amina, jonas, titles):
    promote(write(amina, "Gamla lås"), act="exclude")
    write(amina, "Nya lås")
    assert titles("lås", jonas) == ["Nya lås"]
    assert titles("gamla lås", jonas)[0] == "Gamla lås"


def test_what_nothing_answers_is_counted_without_a_person(write, amina, jonas, sign_in):
    write(amina, "Lås")
    for person in (amina, jonas):
        for _ in range(3):
            sign_in(person).get("/sok/?q=Tolk tjänst!")
            sign_in(person).get("/sok/?q=lås")
    row = EmptySearch.objects.get()
    assert (row.question, row.count) == ("tolk tjänst", 2)
    assert row.week == empty.monday(timezone.localdate()) and row.week.weekday() == 0


@pytest.mark.parametrize(
    "text",
    [
        *("19811218-9876", "0701234567", "dnr 2026-12345", "a@b.se"),
        *("ett två tre fyra fem sex sju åtta nio", "x" * 200, "((((", "*", '"'),
    ],
)
def test_numbers_addresses_and_whole_texts_are_not_stored(text, amina, sign_in):
    assert sign_in(amina).get("/sok/", {"q": text}, follow=True).status_code == 200
    assert not EmptySearch.objects.exists()


def test_a_number_is_gone_before_the_rest_is_counted(amina, sign_in):
    sign_in(amina).get("/sok/", {"q": "811218-9876 tolkar"}, follow=True)
    assert [row.question for row in EmptySearch.objects.all()] in ([], ["tolkar"])


def test_who_is_signed_out_is_not_counted(client, db):
    client.get("/sok/?q=tolktjänst")
    assert not EmptySearch.objects.exists()


def test_whoever_asks_again_next_week_counts_again(amina, sign_in):
    sign_in(amina).get("/sok/?q=tolktjänst")
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        sign_in(amina).get("/sok/?q=tolktjänst")
    assert [row.count for row in EmptySearch.objects.all()] == [1, 1]


def test_what_is_kept_to_count_once_names_nobody_and_is_forgotten(amina, sign_in):
    sign_in(amina).get("/sok/?q=tolktjänst")
    kept = Sent.objects.get()
    assert kept.url == "" and not str(kept.key).endswith(str(amina.pk).zfill(12))
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert once.forget_old() == 1


def test_editors_see_only_what_six_have_asked_in_one_week(db):
    today = timezone.localdate()
    week = empty.monday(today)
    for question, counts in {"tolk": (1, 6), "lås": (5,), "en enda": (1,) * 12}.items():
        for back, count in enumerate(counts):
            EmptySearch.objects.create(
                question=question, week=week - timedelta(weeks=back), count=count
            )
    old = week - timedelta(weeks=30)
    EmptySearch.objects.create(question="gammalt", week=old, count=99)
    assert [row["question"] for row in empty.asked_by_enough(today)] == ["tolk"]
    assert empty.forget() == 1
