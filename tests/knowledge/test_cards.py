"""A card is drawn once for what it says, and anew when it says something else."""

import pytest

from knowledge.articles.models import ArticlePage
from people.persons.models import Person


@pytest.fixture
def shown(write, amina, jonas, sign_in):
    write(amina, "Lås", what_we_learned="Ring först.")
    return lambda: sign_in(jonas).get("/kunskap/").content.decode()


def test_each_change_shows_at_once(shown, amina):
    assert "Ring först." in shown() and "av Amina Berg" in shown()
    ArticlePage.objects.update(what_we_learned="Skruva sedan.")
    assert "Skruva sedan." in shown() and "Ring först." not in shown()
    Person.objects.filter(pk=amina.pk).update(name="Amina Bergström")
    assert "av Amina Bergström" in shown()
    Person.objects.filter(pk=amina.pk).update(protected_identity=True)
    assert "Amina" not in shown()


def test_each_language_has_its_own(shown, jonas):
    assert "Gäller" in shown()
    Person.objects.filter(pk=jonas.pk).update(language="en")
    assert "Gäller" not in shown()


def test_the_same_card_is_drawn_once(write, amina):
    from knowledge.articles import cards

    article = write(amina, "Lås")
    cards._drawn.cache_clear()
    assert cards.card(article) == cards.card(ArticlePage.objects.get())
    assert cards._drawn.cache_info().misses == 1
