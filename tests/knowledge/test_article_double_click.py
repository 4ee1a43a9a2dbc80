"""Two clicks at the very same time publish once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from knowledge.articles import actions
from knowledge.articles.models import ArticlePage
from knowledge.articles.tree import KnowledgeIndex


def click(draft, person):
    try:
        return actions.publish(draft=draft, by=person).pk
    except actions.AlreadyPublished as done:
        return done.article.pk
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_both_clicks_lead_to_the_same_lesson(amina):
    draft = actions.start_draft(by=amina, title="Hej", what_we_learned="Något")
    with ThreadPoolExecutor(2) as browsers:
        pks = set(browsers.map(lambda _: click(draft, amina), range(2)))
    assert pks == {ArticlePage.objects.get().pk}


@pytest.mark.django_db(transaction=True)
def test_first_lessons_of_one_organisation_share_a_place(amina, jonas):
    with transaction.atomic():
        KnowledgeIndex.objects.root()
    drafts = [(actions.start_draft(by=who, title="Hej"), who) for who in (amina, jonas)]
    with ThreadPoolExecutor(2) as browsers:
        pks = list(browsers.map(lambda one: click(*one), drafts))
    assert len({page.url for page in ArticlePage.objects.filter(pk__in=pks)}) == 2
