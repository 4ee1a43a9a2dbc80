"""What a team tells others is written, changed and stopped by all of it, and points at nobody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles.tree import OrganisationPage
from knowledge.retrospectives import closing, opening
from knowledge.retrospectives.outcome import RetrospectivePage, retract_outcome
from knowledge.retrospectives.proposals import outcomes
from knowledge.retrospectives.proposals.models import OutcomeProposal
from people.audit import AuditEvent
from people.notices.models import Notice
from people.organisations.models import Team, TeamMembership
from tests.forensic.dump import take

FRIDAY = datetime(2026, 11, 20, 13, 20, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=UTC)
KEY = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
TEXT = {"title": "Larm utan namn", "themes": "Larm", "learned": "Ett larm behöver en ägare."}


def stockholm(day, *clock):
    return timezone.make_aware(datetime(2026, 11, day, *clock))


def page(board, rest=""):
    return f"/fredag/{board.team_id}/{rest}"


@pytest.fixture
def stopped(team, amina, time_machine):
    """A Friday: the full stop is set."""
    time_machine.move_to(FRIDAY)
    board = opening.open_board(team=team, by=amina, anonymous=False)
    closing.set_full_stop(board=board, by=amina)
    Notice.objects.all().delete()
    return board


@pytest.fixture
def tell(stopped, amina, sign_in, time_machine):
    """Amina writes, the team is told, its time passes, and she presses the button."""

    def told(**fields):
        sent = {**TEXT, "audience": "connected", **fields}
        made = sign_in(amina).post(page(stopped, "publicera/"), sent).url
        time_machine.move_to(MONDAY)
        outcomes.end_outcomes()
        time_machine.move_to(TUESDAY)
        return sign_in(amina).post(f"{made}publicera/", {"version": 1, "key": KEY})

    return told


@pytest.fixture
def proposal(stopped, amina):
    text = {**TEXT, "next_up": ""}
    return outcomes.propose_outcome(team=stopped.team, by=amina, audience="connected", **text)


def test_the_published_outcome_names_no_team_week_or_person(tell, karin, sign_in):
    address = tell().url
    seen = sign_in(karin).get(address).content.decode()
    assert "Ett larm behöver en ägare" in seen
    for word in ("E-tjänstlaget", "Amina", "v. ", "Dra tillbaka"):
        assert word not in seen
    outcome = RetrospectivePage.objects.get()
    assert (outcome.owner, outcome.latest_revision.user) == (None, None)


def test_a_published_outcome_is_found_by_those_who_may_read_it(
    stopped, tell, jonas, karin, sign_in, index
):
    own = f"organisation:{stopped.team.organisation_id}"
    address = tell(learned="Ett rullande schema hjälpte.", audience=own).url
    index()
    for asked in ("larm", "schema"):
        assert address in sign_in(jonas).get(f"/sok/?q={asked}").content.decode()
        assert address not in sign_in(karin).get(f"/sok/?q={asked}").content.decode()
    assert sign_in(karin).get(address).status_code == 404
    assert "Larm" not in sign_in(karin).get("/fredag/aterblickar/").content.decode()


def test_what_points_at_somebody_is_asked_about_before_an_outcome_is_out(
    tell, amina, karin, sign_in
):
    first = tell(themes="Karin Lind", learned="Ring 070-123 45 67.")
    phone, name = first.context["check"].asked
    assert first.status_code == 422 and "<mark>Karin Lind</mark>" in first.content.decode()
    address, browser = first.request["PATH_INFO"], sign_in(amina)
    assert (
        "Välj om det får stå"
        in browser.post(address, {"asked": "1", "version": 1}).content.decode()
    )
    assert not RetrospectivePage.objects.exists()
    said = {"asked": "1", "version": 1, phone.key: "remove", name.key: "stay"}
    assert browser.post(address, said).status_code == 302
    outcome = RetrospectivePage.objects.get()
    assert (outcome.learned, outcome.themes) == ("Ring [borttaget].", "Karin Lind")
    event = AuditEvent.objects.get(verb="check")
    assert event.actor is None and event.facts["removed"] == {"phone": 1}


def test_the_team_reads_first_and_nobody_else(proposal, stopped, jonas, nils, operator, sign_in):
    address = proposal.get_absolute_url()
    seen = sign_in(jonas).get(address).content.decode()
    assert "Ett larm behöver en ägare" in seen and "Till och med måndag 23 november" in seen
    assert "Amina" not in seen
    assert address in sign_in(jonas).get("/fredag/").content.decode()
    for person in (nils, operator):
        for rest in ("", "skriv-om/", "stoppa/", "publicera/"):
            assert sign_in(person).post(f"{address}{rest}").status_code in (404, 405)
            assert sign_in(person).get(f"{address}{rest}").status_code in (404, 405)
    TeamMembership.objects.filter(person=jonas).delete()
    assert sign_in(jonas).get(address).status_code == 404


def test_it_is_not_published_before_the_time_is_up(proposal, jonas, sign_in, time_machine):
    browser, address = sign_in(jonas), proposal.get_absolute_url()
    assert "publicera/" not in browser.get(address).content.decode()
    said = browser.post(f"{address}publicera/", follow=True).content.decode()
    assert "går att publicera efter måndag 23 november" in said
    assert not RetrospectivePage.objects.exists()
    time_machine.move_to(TUESDAY)
    browser = sign_in(jonas)
    assert "publicera/" not in browser.get(address).content.decode()  # nobody has been told
    outcomes.end_outcomes()
    assert proposal.team.people.first().notices.exists()
    time_machine.move_to(TUESDAY + timedelta(days=1))
    browser = sign_in(jonas)
    assert "publicera/" in browser.get(address).content.decode()
    urls = {browser.post(f"{address}publicera/", {"version": 1, "key": KEY}).url for _ in "12"}
    assert urls == {RetrospectivePage.objects.get().get_absolute_url()}


@pytest.mark.parametrize(
    ("stop", "told", "out"),
    [
        ((19, 14), (23, 8, 5), (24, 0)),  # a Thursday: told on Monday, to its end
        ((20, 14), (23, 8, 5), (24, 0)),
        ((17, 14), (18, 8, 5), (19, 0)),  # a Tuesday: the evening is theirs
    ],
)
def test_the_time_is_counted_from_when_the_team_is_told(stop, told, out, team, amina, time_machine):
    time_machine.move_to(stockholm(*stop))
    board = opening.open_board(team=team, by=amina, anonymous=False)
    closing.set_full_stop(board=board, by=amina)
    made = outcomes.propose_outcome(team=team, by=amina, audience="connected", **TEXT)
    assert made.until == stockholm(*out)
    time_machine.move_to(stockholm(*told))
    outcomes.end_outcomes()
    made.refresh_from_db()
    assert made.is_told and made.until == stockholm(*out)


def test_a_text_that_is_rewritten_when_the_time_is_up_is_read_once_more(
    proposal, jonas, lena, sign_in, time_machine
):
    for moment in (MONDAY, TUESDAY):
        time_machine.move_to(moment)
        outcomes.end_outcomes()
    address, said = proposal.get_absolute_url(), {**TEXT, "audience": "connected", "version": 1}
    browser = sign_in(jonas)
    browser.post(f"{address}skriv-om/", said)
    assert "publicera/" in browser.get(address).text  # nothing was changed
    after = browser.post(f"{address}skriv-om/", {**said, "learned": "Annat"}, follow=True).text
    assert "en arbetsdag till" in after and "publicera/" not in after
    browser.post(f"{address}publicera/", {"version": 2})
    assert not RetrospectivePage.objects.exists()
    Notice.objects.all().delete()
    outcomes.end_outcomes()
    assert lena.notices.get().url == address
    proposal.refresh_from_db()
    assert proposal.until == stockholm(26, 0)


def test_a_text_rewritten_in_the_last_minute_is_read_once_more(
    proposal, jonas, lena, sign_in, time_machine
):
    """Readers are a part of it: nobody widens them behind the others' backs."""
    time_machine.move_to(MONDAY)
    outcomes.end_outcomes()
    Notice.objects.all().delete()
    time_machine.move_to(stockholm(23, 23, 59))
    address, sent = proposal.get_absolute_url(), {**TEXT, "audience": "everyone", "version": 1}
    answer = sign_in(jonas).post(f"{address}skriv-om/", sent, follow=True)
    assert "en arbetsdag till" in answer.content.decode()
    time_machine.move_to(stockholm(24, 0, 1))
    sign_in(jonas).post(f"{address}publicera/", {"version": 2, "key": KEY})
    assert not RetrospectivePage.objects.exists()
    time_machine.move_to(TUESDAY)
    outcomes.end_outcomes()
    assert lena.notices.get().url == address
    proposal.refresh_from_db()
    assert proposal.until == stockholm(25, 0)


