"""What a list counts is true at once, and does not cost more the more there is."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.articles.actions import publish, save_draft, start_change
from knowledge.articles.counting import ask_all, recount
from knowledge.articles.models import ArticlePage
from knowledge.articles.numbers import numbers_for
from knowledge.articles.tallies import Recount, Tally
from knowledge.articles.topics import Topic
from knowledge.editing.topics import merge
from people.persons.models import Person


def again(person):
    return Person.objects.get(pk=person.pk)


def seen(person):
    """Counted from the lessons themselves, as the tallies must agree with."""
    lessons = ArticlePage.objects.published().visible_to(again(person))
    return sorted((topic.name, 1) for lesson in lessons for topic in lesson.topic_list)


def told(person):
    numbers = numbers_for(again(person))
    names = dict(Topic.objects.values_list("pk", "name"))
    return sorted((names[pk], 1) for pk, number in numbers.topics.items() for _ in range(number))


@pytest.fixture
def lessons(write, amina, karin):
    write(amina, "Lås", topics="lås, hemtjänst", audience="connected")
    write(amina, "Nycklar", topics="lås", audience="everyone")
    write(karin, "Fråga", topics="kö", audience=f"organisation:{karin.organisation.pk}")


def both_ways(check):
    """Before the worker has counted, and after."""
    check()
    recount()
    assert not Recount.objects.exists()
    check()


def test_each_reader_has_the_sum_of_their_audiences(lessons, amina, karin, stranger):
    def check():
        assert told(amina) == seen(amina) == [("hemtjänst", 1), ("lås", 1), ("lås", 1)]
        assert told(karin) == seen(karin) and ("kö", 1) in told(karin)
        assert numbers_for(AnonymousUser()).lessons == 1
        assert numbers_for(again(amina)).lessons == 2
        assert numbers_for(again(karin)).organisations[karin.organisation.pk] == 1

    both_ways(check)


def test_a_narrower_audience_counts_at_once(lessons, amina, karin):
    recount()
    lesson = ArticlePage.objects.get(title="Lås")
    draft = start_change(article=lesson, by=amina)
    here = f"organisation:{amina.organisation.pk}"
    draft = save_draft(draft=draft, by=amina, version=draft.version, audience=here, topics="dörr")
    publish(draft=draft, by=amina)

    def check():
        assert told(karin) == seen(karin) == [("kö", 1), ("lås", 1)]
        assert told(amina) == seen(amina) == [("dörr", 1), ("lås", 1)]

    both_ways(check)


@pytest.mark.parametrize("goes", ["unpublish", "delete"])
def test_what_goes_is_not_counted(lessons, amina, goes):
    recount()
    getattr(ArticlePage.objects.get(title="Nycklar"), goes)()

    def check():
        assert told(amina) == seen(amina) == [("hemtjänst", 1), ("lås", 1)]
        assert numbers_for(AnonymousUser()).lessons == 0

    both_ways(check)


def test_topics_that_editors_merge_are_one(lessons, amina, editor):
    recount()
    one, other = (Topic.objects.get(name=name) for name in ("lås", "hemtjänst"))
    merge(topic=other, into=one, by=editor)

    def check():
        assert told(amina) == seen(amina) == [("lås", 1), ("lås", 1)]

    both_ways(check)


def test_ones_own_for_others_is_counted_too(lessons, amina, karin, write):
    write(amina, "Till Granby", topics="brev", audience=f"organisations:{karin.organisation.pk}")

    def check():
        assert told(amina) == seen(amina) and ("brev", 1) in told(amina)
        assert numbers_for(again(amina)).lessons == 3

    both_ways(check)


def test_saving_what_does_not_count_asks_for_nothing(lessons):
    recount()
    lesson = ArticlePage.objects.get(title="Lås")
    lesson.change_note = "Ett ord"
    lesson.save()
    assert not Recount.objects.exists()


def test_what_was_written_past_us_is_found_within_a_day(lessons, amina):
    recount()
    ArticlePage.objects.filter(title="Lås").update(live=False)
    ask_all()
    assert told(amina) == seen(amina) == [("lås", 1)]


def test_the_lists_say_what_is_counted(lessons, amina, sign_in):
    both_ways(lambda: None)
    browser = sign_in(amina)
    text = browser.get("/kunskap/").content.decode()
    assert 'lås <span class="soft">2</span>' in text
    assert "2 lärdomar som du kan läsa" in browser.get("/kunskap/amne/las/").content.decode()
    assert browser.get("/kunskap/amne/ko/").status_code == 404


def test_the_numbers_are_one_query(lessons, amina, django_assert_num_queries):
    recount()
    person = again(amina)
    assert person.belonging.audiences
    with django_assert_num_queries(1):
        numbers_for(person)


def test_the_newest_of_many_are_found_by_walking(lessons, amina):
    """Not by gathering all that one may read. Wagtail owns the table, and may rebuild it."""
    many = ArticlePage.objects.published().visible_to(again(amina), among_many=True)
    with CaptureQueriesContext(connection) as asked:
        assert [one.title for one in many.newest()[:25]] == ["Nycklar", "Lås"]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'wagtailcore_page'")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[-1]['sql']}")
        assert "knowledge_newest" in str(cursor.fetchall())


def test_two_counts_at_once_are_one(lessons):
    recount()
    ask_all()
    recount()
    keys = list(Tally.objects.values_list("audience", "what", "key"))
    assert len(keys) == len(set(keys))
