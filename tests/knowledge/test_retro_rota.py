"""Whose turn it is goes round by name; members swap, and who has left drops out."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from knowledge.retrospectives.meeting import coming
from knowledge.retrospectives.planning import actions as planning
from knowledge.retrospectives.planning import rota
from knowledge.retrospectives.planning.rota import Rota
from people.notices.models import Notice

TURNS = Notice.objects.filter(kind__startswith="turn")

KEY = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(datetime(2026, 11, 23, 8, tzinfo=UTC))


def names(team):
    return [person.first_name for _meeting, person in Rota(team).ahead]


def keys(team, person):
    return [one.key for one, leader in Rota(team).ahead if leader == person]


def this_week(team):
    return Rota(team).ahead[0][1]


def test_the_turn_goes_round_by_name_past_the_new_year(team):
    found = names(team)
    assert len(found) == 12 and found[:5] == found[5:10]
    start = found.index("Amina")
    assert found[start : start + 5] == ["Amina", "Disa", "Emil", "Jonas", "Lena"]


def test_the_page_says_who_leads(team, amina, sign_in):
    page = sign_in(amina).get(f"/fredag/{team.pk}/teamet/").content.decode()
    assert page.count("Emil Alm leder") == names(team).count("Emil")


def test_two_swap_in_one_step_and_the_other_is_told(team, amina, jonas, sign_in):
    mine, theirs = keys(team, amina), keys(team, jonas)
    browser, sent = (
        sign_in(amina),
        {"mine": mine[0], "theirs": f"{theirs[1]} {jonas.pk}", "key": KEY},
    )
    for _twice in range(2):
        assert browser.post(f"/fredag/{team.pk}/turordning/byt/", sent).status_code == 302
    assert mine[0] in keys(team, jonas) and theirs[1] in keys(team, amina)
    notice = TURNS.get()
    number = int(mine[0][5:])
    assert notice.person == jonas and f"Du leder v. {number} i E-tjänstlaget" in str(notice)


def test_nobody_swaps_the_weeks_of_others(team, amina, jonas, lena):
    theirs = {"theirs": keys(team, lena)[0], "whose": lena.pk}
    with pytest.raises(ValidationError, match="egna veckor"):
        rota.swap(team=team, by=amina, mine=keys(team, jonas)[0], **theirs)
    with pytest.raises(ValidationError, match="veckorna som kommer"):
        rota.swap(team=team, by=amina, mine="2020-10", **theirs)
    assert not TURNS.exists()


def test_a_swap_hits_nobody_but_whom_the_page_named(team, amina, jonas, lena, sign_in):
    mine, week = keys(team, amina)[0], keys(team, jonas)[1]
    browser, sent = sign_in(amina), {"mine": mine, "theirs": f"{week} {jonas.pk}"}
    lenas = keys(team, lena)[0]
    rota.swap(team=team, by=jonas, mine=week, theirs=lenas, whose=lena.pk)
    answer = browser.post(f"/fredag/{team.pk}/turordning/byt/", sent)
    assert answer.status_code == 422
    assert "Den veckan leder någon annan nu. Välj igen." in answer.text
    with pytest.raises(ValidationError, match="någon annan nu"):  # between the look and the deed
        rota.swap(team=team, by=amina, mine=mine, theirs=week, whose=jonas.pk)
    assert mine in keys(team, amina) and week in keys(team, lena)


def test_this_weeks_turn_is_handed_over_by_who_has_it(team, sign_in):
    leader = this_week(team)
    other = next(one for one in Rota(team).members if one != leader)
    page, sent = f"/fredag/{team.pk}/turordning/lamna/", {"to": other.pk}
    sign_in(other).post(page, {"to": leader.pk})
    assert this_week(team) == leader
    sign_in(leader).post(page, sent)
    assert this_week(team) == other
    assert str(TURNS.get(person=other)) == "Du leder E-tjänstlaget den här veckan"


def test_who_has_left_drops_out_also_of_what_was_agreed(team, amina, jonas):
    week = keys(team, amina)[0]
    rota.swap(team=team, by=amina, mine=week, theirs=keys(team, jonas)[0], whose=jonas.pk)
    team.memberships.filter(person=jonas).delete()
    assert "Jonas" not in names(team)
    assert len(names(team)) == 12


def test_an_employment_that_has_ended_is_left_out_too(team, jonas):
    jonas.employments.update(since="2020-01-01", until="2026-11-01")
    assert "Jonas" not in names(team)


def test_weeks_of_leave_have_nobody(team, amina):
    away = coming(team)[1].key
    planning.set_leave(team=team, by=amina, weeks=[away])
    assert away not in [meeting.key for meeting, _person in Rota(team).ahead]


def test_outsiders_have_no_part_in_it(team, amina, karin):
    with pytest.raises(PermissionDenied):
        rota.hand_over(team=team, by=karin, to=amina)
    with pytest.raises(ValidationError):
        rota.hand_over(team=team, by=this_week(team), to=karin)


def test_a_protected_member_of_another_unit_is_not_named(team, nils, amina, sign_in):
    nils.protected_identity = True
    nils.save()
    team.memberships.create(person=nils)
    page = sign_in(amina).get(f"/fredag/{team.pk}/teamet/").content.decode()
    assert "Nils Öberg" not in page and "en medarbetare leder" in page