def test_nobody_publishes_what_they_have_not_read(proposal, jonas, sign_in, time_machine):
    time_machine.move_to(MONDAY)
    outcomes.end_outcomes()
    changed = {**TEXT, "next_up": "", "with_unit": False, "title": "Nytt"}
    outcomes.rewrite_outcome(
        proposal=proposal, by=jonas, version=1, audience="connected", **changed
    )
    time_machine.move_to(TUESDAY)
    outcomes.end_outcomes()
    time_machine.move_to(TUESDAY + timedelta(days=1))
    said = sign_in(jonas).post(
        f"{proposal.get_absolute_url()}publicera/", {"version": 1}, follow=True
    )
    assert "Läs den igen innan du publicerar" in said.text
    assert not RetrospectivePage.objects.exists()


def test_the_month_is_that_of_the_friday(proposal, time_machine):
    proposal.month = date(2026, 10, 1)
    proposal.save()
    time_machine.move_to(MONDAY)
    outcomes.end_outcomes()
    time_machine.move_to(TUESDAY)
    made = outcomes.publish_outcome(
        proposal=proposal, by=proposal.team.people[0], version=1, text={**TEXT, "next_up": ""}
    )
    assert made.month == date(2026, 10, 1)


def changes(act):
    before = take().tables
    act()
    return {name for name, rows in take().tables.items() if rows != before.get(name)}


