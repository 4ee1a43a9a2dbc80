"""Every text is there in Swedish and in English."""

import re

from config import texts

# Swedish stands in the source; these are alike in both languages.
SAME = {"Start", "Utbyte", "Region", "HR-partner"}


def test_every_text_has_english():
    assert [f"{where}: {text}" for text, _context, where in texts.missing()] == []


def test_no_english_is_kept_for_texts_that_are_gone():
    assert texts.unused() == []


def places(text):
    return set(re.findall(r"%\([^)]+\)[sd]|%[sd]", text))


def test_the_english_has_the_same_places_to_fill_in():
    strange = []
    for message in texts.read("en"):
        keys = [message.id] if isinstance(message.id, str) else list(message.id)
        said = [message.string] if isinstance(message.string, str) else list(message.string)
        if message.id and places(said[-1]) != places(keys[-1]):
            strange.append(message.id)
    assert strange == []


def test_the_finder_sees_all_ways_of_writing_a_text():
    template = (
        '{% load i18n %}{% translate "Ett" %}{% blocktranslate trimmed with a=b %}\nTvå {{ a }}\n'
        "{% endblocktranslate %}{% blocktranslate trimmed count n=n %}En{% plural %}{{ n }} tal"
        '{% endblocktranslate %}{% translate "Öppna" context "verb" %}{{ _("Sex") }}'
    )
    assert list(texts.in_template(template)) == [
        ("Ett", None),
        ("Två %(a)s", None),
        (("En", "%(n)s tal"), None),
        ("Öppna", "verb"),
        ("Sex", None),
    ]
    source = '_("Ett")\nngettext("%(n)s dag", "%(n)s dagar", n)\npgettext("verb", "Öppna")'
    assert list(texts.in_python(source)) == [
        ("Ett", None),
        (("%(n)s dag", "%(n)s dagar"), None),
        ("Öppna", "verb"),
    ]
