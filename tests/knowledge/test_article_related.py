"""Lessons that belong together: chosen in the longer form, shown to those who may read them."""

import pytest

from knowledge.articles import actions
from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage

ADDRESS = "/kunskap/skriv/{}/"
HEADING = "<h2>Hör ihop med</h2>"


@pytest.fixture
def locks(write, karin):
    return write(karin, "Digitala lås i två kommuner", audience="connected")


@pytest.fixture
def draft(amina):
    return actions.start_draft(by=amina, title="Nycklar", what_we_learned="Räkna dem.")


def sent(draft, *related, **more):
    fields = {"title": draft.title, "what_we_learned": draft.what_we_learned}
    return fields | {"audience": "connected", "version": draft.version, "related": related} | more


@pytest.mark.parametrize(
    "typed",
    [
        "Digitala lås i två kommuner",
        "  DIGITALA lås i två kommuner ",
        "https://utbyte.example/kunskap/granby/digitala-las-i-tva-kommuner/?x=1",
        "/kunskap/granby/digitala-las-i-tva-kommuner",
    ],
)
def test_chosen_by_title_or_address_it_is_shown_with_its_sign(
    typed, draft, amina, jonas, sign_in, locks
):
    writer, address = sign_in(amina), ADDRESS.format(draft.pk)
    assert 'data-suggest-url="/kunskap/skriv/hor-ihop/"' in writer.get(address).content.decode()
    writer.post(address, sent(draft, typed, "", action="publish"))
    article = ArticlePage.objects.get(title="Nycklar")
    assert list(article.related.all()) == [locks]
    shown = (
        sign_in(jonas).get(article.url).content.decode().split(HEADING)[1].split("</section>")[0]
    )
    assert locks.title in shown and "Gäller" in shown


def test_what_one_types_is_found_as_one_types(locks, amina, granby, sign_in, index):
    index()
    options = sign_in(amina).get("/kunskap/skriv/hor-ihop/?q=digital").content.decode()
    assert 'role="option"' in options and f'data-value="{locks.title}"' in options
    assert granby.name in options


def test_of_two_with_the_same_title_the_address_tells_which(
    locks, write, karin, draft, amina, sign_in, index
):
    twin = write(karin, locks.title, audience="connected")
    index()
    writer = sign_in(amina)
    options = writer.get("/kunskap/skriv/hor-ihop/?q=digital").content.decode()
    assert f'data-value="{twin.get_absolute_url()}"' in options
    answer = writer.post(ADDRESS.format(draft.pk), sent(draft, locks.title, action="save"))
    assert answer.status_code == 422 and "Klistra in adressen" in answer.content.decode()
    writer.post(ADDRESS.format(draft.pk), sent(draft, twin.get_absolute_url(), action="save"))
    assert Draft.objects.get().related == [twin.pk]
    assert twin.get_absolute_url() in writer.get(ADDRESS.format(draft.pk)).content.decode()


def test_what_one_may_not_read_cannot_be_chosen_nor_guessed(
    draft, write, karin, amina, sign_in, index
):
    hidden = write(karin, "Bara för Granby", audience=f"organisation:{karin.organisation.pk}")
    index()
    writer = sign_in(amina)
    for typed in (hidden.title, hidden.get_absolute_url()):
        answer = writer.post(ADDRESS.format(draft.pk), sent(draft, typed, action="save"))
        assert answer.status_code == 422 and "Vi hittar ingen lärdom" in answer.content.decode()
    assert "option" not in writer.get("/kunskap/skriv/hor-ihop/?q=granby").content.decode()


def test_readers_see_only_those_that_they_may_read(write, amina, jonas, karin, sign_in):
    inside = write(amina, "Bara för oss", audience=f"organisation:{amina.organisation.pk}")
    article = write(amina, "För alla", audience="connected", related=[inside.pk])
    assert inside.title in sign_in(jonas).get(article.url).content.decode()
    assert HEADING not in sign_in(karin).get(article.url).content.decode()


def test_one_that_the_next_writer_may_not_read_stays_unseen(write, amina, nils, home_care, sign_in):
    own = write(nils, "Bara i hemtjänsten", audience=f"unit:{home_care.pk}")
    article = write(amina, "Tillsammans", audience="connected", related=[own.pk])
    change = actions.start_change(article=article, by=amina)
    writer = sign_in(amina)
    assert "Bara i hemtjänsten" not in writer.get(ADDRESS.format(change.pk)).content.decode()
    writer.post(ADDRESS.format(change.pk), sent(change, "", action="publish"))
    assert list(ArticlePage.objects.get(pk=article.pk).related.all()) == [own]


def test_a_change_begins_with_them_and_can_take_them_away(write, amina, sign_in, locks):
    article = write(amina, "Nycklar", audience="connected", related=[locks.pk])
    change = actions.start_change(article=article, by=amina)
    writer, address = sign_in(amina), ADDRESS.format(change.pk)
    assert f'value="{locks.title}"' in writer.get(address).content.decode()
    own = writer.post(address, sent(change, article.title, action="save"))
    assert "inte höra ihop med sig själv" in own.content.decode()
    writer.post(address, sent(change, "", action="publish"))
    assert not ArticlePage.objects.get(pk=article.pk).related.exists()


def test_half_a_title_stops_no_saving_while_typing(draft, amina, sign_in, locks):
    body = sent(draft, "Digitala lå", locks.title, title="Nytt")
    answer = sign_in(amina).post(ADDRESS.format(draft.pk), body, HTTP_ACCEPT="application/json")
    assert answer.status_code == 200
    assert (Draft.objects.get().title, Draft.objects.get().related) == ("Nytt", [locks.pk])


@pytest.mark.parametrize("bad", [["a\0b"], ["x" * 10_000], ["<script>"], ["x"] * 6, ["/kunskap/"]])
def test_what_is_no_choice_of_lessons_is_refused(draft, amina, sign_in, bad):
    answer = sign_in(amina).post(ADDRESS.format(draft.pk), sent(draft, *bad, action="save"))
    assert answer.status_code in (400, 422) and "<script>" not in answer.content.decode()
    assert Draft.objects.get().related == []


def test_one_that_became_part_of_another_leads_there(write, amina, jonas, sign_in, locks, karin):
    article = write(amina, "Nycklar", audience="connected", related=[locks.pk])
    into = write(karin, "Allt om lås", audience="connected")
    ArticlePage.objects.filter(pk=locks.pk).update(live=False, merged_into=into)
    page = sign_in(jonas).get(article.url).content.decode()
    assert into.title in page and locks.title not in page
