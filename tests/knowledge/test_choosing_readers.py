"""A writer chooses readers among those the writer has a right to choose."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.articles.readers import audience_for
from people.audience import Audience
from people.networks import actions as networks
from people.networks import entering
from people.organisations.models import Organisation, Unit

WRITTEN = {"title": "Ovanlig titel", "what_we_learned": "Börja smått", "action": "publish"}


@pytest.fixture
def network(karin):
    return networks.start(by=karin, name="Låsfolket", purpose="Lås", for_whom="Alla med lås")


@pytest.fixture
def together(network, amina, karin):
    joining = entering.ask(network=network, by=amina, why="Lås")
    entering.answer(joining=joining, by=karin, yes=True)
    del amina.__dict__["belonging"]
    return network


def publish(browser, audience):
    return browser.post("/kunskap/skriv/", WRITTEN | {"audience": audience}, follow=True)


def test_the_form_offers_own_networks_and_organisations(sign_in, together, amina, granby):
    page = sign_in(amina).get("/kunskap/skriv/").content.decode()
    assert f'value="network:{together.pk}"' in page and "Nätverket Låsfolket" in page
    ticks = re.findall(r'type="checkbox" name="audience" value="(\d+)"[^>]*?( checked)?>', page)
    own = str(amina.organisation.pk)
    assert ticks == [(own, " checked"), (str(granby.pk), "")]


def test_a_lesson_is_published_for_a_network(sign_in, together, amina, karin, samir):
    answer = publish(sign_in(amina), f"network:{together.pk}")
    article = ArticlePage.objects.get()
    assert answer.status_code == 200 and article.audience == Audience.objects.network(together)
    assert "Ovanlig" in sign_in(karin).get(together.get_absolute_url()).content.decode()
    assert sign_in(samir).get(article.get_absolute_url()).status_code == 404


def test_a_lesson_is_published_for_ticked_organisations(sign_in, amina, sjovalla, granby):
    ticked = ["organisations", str(granby.pk), str(sjovalla.pk), str(granby.pk)]
    publish(sign_in(amina), ticked)
    audience = ArticlePage.objects.get().audience
    assert audience == Audience.objects.organisations([sjovalla, granby])


def test_all_units_above_ones_own_are_offered_and_no_others(
    sign_in, nils, editor, amina, care, home_care, digital
):
    inner = Unit.objects.create(organisation=care.organisation, parent=home_care, name="Nattlaget")
    nils.employments.update(unit=inner)
    page = sign_in(nils).get("/kunskap/skriv/").content.decode()
    assert re.findall(r'value="unit:(\d+)"', page) == [
        str(one.pk) for one in (inner, home_care, care)
    ]
    assert "Hela Äldreomsorgen, dit min enhet hör" in page
    assert publish(sign_in(nils), f"unit:{digital.pk}").status_code == 422
    publish(sign_in(nils), f"unit:{care.pk}")
    article = ArticlePage.objects.get()
    assert article.audience == Audience.objects.unit(care)
    assert sign_in(editor).get(article.get_absolute_url()).status_code == 200
    assert sign_in(amina).get(article.get_absolute_url()).status_code == 404


def test_units_under_ones_own_are_not_offered(sign_in, editor, home_care):
    assert publish(sign_in(editor), f"unit:{home_care.pk}").status_code == 422


def test_the_way_from_a_network_to_the_form_keeps_the_readers(sign_in, together, amina, jonas):
    key, page = f"network:{together.pk}", sign_in(amina).get(together.get_absolute_url())
    assert f"/kunskap/skriv/?lasare={key}" in page.content.decode()
    for person, chosen in ((amina, key), (jonas, f"organisation:{jonas.organisation.pk}")):
        form = sign_in(person).get(f"/kunskap/skriv/?lasare={key}").context["form"]
        assert form["audience"].value() == chosen


def test_a_networks_lesson_says_whose_it_is(sign_in, together, amina, karin, write):
    article = write(amina, audience=f"network:{together.pk}")
    assert "Låsfolket" in sign_in(karin).get(article.get_absolute_url()).content.decode()


def test_ticks_count_only_where_organisations_are_chosen(sign_in, amina, sjovalla, granby):
    publish(sign_in(amina), [f"organisation:{sjovalla.pk}", str(granby.pk)])
    assert ArticlePage.objects.get().audience == Audience.objects.organisation(sjovalla)


@pytest.mark.parametrize("name", ["network:%(network)s", "organisations:", "organisations:%(far)s"])
def test_readers_one_has_no_right_to_are_refused_at_the_field(name, sign_in, network, amina):
    """A network one is not in; no organisation; one that is not connected."""
    far = Organisation.objects.create(name="Långt bort", slug="langt", kind="company")
    answer = publish(sign_in(amina), name % {"network": network.pk, "far": far.pk})
    assert answer.status_code == 422 and answer.context["form"].errors["audience"]
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize(
    "key",
    ["network:0", "network:x", "network:", "network:²", f"network:{'9' * 40}", "organisations:²",
     "organisations:-1", f"organisations:{'9' * 40}", "organisations:1;2", "people:1"],
)  # fmt: skip
def test_keys_that_are_none_are_refused(key, sign_in, together, amina):
    assert publish(sign_in(amina), key).status_code == 422
    with pytest.raises(PermissionDenied):
        audience_for(amina, key)


def test_a_draft_keeps_the_choice_while_nothing_is_ticked(sign_in, amina, granby):
    browser = sign_in(amina)
    browser.post("/kunskap/skriv/", {"title": "Hej", "audience": "organisations"})
    assert Draft.objects.get().audience == "organisations:"
    page = browser.get(f"/kunskap/skriv/{Draft.objects.get().pk}/").content.decode()
    assert "checked" not in page.partition("ticks")[2].partition("</ul>")[0]


def test_whoever_has_left_in_the_meantime_chooses_again(sign_in, together, amina):
    browser = sign_in(amina)
    browser.post("/kunskap/skriv/", WRITTEN | {"audience": f"network:{together.pk}", "action": ""})
    networks.leave(network=together, by=amina)
    answer = browser.post(f"/kunskap/skriv/{Draft.objects.get().pk}/publicera/")
    assert answer.status_code == 422 and answer.context["form"].errors["audience"]


def test_a_closed_network_is_not_chosen(sign_in, together, amina, karin):
    networks.close(network=together, by=karin)
    assert publish(sign_in(amina), f"network:{together.pk}").status_code == 422


@pytest.mark.parametrize("kind", ["network", "organisations"])
def test_a_change_keeps_the_readers(kind, sign_in, together, amina, karin, granby, write):
    """Also for a writer who has left the network since."""
    key = f"network:{together.pk}" if kind == "network" else f"organisations:{granby.pk}"
    article = write(amina, audience=key)
    networks.leave(network=together, by=amina)
    browser = sign_in(amina)
    browser.post(f"{article.get_absolute_url()}andra/")
    draft = Draft.objects.get()
    page = browser.get(f"/kunskap/skriv/{draft.pk}/")
    assert page.context["form"]["audience"].value() == key
    assert " selected" in page.content.decode().partition('name="audience"')[2]
    browser.post(f"/kunskap/skriv/{draft.pk}/", WRITTEN | {"audience": key, "version": 1})
    assert ArticlePage.objects.get().audience.key == key and not Draft.objects.exists()


def places(browser, article, network):
    url = network.get_absolute_url()
    lists = ("/", "/kunskap/", f"/kunskap/{article.place}/", url, f"{url}lardomar/")
    for address in (*lists, "/sok/?q=ovanlig", "/sok/forslag/?q=ovanlig"):
        yield address, article.get_absolute_url() in browser.get(address).content.decode()
    yield "page", browser.get(article.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("how", ["leaves", "employment", "connection"])
def test_leaving_ends_access_at_the_next_request(
    how, sign_in, together, amina, karin, write, index, granby
):
    article = write(amina, "Ovanlig titel", audience=f"network:{together.pk}")
    index()
    browser = sign_in(karin)
    unseen = [place for place, seen in places(browser, article, together) if not seen]
    assert unseen == []
    if how == "leaves":
        networks.leave(network=together, by=karin)
    elif how == "employment":
        karin.employments.update(until="2025-01-01")
    else:
        Organisation.objects.filter(pk=granby.pk).update(connected_on=None)
    assert [place for place, seen in places(browser, article, together) if seen] == []


def test_a_closed_network_still_reads_what_it_has(sign_in, together, amina, karin, write, index):
    article = write(amina, "Ovanlig titel", audience=f"network:{together.pk}")
    index()
    networks.close(network=together, by=karin)
    browser = sign_in(karin)
    assert [place for place, seen in places(browser, article, together) if not seen] == []