@pytest.mark.parametrize("rest", ["skriv-om/", "stoppa/"])
def test_nothing_says_who_changed_or_stopped_it(rest, proposal, jonas, sign_in):
    browser, address = sign_in(jonas), proposal.get_absolute_url()
    browser.get(address)
    sent = {**TEXT, "title": "Ett annat larm", "audience": "connected", "version": 1}
    touched = changes(lambda: browser.post(f"{address}{rest}", sent))
    assert touched - {"people_signin"} == {"knowledge_outcomeproposal"}
    proposal.refresh_from_db()
    assert proposal.title == ("Ett annat larm" if rest == "skriv-om/" else "")


def test_two_who_write_at_once_choose_between_their_texts(proposal, jonas, lena, sign_in):
    address = f"{proposal.get_absolute_url()}skriv-om/"
    for person, title in ((jonas, "Jonas rubrik"), (lena, "Lenas rubrik")):
        sent = {**TEXT, "title": title, "audience": "connected", "version": 1}
        answer = sign_in(person).post(address, sent)
    said = answer.content.decode()
    assert answer.status_code == 409 and "Jonas rubrik" in said and "Lenas rubrik" in said
    sign_in(lena).post(address, {**sent, "version": 2})
    proposal.refresh_from_db()
    assert proposal.title == "Lenas rubrik"


