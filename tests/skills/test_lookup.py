"""A few letters lead to the skill one means."""

from statistics import median
from time import perf_counter

import pytest
from django.utils.translation import override

from skills.models import Skill
from skills.vocabulary.folding import beginnings, fold
from skills.vocabulary.naming import name_skills


@pytest.fixture
def shelf(db):
    """Add skills as (Swedish, English, usage, synonyms) and make them findable."""
    synonyms: dict[int, list[tuple[str, str]]] = {}

    def add(sv="", en="", usage=0, also=(), status="active"):
        skill = Skill.objects.create(label_sv=sv, label_en=en, usage=usage, status=status)
        synonyms[skill.pk] = list(also)
        name_skills(Skill.objects.all(), synonyms, "starter")
        return skill

    return add


def found(text, language="sv", **limits):
    return [
        skill.label_sv or skill.label_en for skill in Skill.objects.lookup(text, language, **limits)
    ]


def test_the_whole_name_comes_first_then_labels_then_later_words(shelf):
    shelf("Arbetsrätt och ledning", usage=90)
    shelf("Ledning av team", usage=1)
    shelf("Ledning", usage=0)
    assert found("ledning") == ["Ledning", "Ledning av team", "Arbetsrätt och ledning"]


def test_among_equals_the_much_used_comes_first_then_the_short(shelf):
    shelf("projektekonomi")
    shelf("projektstöd")
    shelf("projektledning", usage=5)
    assert found("projekt") == ["projektledning", "projektstöd", "projektekonomi"]


def test_a_synonym_leads_to_the_skill(shelf):
    shelf("verksamhetsanalys", also=[("sv", "behovsanalys"), ("en", "needs analysis")])
    assert found("behovs") == found("needs an") == ["verksamhetsanalys"]


def test_both_languages_are_searched_and_the_readers_own_comes_first(shelf):
    shelf("planering", "planning")
    shelf("plantskola", "nursery")
    shelf("växtkunskap", "plant science", usage=9)
    assert found("plan", "sv")[-1] == "växtkunskap"
    assert found("plan", "en")[0] == "växtkunskap"


def test_swedish_letters_are_letters_of_their_own(shelf):
    shelf("länsrätt")
    shelf("lansering")
    assert found("län") == ["länsrätt"]
    assert found("lan") == ["lansering"]


def test_letters_without_dots_help_when_nothing_else_does(shelf):
    shelf("måltidsplanering")
    shelf("python")
    assert found("maltid") == ["måltidsplanering"]
    assert found("pythön") == ["python"]


def test_a_retired_skill_is_not_offered(shelf):
    shelf("telegrafi", status="retired")
    assert found("tele") == [] and Skill.objects.called("telegrafi") is None


def test_a_skill_retired_a_moment_ago_is_not_offered(shelf):
    shelf("telegrafi")
    Skill.objects.update(status="retired")
    assert found("tele") == [] and Skill.objects.called("telegrafi") is None


@pytest.mark.parametrize(
    "text", ["", "  ", "%", "_", "x" * 5000, "\U0010ffff", "'; drop table", "ﬀ"]
)
def test_odd_text_finds_nothing_and_breaks_nothing(shelf, text):
    shelf("avtalsrätt")
    assert found(text) == []


def test_one_letter_is_a_name_only_when_it_is_the_whole_name(shelf):
    shelf("C")
    shelf("coachning")
    assert found("c") == ["C"]


def test_no_more_than_asked_for_and_no_name_twice(shelf):
    for number in range(12):
        shelf(f"data {number}", also=[("sv", f"databas {number}")])
    shelf("Data 1")
    assert len(found("data", limit=5)) == 5
    assert [fold(name) for name in found("data 1")].count("data 1") == 1


def test_named_knows_labels_in_either_language_whatever_the_case(shelf):
    law = shelf("Förvaltningsrätt", "Administrative law", also=[("sv", "FL")])
    assert list(Skill.objects.named(["förvaltningsrätt"])) == [law]
    assert list(Skill.objects.named(["ADMINISTRATIVE LAW", "okänd"])) == [law]
    assert list(Skill.objects.named(["FL", "rätt", ""])) == []


def test_a_label_falls_back_to_the_other_language_and_says_so():
    skill = Skill(label_sv="Klarspråk")
    with override("en"):
        assert (skill.label, skill.label_language) == ("Klarspråk", "sv")
        skill.label_en = "Plain language"
        assert (skill.label, skill.label_language) == ("Plain language", "en")


def test_words_begin_after_spaces_and_signs():
    assert beginnings(fold("E-arkiv  och (lång) Écologie")) == [
        "e-arkiv och (lång) ecologie",
        "arkiv och (lång) ecologie",
        "lång) ecologie",
        "ecologie",
    ]


def test_twenty_thousand_skills_answer_from_the_index(db, django_assert_max_num_queries):
    Skill.objects.bulk_create(
        [Skill(label_sv=f"{a}{b}{n} kunskap", usage=n) for n in range(50) for a in "abcdefghij" * 4
         for b in "klmnopqrst"], batch_size=2000
    )  # fmt: skip
    name_skills(Skill.objects.all(), {}, "starter")
    with django_assert_max_num_queries(2):
        assert len(found("ak1")) == 8
    assert median(seconds(f"{first}k") for first in "abcdefghij") < 0.1, "ten times the measured"


def seconds(text):
    began = perf_counter()
    found(text)
    return perf_counter() - began
