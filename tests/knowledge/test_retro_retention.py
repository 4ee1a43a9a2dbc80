"""One sentence of how long things are kept, shown before anyone writes."""

import pytest
from django.urls import reverse

from knowledge.retrospectives import gathering, opening, writing
from people.audit import AuditEvent
from people.organisations.retention import DEFAULT

OWN = "Vi gallrar lapparna samma dag, enligt beslut KS 2026/12."


@pytest.fixture
def where(sjovalla):
    return reverse("retention", args=[sjovalla.slug])


def shown_at(team, browser):
    """Opening, before writing, the full stop."""
    pages = {"opening": browser.get(f"/fredag/{team.pk}/").content.decode()}
    browser.post(f"/fredag/{team.pk}/oppna/", {"names": "with"})
    pages["writing"] = browser.get(f"/fredag/{team.pk}/").content.decode()
    pages["stop"] = browser.get(f"/fredag/{team.pk}/punkt/").content.decode()
    return pages


def test_the_sentence_stands_before_anyone_writes(sign_in, registrar, team, amina, where):
    assert sign_in(registrar).post(where, {"sentence": OWN}).status_code == 302
    for place, page in shown_at(team, sign_in(amina)).items():
        assert OWN in page, place


def test_who_comes_when_the_cards_are_shown_reads_it_too(sign_in, team, amina, jonas):
    board = opening.open_board(team=team, by=amina, anonymous=False)
    writing.reveal(board=board, by=amina)
    gathering.go_to_step(board=board, by=amina, step="write")
    seen = sign_in(jonas).get(f"/fredag/{team.pk}/").text
    assert str(DEFAULT) in seen and "allmän handling" in seen and "Jag är med" in seen


def test_without_a_sentence_of_its_own_the_page_says_what_the_program_does(sign_in, team, amina):
    for place, page in shown_at(team, sign_in(amina)).items():
        assert str(DEFAULT) in page, place


def test_the_page_says_that_the_program_does_the_same_all_the_same(sign_in, administrator, where):
    page = sign_in(administrator).get(where).content.decode()
    assert "vad som än står i meningen" in page
    assert str(DEFAULT) in page


def test_the_change_is_logged_and_the_same_once_more_is_none(sign_in, administrator, where):
    browser = sign_in(administrator)
    for _twice in range(2):
        browser.post(where, {"sentence": OWN})
    event = AuditEvent.objects.get(verb="retention set")
    assert (event.actor, event.facts) == (administrator, {"own": True})


def test_the_first_sentence_follows_the_readers_language(sign_in, registrar, sjovalla, where):
    browser = sign_in(registrar)
    browser.post(where, {"sentence": OWN})
    browser.post(where, {"sentence": str(DEFAULT)})
    sjovalla.refresh_from_db()
    assert sjovalla.retention == ""


@pytest.mark.parametrize("bad", ["", " \u200b ", "x" * 301])
def test_an_empty_or_too_long_sentence_changes_nothing(bad, sign_in, registrar, sjovalla, where):
    assert sign_in(registrar).post(where, {"sentence": bad}).status_code == 422
    sjovalla.refresh_from_db()
    assert sjovalla.retention == ""


def test_signs_of_code_are_shown_as_text(sign_in, registrar, team, amina, where):
    sign_in(registrar).post(where, {"sentence": "<script>alert(1)</script> gallras"})
    for page in shown_at(team, sign_in(amina)).values():
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("who", ["amina", "lena", "hr", "editor", "karin", "operator"])
def test_others_find_no_such_page(who, request, sign_in, where):
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get(where).status_code == 404
    assert browser.post(where, {"sentence": OWN}).status_code == 404
    assert not AuditEvent.objects.filter(verb="retention set").exists()
