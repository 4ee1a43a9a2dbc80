"""Beside a lesson: others like it, looked for on demand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.shelf import actions

TITLE = "Digitala lås i hemtjänsten"


@pytest.fixture
def two(write, amina, jonas, index):
    first = write(amina, TITLE, audience="connected")
    second = write(jonas, "Digitala lås i vår hemtjänst", audience="connected")
    index()
    return first, second


def similar(browser, article):
    return browser.get(f"{article.get_absolute_url()}liknande/")


def test_the_page_links_to_those_like_it_and_fetches_them_without_asking_itself(
    two, karin, sign_in
):
    page = sign_in(karin).get(two[0].url).content.decode()
    assert f'href="{two[0].url}liknande/"' in page and 'data-hx-select=".similar"' in page
    assert two[1].title not in page


def test_others_like_it_are_shown_and_never_itself(two, karin, sign_in):
    page = similar(sign_in(karin), two[0]).content.decode()
    shown = page.partition('class="similar"')[2]
    assert f'href="{two[1].url}"' in shown and f'href="{two[0].url}"' not in shown


def test_only_what_the_reader_may_read_is_among_them(two, write, nils, karin, sign_in, index):
    inside = f"organisation:{nils.organisation.pk}"
    own = write(nils, "Digitala lås hos hemtjänsten", audience=inside)
    index()
    assert own.title not in similar(sign_in(karin), two[0]).content.decode()
    assert own.title in similar(sign_in(nils), two[0]).content.decode()
    assert similar(sign_in(karin), own).status_code == 404


def test_those_signed_out_see_what_is_for_everyone(write, amina, two, client, index):
    public = write(amina, "Digitala lås inom hemtjänsten", audience="everyone")
    index()
    answer = similar(client, public)
    assert answer.status_code == 200 and two[0].title not in answer.content.decode()
    assert "Vi hittar ingen lärdom" in answer.content.decode()
    assert "data-hx-select" not in client.get(public.url).content.decode()
    assert similar(client, two[0]).status_code == 404


def test_a_lesson_that_is_taken_back_and_a_short_title_have_none(write, amina, sign_in):
    short, gone = write(amina, "Lås"), write(amina, TITLE)
    assert "liknande/" not in sign_in(amina).get(short.url).content.decode()
    assert similar(sign_in(amina), short).status_code == 200
    actions.retract(article=gone, by=amina, because="Fel siffror")
    assert similar(sign_in(amina), gone).status_code == 404


def test_many_alike_cost_no_more_queries_than_few(two, write, amina, jonas, sign_in, index):
    reader, counts = sign_in(amina), []
    for more in (30, 10):  # with few, search looks once more, more widely
        for number in range(more):
            write(jonas, f"{TITLE} del {number}", audience="connected")
        index()
        similar(reader, two[0])
        with CaptureQueriesContext(connection) as queries:
            similar(reader, two[0])
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
