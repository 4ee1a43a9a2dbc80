"""Whoever asks who wrote a card, or tries to find out by arranging the team, learns nothing."""

import logging
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError

from knowledge.exchange.exporting import owned, write_archive
from knowledge.retrospectives import membership, opening, writing
from knowledge.retrospectives.cards import Card, Slot
from knowledge.retrospectives.models import Action
from people.organisations.models import Team, TeamMembership
from people.persons.models import Person

NUMBER = "811218" + "9876"
SAID = "Ingen vågade säga det"


def page(board, rest=""):
    return f"/fredag/{board.team_id}/{rest}"


def members(team):
    return [Person.objects.get(pk=one.pk) for one in team.people.order_by("pk")]


def wrote(board, people):
    for person in people:
        ticket = opening.attend(board=board, by=person)
        text = f"{SAID} {person.pk}"
        writing.write_card(board=board, by=person, column="learned", text=text, ticket=ticket)


@pytest.mark.parametrize("kind", ["board", "named"])
def test_a_personal_number_on_a_card_is_taken_out_and_said(kind, request, amina, sign_in, caplog):
    board, browser = request.getfixturevalue(kind), sign_in(amina)
    sent = {"text": f"Vi glömde {NUMBER} igen", "column": "learned", "named": "on"}
    with caplog.at_level(logging.DEBUG):
        browser.post(page(board, "lapp/"), sent)
        seen = browser.get(page(board)).content.decode()
    kept = [*Slot.objects.exclude(text=""), *Card.objects.all()]
    assert [one.text for one in kept] == ["Vi glömde [personnummer borttaget] igen"]
    assert "personnummer" in seen and NUMBER not in seen + caplog.text


def test_a_personal_number_in_a_theme_an_action_or_a_search_is_not_kept(named, amina, sign_in):
    browser = sign_in(amina)
    wrote(named, [amina])
    writing.reveal(board=named, by=amina)
    card = Card.objects.get()
    browser.post(page(named, "samla/"), {"cards": [card.pk], "label": f"Tema {NUMBER}"})
    sent = {"text": f"Ring {NUMBER}", "owner": amina.pk, "due_on": "2099-01-01"}
    browser.post(page(named, "atgard/"), sent)
    card.refresh_from_db()
    assert NUMBER not in card.theme.label + Action.objects.get().text
    asked = browser.get(page(named, f"kollegor/?namn={NUMBER}"), follow=True)
    assert NUMBER not in asked.request["QUERY_STRING"] + asked.content.decode()


def test_one_who_invites_himself_and_one_more_shows_no_cards(digital, amina, jonas, nils, lena):
    """Two who write, and the two who want to read them: four are too few."""
    team = Team.objects.create(organisation=digital.organisation, name="Fällan")
    for person in (amina, jonas):
        TeamMembership.objects.create(team=team, person=person)
    for newcomer in (lena, nils):
        membership.add_colleague(team=team, by=amina, colleague=newcomer)
    with pytest.raises(ValidationError, match="minst fem"):
        opening.open_board(team=team, by=lena, anonymous=True)


def test_a_fifth_who_never_writes_does_not_help_them(board, amina, nils):
    people = members(board.team)
    membership.leave(team=board.team, by=people[-1])
    membership.add_colleague(team=board.team, by=amina, colleague=nils)
    wrote(board, people[:3])
    with pytest.raises(ValidationError, match="Minst fyra"):
        writing.reveal(board=board, by=amina)


def test_nobody_is_sent_away_while_the_cards_lie_there_to_be_counted_out(board, amina):
    people = members(board.team)
    wrote(board, people)
    membership.leave(team=board.team, by=people[-1])
    with pytest.raises(ValidationError, match="Minst fyra"):
        writing.reveal(board=board, by=amina)
    assert not Card.objects.exists()


def test_the_whole_database_names_no_writer(board, amina, caplog):
    with caplog.at_level(logging.DEBUG, logger="utbyte"):
        wrote(board, members(board.team))
        writing.reveal(board=board, by=amina)
    cards = list(Card.objects.all())
    told = {text for card in cards for text in (card.text, str(card.pk), card.pk.hex)}
    rows = [row for model in apps.get_models() for row in model._base_manager.all()]
    others = [row for row in rows if not isinstance(row, Card)]
    stored = serializers.serialize("json", others) + caplog.text
    assert [text for text in told if text in stored] == []
    assert {card.author_id for card in cards} == {None}


def test_the_organisation_takes_no_card_along(board, amina, administrator, tmp_path):
    wrote(board, members(board.team))
    writing.reveal(board=board, by=amina)
    here, path = board.team.organisation, tmp_path / "allt.zip"
    write_archive(path, here, owned(here, administrator, whole=True), lambda done: None)
    with ZipFile(path) as archive:
        inside = b"".join(archive.read(name) for name in archive.namelist())
    assert inside and SAID.encode() not in inside


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_help_page_says_that_there_is_nothing_to_find(language, client, db):
    client.cookies["language"] = language
    said = {
        "sv": "Ingen, inte heller vi, kan leta upp det i efterhand",
        "en": "Nobody, not even us, can find it out afterwards",
    }
    assert said[language] in client.get("/fredag/skydd/").content.decode()
