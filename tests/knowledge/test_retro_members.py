"""Members come and go, and all in the team see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.retrospectives import closing, membership, opening, writing
from people.organisations import actions, employing, memberships
from people.organisations.models import Employment, TeamChange
from people.persons.models import Person


def page(team, rest=""):
    return f"/fredag/{team.pk}/{rest}"


def told(person):
    return [one.sentence for one in person.notices.order_by("pk")]


def test_a_member_takes_in_a_colleague_and_everybody_is_told(team, amina, jonas, nils, sign_in):
    browser = sign_in(amina)
    found = browser.get(page(team, "kollegor/?namn=nils")).content.decode()
    assert page(team, f"kollegor/{nils.pk}/") in found
    answer = browser.post(page(team, f"kollegor/{nils.pk}/"), follow=True).content.decode()
    assert "Alla i teamet har fått veta det" in answer
    assert "Nils Öberg kom" in browser.get(page(team, "teamet/")).text
    assert told(nils) == ["Du är med i teamet E-tjänstlaget"]
    assert told(jonas) == ["Någon ny är med i E-tjänstlaget"]
    assert told(amina) == []
    assert sign_in(nils).get(page(team, "teamet/")).status_code == 200


def test_two_clicks_take_in_once(team, amina, nils, sign_in):
    for said in ("Kollegan är med.", "Kollegan är redan med"):
        answer = sign_in(amina).post(page(team, f"kollegor/{nils.pk}/"), follow=True)
        assert said in answer.content.decode()
    assert TeamChange.objects.count() == len(told(nils)) == 1


def test_whoever_works_elsewhere_is_neither_found_nor_taken_in(team, amina, karin, sign_in):
    browser = sign_in(amina)
    assert "Karin" not in browser.get(page(team, "kollegor/?namn=karin")).content.decode()
    assert browser.post(page(team, f"kollegor/{karin.pk}/")).status_code == 404
    with pytest.raises(Exception, match="only colleagues"):
        membership.add_colleague(team=team, by=amina, colleague=karin)


def test_an_outsider_takes_in_nobody(team, nils, sign_in):
    browser = sign_in(nils)
    for rest in ("kollegor/", f"kollegor/{nils.pk}/", "lamna/"):
        assert browser.post(page(team, rest)).status_code in (404, 405)
    assert not team.people.filter(pk=nils.pk).exists()


def test_any_member_takes_out_another_in_sight_of_all(team, amina, jonas, lena, sign_in):
    address = page(team, f"kollegor/{jonas.pk}/ta-ur/")
    assert address in sign_in(amina).get(page(team, "teamet/")).text
    for _twice in range(2):
        assert sign_in(amina).post(address).url == page(team, "teamet/")
    assert sign_in(jonas).get(page(team)).status_code == 404
    assert told(jonas) == ["Du är inte längre med i E-tjänstlaget"]
    assert told(lena) == ["Någon har lämnat E-tjänstlaget"]
    assert "Jonas Ek lämnade" in sign_in(lena).get(page(team, "teamet/")).text


def test_a_member_with_a_protected_identity_can_be_taken_out_too(team, amina, nils, sign_in):
    nils.protected_identity = True
    nils.save()
    team.memberships.create(person=nils)
    address, browser = page(team, f"kollegor/{nils.pk}/ta-ur/"), sign_in(amina)
    assert address in browser.get(page(team, "teamet/")).text
    assert "Klart." in browser.post(address, follow=True).text
    again = browser.post(address, follow=True)
    assert again.status_code == 200 and "Klart." not in again.text
    assert not team.people.filter(pk=nils.pk).exists()
    assert TeamChange.objects.filter(came=False).count() == 1


def test_nobody_takes_out_themselves_or_a_team_of_others(team, amina, nils, sign_in):
    assert sign_in(amina).post(page(team, f"kollegor/{amina.pk}/ta-ur/")).status_code == 404
    assert sign_in(nils).post(page(team, f"kollegor/{amina.pk}/ta-ur/")).status_code == 404
    assert team.people.filter(pk=amina.pk).exists()


def test_a_member_leaves_after_a_question(team, amina, jonas, sign_in):
    browser = sign_in(amina)
    asked = browser.get(page(team, "lamna/"))
    assert "De andra får veta att du har lämnat" in asked.content.decode()
    key = {"key": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}
    for _twice in range(2):
        assert browser.post(page(team, "lamna/"), key).url == "/fredag/"
    assert browser.get(page(team, "teamet/")).status_code == 404
    assert (told(jonas), told(amina)) == (["Någon har lämnat E-tjänstlaget"], [])
    assert "Amina Berg lämnade" in sign_in(jonas).get(page(team, "teamet/")).content.decode()


def test_only_what_has_changed_since_the_last_full_stop_is_shown(board, amina, nils, sign_in):
    old = timezone.localdate() - timedelta(days=8)
    TeamChange.objects.create(team=board.team, person=nils, came=False, day=old)
    seen = page(board.team, "teamet/")
    assert "Nils Öberg lämnade" in sign_in(amina).get(seen).content.decode()
    closing.set_full_stop(board=board, by=amina)
    assert "Nils Öberg lämnade" not in sign_in(amina).get(seen).content.decode()


def test_an_administrator_is_seen_to_add_and_take_out(team, administrator, amina, jonas, nils):
    kept = [one for one in team.people if one != jonas]
    actions.set_members(team=team, members=[*kept, nils], by=administrator)
    assert told(amina) == ["Någon har lämnat E-tjänstlaget", "Någon ny är med i E-tjänstlaget"]
    assert told(jonas) == ["Du är inte längre med i E-tjänstlaget"]
    assert {(one.person, one.came) for one in TeamChange.objects.all()} == {
        (jonas, False),
        (nils, True),
    }


def test_the_last_day_at_work_is_told_as_well(team, administrator, amina, jonas):
    employing.end_employment(employment=jonas.employment, by=administrator)
    assert TeamChange.objects.get().person == jonas
    assert told(amina) == ["Någon har lämnat E-tjänstlaget"]


def test_a_last_day_that_was_set_ahead_is_told_when_it_has_passed(team, amina, jonas):
    today = timezone.localdate()
    jobs = Employment.objects.filter(person=jonas)
    jobs.update(until=today)
    memberships.upkeep()
    assert not TeamChange.objects.exists()
    jobs.update(until=today - timedelta(days=1))
    for _twice in range(2):
        memberships.upkeep()
    assert TeamChange.objects.get().person == jonas
    assert not team.memberships.filter(person=jonas).exists()
    assert told(amina) == ["Någon har lämnat E-tjänstlaget"]


def test_what_happened_long_ago_is_forgotten(team, jonas):
    day = timezone.localdate() - timedelta(weeks=12)
    for number in range(2):
        TeamChange.objects.create(team=team, person=jonas, came=True, day=day - number * DAY)
    memberships.upkeep()
    assert TeamChange.objects.get().day == day


DAY = timedelta(days=1)


def test_a_late_member_reads_the_board_that_is_open_and_all_know(board, amina, nils, sign_in):
    for number, one in enumerate(board.team.people):
        person = Person.objects.get(pk=one.pk)
        ticket = opening.attend(board=board, by=person)
        text = f"Lapp nummer {number}"
        writing.write_card(board=board, by=person, column="learned", text=text, ticket=ticket)
    writing.reveal(board=board, by=amina)
    membership.add_colleague(team=board.team, by=amina, colleague=nils)
    assert "Lapp nummer 1" in sign_in(nils).get(page(board.team)).content.decode()
    assert "Nils Öberg kom" in sign_in(amina).get(page(board.team, "teamet/")).content.decode()
