"""An anonymous card has no trace of who wrote it, and nobody reads it before the team does."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.retrospectives import anonymity, opening, writing
from knowledge.retrospectives.cards import Card, Slot
from people.persons.models import Person

SECRET = "Ingen vågade säga det"


def wrote(board, person, text=SECRET, column="went_wrong", ticket=None):
    person = Person.objects.get(pk=person.pk)
    ticket = opening.attend(board=board, by=person) if ticket is None else ticket
    return writing.write_card(board=board, by=person, column=column, text=text, ticket=ticket)


def everybody_wrote(board):
    for number, person in enumerate(board.team.members.all()):
        wrote(board, person, f"Lapp nummer {number}")


def test_slots_and_cards_have_no_place_for_person_time_or_order():
    kinds = {"AutoField", "BigAutoField", "DateField", "DateTimeField", "TimeField"}
    for model in (Slot, Card):
        for field in model._meta.local_fields:
            assert field.get_internal_type() not in kinds, field
    assert {field.name for field in Slot._meta.local_fields} == {
        "key",
        "retrospective",
        "column",
        "text",
        "lock",
    }


def test_nobody_else_gets_the_text_before_it_is_shown(board, amina, jonas, lena, sign_in):
    wrote(board, amina)
    for person in (jonas, lena, amina):
        page = sign_in(person).get(f"/fredag/{board.team_id}/").content.decode()
        assert SECRET not in page
        assert "1 lapp, dold tills ni visar den" in page


def test_one_statement_rewrites_every_slot(board, amina):
    ticket = opening.attend(board=board, by=amina)
    with CaptureQueriesContext(connection) as queries:
        anonymity.put(board, column="learned", text=SECRET, key="nyckel", ticket=ticket)
    writes = [q["sql"] for q in queries if q["sql"].startswith('UPDATE "knowledge_slot"')]
    assert len(writes) == 1
    which = writes[0].split("WHERE")[-1].strip()
    assert which == f'"knowledge_slot"."retrospective_id" = {board.pk}'


def test_a_card_gets_a_random_place(board, amina):
    places = set()
    for number in range(12):
        wrote(board, amina, f"Lapp {number}")
        slots = list(Slot.objects.order_by("pk"))
        places.add(next(i for i, slot in enumerate(slots) if slot.text == f"Lapp {number}"))
    assert len(places) == 12


def test_the_cards_are_shown_when_four_have_written(board, amina):
    people = list(board.team.members.all())
    for person in people[:3]:
        wrote(board, person, f"från {person.pk}")
    with pytest.raises(ValidationError, match="Minst fyra"):
        writing.reveal(board=board, by=amina)
    wrote(board, people[3], "den fjärde")
    writing.reveal(board=board, by=amina)
    assert Card.objects.filter(author=None).count() == 4
    assert not Slot.objects.exists()


def test_a_team_that_shrank_does_not_show_its_cards(board, amina):
    everybody_wrote(board)
    board.team.memberships.exclude(person=amina).first().delete()
    with pytest.raises(ValidationError, match="Minst fyra"):
        writing.reveal(board=board, by=amina)


def test_one_person_counts_once_and_a_made_up_ticket_never(board, amina):
    ticket = opening.attend(board=board, by=amina)
    for number in range(5):
        wrote(board, amina, f"Lapp {number}", ticket=ticket)
    wrote(board, amina, "påhittad", ticket="påhittad")
    board.refresh_from_db()
    assert board.writers == 1
    assert opening.attend(board=board, by=amina) == ""


def test_a_ticket_of_another_board_counts_nobody(board, amina):
    ticket = anonymity.new_ticket(board)
    board.pk += 1
    assert anonymity.mark_of(ticket, board) == ""


def test_the_writer_can_change_and_take_back_until_it_is_shown(board, amina, jonas):
    key = wrote(board, amina)
    writing.change_card(board=board, by=jonas, key=key, text="Mildare")
    assert [slot.text for slot in anonymity.own(board, [key])] == ["Mildare"]
    everybody_wrote(board)
    writing.reveal(board=board, by=amina)
    with pytest.raises(ValidationError, match="går inte att ändra"):
        writing.change_card(board=board, by=amina, key=key, text="Nu då")


def test_a_full_board_says_so(board, amina, sign_in):
    for number in range(anonymity.MOST):
        wrote(board, amina, f"Lapp {number}")
    data = {"text": "En till", "column": "learned"}
    answer = sign_in(amina).post(f"/fredag/{board.team_id}/lapp/", data)
    assert answer.status_code == 422
    assert "rymmer inte fler lappar" in answer.content.decode()


def test_a_small_team_writes_under_names(team, amina):
    team.memberships.exclude(person=amina).first().delete()
    with pytest.raises(ValidationError, match="minst fem"):
        opening.open_board(team=team, by=amina, anonymous=True)


def test_on_a_named_board_only_the_writer_reads_before_it_is_shown(named, amina, jonas, sign_in):
    wrote(named, amina)
    address = f"/fredag/{named.team_id}/"
    assert SECRET in sign_in(amina).get(address).content.decode()
    assert SECRET not in sign_in(jonas).get(address).content.decode()


def test_the_promise_and_its_limits_are_on_the_page(client, db):
    text = client.get("/fredag/skydd/").content.decode()
    for part in ("inte när och inte från vilken dator", "sätt att skriva", "färre än fem"):
        assert part in text


def test_the_example_of_a_proxy_keeps_no_log_of_fridays():
    text = Path(settings.BASE_DIR / "docs" / "nginx.conf").read_text()
    fridays = re.findall(r"location [^{]*fredag[^{]*\{(.*?)\}", text, re.DOTALL)
    assert len(fridays) == 2
    for said in ("access_log off;", "error_log /dev/null crit;"):
        assert all(said in one for one in fridays)


def test_the_example_of_a_proxy_has_room_for_all_who_look_at_a_board():
    text = Path(settings.BASE_DIR / "docs" / "nginx.conf").read_text()
    server = Path(settings.BASE_DIR / "site" / "gunicorn.conf.py").read_text()
    room, streams = (
        int(re.search(r"worker_connections\D+([\d_]+)", one[one.index(start) :])[1])
        for one, start in ((text, "events {"), (server, "worker_connections,"))
    )
    assert room > 2 * streams
    assert re.search(r"listen 443 ssl http2;", text)