def test_all_members_choose_among_the_same_readers(stopped, amina, nils, sign_in):
    """Readers that only one of them could choose would tell who did."""
    stopped.team.memberships.create(person=nils)
    offered = [
        sign_in(one).get(page(stopped, "publicera/")).context["form"].fields["audience"].choices
        for one in (amina, nils)
    ]
    assert offered[0] == offered[1]
    keys = [key for key, _label in offered[0]]
    unit, whole = f"unit:{stopped.team.unit_id}", f"organisation:{stopped.team.organisation_id}"
    assert keys == [unit, whole, "connected", "everyone"]
    sent = {**TEXT, "audience": f"unit:{nils.employment.unit_id}"}
    assert sign_in(nils).post(page(stopped, "publicera/"), sent).status_code == 422


def test_readers_that_were_chosen_stay_when_the_team_changes_units(
    stopped, amina, jonas, home_care, sign_in
):
    own, text = f"unit:{stopped.team.unit_id}", {**TEXT, "next_up": ""}
    made = outcomes.propose_outcome(team=stopped.team, by=amina, audience=own, **text)
    Team.objects.filter(pk=stopped.team_id).update(unit=home_care)
    sent = {**TEXT, "title": "Nytt", "audience": own, "version": 1}
    assert sign_in(jonas).post(f"{made.get_absolute_url()}skriv-om/", sent).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.audience.key) == ("Nytt", own)


def test_after_the_full_stop_the_team_hears_of_it_on_monday(proposal, jonas, time_machine):
    for moment in (FRIDAY + timedelta(hours=2), datetime(2026, 11, 23, 6, 30, tzinfo=UTC)):
        time_machine.move_to(moment)
        outcomes.end_outcomes()
        assert not Notice.objects.exists()
    time_machine.move_to(MONDAY)
    for _twice in range(2):
        outcomes.end_outcomes()
    assert jonas.notices.get().url == proposal.get_absolute_url()


def test_the_team_is_told_that_it_stopped_and_not_by_whom(proposal, jonas, lena, time_machine):
    time_machine.move_to(MONDAY)
    outcomes.end_outcomes()
    outcomes.stop_outcome(proposal=proposal, by=jonas)
    for _twice in range(2):
        outcomes.end_outcomes()
    assert "stoppades" in lena.notices.get().sentence
    assert not OutcomeProposal.objects.exists()


def test_a_text_that_lies_for_a_month_is_erased(proposal, time_machine):
    time_machine.move_to(MONDAY)
    outcomes.end_outcomes()
    time_machine.move_to(TUESDAY + timedelta(days=31))
    outcomes.end_outcomes()
    assert not OutcomeProposal.objects.exists() and not Notice.objects.exists()


def test_the_same_form_twice_is_one_text(stopped, amina, sign_in):
    sent = {**TEXT, "audience": "connected", "key": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}
    browser = sign_in(amina)
    urls = {browser.post(page(stopped, "publicera/"), sent).url for _twice in range(2)}
    assert len(urls) == OutcomeProposal.objects.count() == 1


def test_nothing_ties_the_page_to_the_team(tell, stopped, jonas, sign_in, time_machine):
    address, team = tell().url, stopped.team
    made = RetrospectivePage.objects.get()
    rows = [row for found in take().tables.values() for row in found]
    assert [row.table for row in rows if "/berattelse/" in str(row.values)] == []
    own = [row for row in rows if made.mark in row.values.values() or made.title in str(row.values)]
    assert own and not any(team.name in str(row.values) for row in own)
    assert not any(row.values.get("team_id") for row in own)
    events = AuditEvent.objects.filter(subject="knowledge.retrospectivepage")
    assert [(one.actor, one.facts) for one in events] == [(None, {})]
    assert address == made.get_absolute_url()


