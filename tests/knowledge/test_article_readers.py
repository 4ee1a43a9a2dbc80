"""Exactly those whom a lesson is meant for see it, wherever it could show."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import Client, RequestFactory
from wagtail.views import serve

from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import Topic
from people.networks import actions as networks
from people.networks.models import NetworkMembership
from search.documents import document_named

CAST = "amina jonas lena nils karin samir administrator hr editor registrar stranger operator"
SJOVALLA = {"amina", "jonas", "lena", "nils", "administrator", "hr", "editor", "registrar"}
SEEN_BY = {
    "team": {"amina", "jonas", "lena"},
    "unit": {"amina", "jonas", "lena"},
    "organisation": SJOVALLA,
    "network": {"amina", "karin"},
    "organisations": {"amina", "karin", "samir"},
    "connected": {*SJOVALLA, "karin", "samir"},
    "everyone": {*CAST.split(), "nobody"},
}


@pytest.fixture
def everybody(request, team):
    return {name: request.getfixturevalue(name) for name in CAST.split()} | {
        "nobody": AnonymousUser()
    }


@pytest.fixture
def network(amina, karin, stranger, operator):
    """The last two are written down as members, and have no employer that is connected."""
    made = networks.start(by=amina, name="Låsfolket", purpose="Lås", for_whom="Alla med lås")
    for person in (karin, stranger, operator):
        NetworkMembership.objects.create(network=made, person=person)
    return made


@pytest.fixture
def keys(team, digital, sjovalla, granby, network):
    return {
        "network": f"network:{network.pk}",
        "organisations": f"organisations:{granby.pk}",
        "team": f"team:{team.pk}",
        "unit": f"unit:{digital.pk}",
        "organisation": f"organisation:{sjovalla.pk}",
        "connected": "connected",
        "everyone": "everyone",
    }


def browser(person):
    client = Client()
    if person.is_authenticated:
        client.force_login(person)
    return client


def served(article, person):
    """Wagtail's own way to the page."""
    asked = RequestFactory().get(article.url)
    asked.user, asked.LANGUAGE_CODE = person, "sv"
    try:
        return serve(asked, article.url.removeprefix("/kunskap/")).status_code
    except Http404:
        return 404


def places(article, person):
    """Each place where the lesson could show, and whether it does."""
    client = browser(person)
    yield "page", client.get(article.url).status_code == 200
    yield "wagtail", served(article, person) == 200
    for url in ("/kunskap/", "/kunskap/?amne=las", "/kunskap/amne/las/", "/kunskap/sjovalla/"):
        yield url, article.title in client.get(url).content.decode()
    found = document_named("article").model.objects.visible_to(person)
    yield "search", article in found
    if person != article.author:
        hits = client.get("/sok/?q=ovanlig").content.decode()
        yield "/sok/", article.get_absolute_url() in hits
    if "network" in article.audience.key:
        url = article.audience.network.get_absolute_url()
        for address in (url, f"{url}lardomar/"):
            yield address, article.title in client.get(address).content.decode()
    if person.is_authenticated and person != article.author:
        yield "start", article.title in client.get("/").content.decode()


@pytest.mark.parametrize("kind", SEEN_BY)
def test_the_right_people_see_it_everywhere(kind, keys, everybody, write, amina, index):
    article = write(amina, "Ovanlig titel", audience=keys[kind], topics="Lås")
    index()
    for name, person in everybody.items():
        shown = dict(places(article, person))
        wrong = [place for place, is_there in shown.items() if is_there != (name in SEEN_BY[kind])]
        assert not wrong, name


def test_hidden_lessons_leave_no_trace_in_filters(write, amina, sjovalla, karin, sign_in):
    write(amina, audience=f"organisation:{sjovalla.pk}", topics="Ovanligt ämne")
    page = sign_in(karin).get("/kunskap/").content.decode()
    assert Topic.objects.exists() and "Ovanligt" not in page and "Sjövalla" not in page


def test_what_is_not_published_is_seen_by_its_writer_alone(write, amina, jonas, sign_in):
    article = write(amina)
    ArticlePage.objects.get(pk=article.pk).unpublish()
    assert sign_in(jonas).get(article.url).status_code == 404
    assert sign_in(amina).get(article.url).status_code == 200
    assert document_named("article").describe(ArticlePage.objects.get(pk=article.pk)) is None


def test_nobody_chooses_readers_of_another_organisation(amina, granby, sign_in):
    answer = sign_in(amina).post(
        "/kunskap/skriv/", {"title": "Hej", "audience": f"organisation:{granby.pk}"}
    )
    assert answer.status_code == 422
