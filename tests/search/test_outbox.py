"""A change waits with its cause, and reaches the index once."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from people import worker
from search import documents, outbox
from search.models import IndexChange, IndexedDocument
from search.outbox import drain


@pytest.fixture
def article(write, amina):
    return write(amina, "Nya lås")


def test_many_saves_are_one_change(article):
    for _ in range(3):
        article.save()
    assert IndexChange.objects.filter(kind="article").count() == 1
    drain()
    assert not IndexChange.objects.exists()


def test_a_change_that_is_rolled_back_does_not_wait(article):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        article.save()
        raise ZeroDivisionError
    assert not IndexChange.objects.exists()


def test_a_new_title_and_new_topics_are_found(article, jonas, titles):
    article.title = "Nya nycklar"
    article.topics.add("Hemtjänst")
    article.save()
    drain()
    assert titles("nycklar hemtjänst", jonas) == ["Nya nycklar"] and not titles("lås", jonas)


def test_saving_it_as_a_plain_page_counts_too(article, jonas, titles):
    page = article.page_ptr
    page.title = "Nya nycklar"
    page.save()
    drain()
    assert titles("nycklar", jonas)


def test_what_is_deleted_or_taken_down_leaves_the_index(article, write, amina):
    other = write(amina, "Gamla lås")
    other.unpublish()
    article.delete()
    drain()
    assert not IndexedDocument.objects.filter(kind="article").exists()


def breaking(monkeypatch, broken, title=None):
    """Describing them fails, or gives a title that no database takes."""
    document = documents.document_named("article")

    def describe(article):
        if article.pk in broken and title is None:
            raise ValueError("no words")
        found = document.describe(article)
        return replace(found, title=title) if article.pk in broken else found

    fields = {**vars(document), "describe": describe}
    monkeypatch.setitem(documents._documents, "article", documents.SearchDocument(**fields))


def test_one_that_fails_waits_and_the_others_go_on(article, write, amina, monkeypatch):
    other = write(amina, "Gamla lås")
    broken = {article.pk}
    breaking(monkeypatch, broken)
    article.save(), other.save()
    assert drain() == 1
    change = IndexChange.objects.get()
    assert change.object_id == article.pk and change.attempts == 1
    assert change.next_try_at > timezone.now() and drain() == 0
    broken.clear()
    IndexChange.objects.update(next_try_at=timezone.now())
    assert drain() == 1 and not IndexChange.objects.exists()


def test_one_that_the_index_refuses_stops_no_other(article, write, amina, monkeypatch):
    other = write(amina, "Gamla lås")
    breaking(monkeypatch, {article.pk}, title="\ud800")
    article.save(), other.save()
    assert drain() == 1
    assert IndexChange.objects.get().object_id == article.pk and drain() == 0


def test_waits_grow_to_a_day(article, monkeypatch):
    breaking(monkeypatch, {article.pk})
    article.save()
    for attempts, longest in ((3, 9), (30, 24 * 60 + 1)):
        IndexChange.objects.update(attempts=attempts, next_try_at=timezone.now())
        drain()
        wait = IndexChange.objects.get().next_try_at - timezone.now()
        assert timedelta(minutes=longest - 2) < wait < timedelta(minutes=longest)


def test_a_change_made_while_draining_is_not_lost(article):
    article.save()
    waiting = list(IndexChange.objects.due())
    ArticlePage.objects.get(pk=article.pk).save()
    assert outbox._bring(waiting) == 0 and IndexChange.objects.count() == 1


def test_a_drain_stops_where_it_is_told(write, amina):
    for n in range(3):
        write(amina, f"Lås {n}").save()
    outbox.changed_ids("article", ArticlePage.objects.values_list("pk", flat=True))
    assert drain(most=2) == 2 and IndexChange.objects.count() == 1


def test_a_drain_costs_the_same_for_many(write, amina, django_assert_max_num_queries):
    for n in range(12):
        write(amina, f"Lås {n}", topics="A, B")
    outbox.changed_ids("article", ArticlePage.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(12):
        drain()


def test_the_worker_drains(article, jonas, titles):
    article.title = "Nya nycklar"
    article.save()
    worker.run_all()
    assert titles("nycklar", jonas)


def test_signing_in_is_no_change(amina, index):
    index()
    amina.save(update_fields=["last_login"])
    assert not IndexChange.objects.exists()


def check():
    out = StringIO()
    call_command("search_check", stdout=out)
    return out.getvalue()


def test_the_check_tells_differences_and_rebuilding_mends_them(
    article, write, amina, jonas, titles
):
    drain()
    assert "article: as the database" in check()
    rows = IndexedDocument.objects.filter(kind="article")
    rows.filter(object_id=article.pk).update(title="Annat", title_words="annat")
    IndexedDocument.objects.filter(kind="person", object_id=jonas.pk).delete()
    rows.create(kind="article", object_id=9_999_999, title="Borta")
    rows.create(kind="gone", object_id=1, title="Borta")
    with pytest.raises(CommandError, match="3 differ"):
        check()
    call_command("rebuild_index", stdout=StringIO())
    assert "article: as the database" in check() and titles("lås", jonas) == ["Nya lås"]
    assert not IndexedDocument.objects.filter(kind="gone").exists()