def test_no_time_of_it_stands_beside_the_visit_of_who_pressed(
    tell, stopped, jonas, sign_in, index, time_machine
):
    OrganisationPage.objects.of(stopped.team.organisation)
    address, minute = tell(learned="Ring 070-123 45 67.").request["PATH_INFO"], "2026-11-24 10:07"
    time_machine.move_to(TUESDAY + timedelta(minutes=7))
    browser = sign_in(jonas)
    asked = browser.post(address, {"version": 1}).context["check"].asked[0]
    said = {"version": 1, "asked": "1", asked.key: "stay", "key": KEY}
    made = browser.post(address, said).url
    assert browser.post(f"{made}dra-tillbaka/", {"key": KEY[:-1] + "2"}).status_code == 302
    index()
    tables = take().tables
    near = {name for name, rows in tables.items() if minute in str([row.values for row in rows])}
    assert near == {"people_person", "people_signin"}


def test_the_team_can_take_it_back_and_nobody_else(
    tell, stopped, jonas, nils, karin, operator, sign_in, index
):
    address = tell().url
    index()
    for person in (nils, karin, operator):
        assert sign_in(person).post(f"{address}dra-tillbaka/").status_code == 404
    with pytest.raises(PermissionDenied):
        retract_outcome(page=RetrospectivePage.objects.get(), by=karin)
    browser = sign_in(jonas)
    assert "Dra tillbaka" in browser.get(address).content.decode()
    twice = [browser.post(f"{address}dra-tillbaka/", {"key": KEY[:-1] + "2"}) for _ in "12"]
    assert [one.url for one in twice] == ["/fredag/aterblickar/"] * 2
    index()
    assert sign_in(karin).get(address).status_code == 404
    assert address not in sign_in(karin).get("/sok/?q=larm").content.decode()
    assert browser.post(f"{address}dra-tillbaka/").status_code == 404
    assert AuditEvent.objects.get(verb="outcome retracted").actor is None


def test_the_page_asks_the_same_however_long(proposal, jonas, sign_in):
    browser = sign_in(jonas)

    def asked():
        with CaptureQueriesContext(connection) as found:
            browser.get(proposal.get_absolute_url())
        return len(found)

    first = asked()
    OutcomeProposal.objects.update(learned="\n\n".join(["Ord"] * 300))
    assert asked() <= first <= 15


def test_a_personal_identity_number_is_never_stored(stopped, amina, sign_in):
    sent = {**TEXT, "learned": "Ring 640823-3234 först", "audience": "connected"}
    sign_in(amina).post(page(stopped, "publicera/"), sent)
    assert "3234" not in OutcomeProposal.objects.get().learned
    assert timezone.localdate() == FRIDAY.date()


def test_a_theme_with_a_comma_is_one_theme(stopped, amina, sign_in):
    stopped.labels = ["Schema, planering", *(f"{number} " + "Tema " * 15 for number in range(7))]
    stopped.save()
    browser = sign_in(amina)
    form = browser.get(page(stopped, "publicera/")).context["form"]
    sent = {**TEXT, "themes": form["themes"].value(), "audience": "connected"}
    assert browser.post(page(stopped, "publicera/"), sent).status_code == 302
    made = OutcomeProposal.objects.get()
    assert made.theme_list == [label.strip() for label in stopped.labels]


@pytest.mark.parametrize("meanwhile", ["stopped", "published"])
def test_a_rewriting_that_came_too_late_is_given_back(
    meanwhile, proposal, jonas, karin, lena, sign_in
):
    address = f"{proposal.get_absolute_url()}skriv-om/"
    if meanwhile == "stopped":
        outcomes.stop_outcome(proposal=proposal, by=lena)
    else:
        proposal.delete()
    sent = {**TEXT, "learned": "Tre timmars <arbete>", "audience": "connected", "version": 1}
    answer = sign_in(jonas).post(address, sent)
    assert answer.status_code == 409
    assert "Tre timmars &lt;arbete&gt;" in answer.content.decode()
    assert sign_in(karin).post(address, sent).status_code == 404
