"""A question finds what a colleague would say fits."""

import pytest

from search.analysis import asked, forms, parts, root, stem, words
from search.extracts import extract, marked
from search.finding import FEW, find


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("handläggning", "Kortare handläggningen"),
        ("handläggningen", "Kortare handläggning"),
        ("kompetenser", "Rätt kompetens"),
        ("kompetens", "Kompetensförsörjning i praktiken"),
        ("handläggning", "Biståndshandläggningen blev kortare"),
        ("handläggningen", "Biståndshandläggning"),
        ("tjänst", "Lås i hemtjänsten"),
        ("försörjning", "Kompetensförsörjning"),
        ("chef", "Digitaliseringschefen berättar"),
        ("handläggare", "Kortare handläggning"),
        ("handläggning", "Handläggarna berättar"),
        ("handlägga", "Biståndshandläggningen blev kortare"),
        ("utvecklare", "Utveckling i det lilla"),
        ("mäta", "Mätning av väntetid"),
        ("LÅS", "Nya lås"),
        ("lås", "Nya la\u030as"),  # å written as two signs
        ("las", "Nya lås"),
        ("handlaggning", "Handläggningen"),
        ("hemtjanst", "Lås i hemtjänsten"),
        ("cafe", "Ett café i huset"),
        ("lösning", "Losning utan prickar"),
        ("e-tjänst", "En e-tjänst för alla"),
        ("hur mäter man tillgänglighet", "Vi mätte tillgängligheten"),
    ],
)
def test_it_finds(question, text, write, amina, jonas, titles):
    write(amina, text)
    write(amina, "Något helt annat")
    assert titles(question, jonas) == [text]


@pytest.mark.parametrize("question", ["0", "1"])
def test_a_digit_marks_no_words_but_itself(question):
    assert marked("Lås i hemtjänsten", asked(question)) == "Lås i hemtjänsten"


def test_english_lessons_are_found_by_english_inflection(write, amina, jonas, titles):
    write(amina, "Learned from locks", language="en")
    assert titles("learning lock", jonas) == ["Learned from locks"]


def test_letters_are_read_loosely_only_when_nothing_is_exact(write, amina, jonas, titles):
    write(amina, "Får på ängen")
    write(amina, "Far och barn")
    assert titles("får", jonas) == ["Får på ängen"]
    assert titles("far", jonas) == ["Far och barn"]


def test_all_words_come_before_any_word(write, amina, jonas, titles):
    write(amina, "Lås och nycklar")
    write(amina, "Lås i hemtjänsten")
    assert titles("lås hemtjänsten", jonas) == ["Lås i hemtjänsten", "Lås och nycklar"]
    assert find("lås hemtjänsten", jonas).complete == 1
    assert set(titles("lås rymdraket", jonas)) == {"Lås och nycklar", "Lås i hemtjänsten"}


def test_a_title_weighs_more_than_a_body(write, amina, jonas, titles):
    write(amina, "Om annat", problem="Vi hade problem med avtal och mycket annat")
    write(amina, "Avtal som går att läsa")
    assert titles("avtal", jonas) == ["Avtal som går att läsa", "Om annat"]


def test_topics_are_found(write, amina, jonas, titles):
    write(amina, "Börja smått", topics="Upphandling, LSS")
    assert titles("upphandlingar", jonas) == titles("lss", jonas) == ["Börja smått"]


def test_stems_meet():
    assert stem("kompetens") == stem("kompetenser") == stem("kompetensen")
    assert stem("chefer") == stem("chefen") == "chef"


@pytest.mark.parametrize(
    ("noun", "shared"),
    [
        ("upphandling", stem("upphandlare")),
        ("samordningen", stem("samordnare")),
        ("öppningar", stem("öppna")),
        ("träning", stem("träna")),
        ("tidning", ""),
        ("bildning", ""),
        ("våning", ""),
        ("kring", ""),
    ],
)
def test_doing_and_who_does_it_share_a_root(noun, shared):
    assert root(noun) == shared


def test_false_friends_stay_apart(write, amina, jonas, titles):
    write(amina, "Utbildning med skattning")
    assert not titles("bild", jonas) and not titles("ordna", jonas)
    assert "skatt0" not in forms("skattning") and "utbild0" in forms("utbildning")


def test_a_full_list_is_not_filled_up(write, amina, jonas):
    for n in range(FEW):
        write(amina, f"Lås och nycklar {n}")
    write(amina, "Lås utan")
    found = find("lås nycklar", jonas)
    assert len(found.among) == FEW and found.complete is None


def test_ends_that_may_be_words():
    assert "handläggning" in parts("biståndshandläggning")
    assert "tjänst" in parts("hemtjänst") and parts("lärdom") == ()


def test_words_are_bounded():
    assert words("Åtgärd, É! 1 000") == ["åtgärd", "é", "1", "000"]
    assert len(asked(" ".join(f"ord{n}" for n in range(100)))) == 12
    assert max(len(word) for word in words("å" * 5_000)) <= 60
    assert [one.whole[0] for one in asked("hur gör man")] == ["gör"]
    assert [one.whole[0] for one in asked("hur")] == ["hur"]


def test_an_extract_marks_the_words_and_nothing_else_is_markup():
    body = "Inledning. " * 30 + "<b>Biståndshandläggningen</b> blev kortare. " + "Slut. " * 60
    shown = extract(body, asked("handläggning"))
    assert "&lt;b&gt;Bistånds<mark>handläggningen</mark>&lt;/b&gt;" in shown
    assert shown.startswith("… ") and shown.endswith(" …") and len(shown) < 320
    assert marked("Lås & <mark>", asked("lås")) == "<mark>Lås</mark> &amp; &lt;mark&gt;"
