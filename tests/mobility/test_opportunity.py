"""From a title to an open opportunity, and who sees what on the way."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mobility.opportunities import actions
from mobility.opportunities.models import Opportunity
from mobility.opportunities.states import TRANSITIONS, State
from people.audience import Audience
from people.audit import AuditEvent
from people.states import NotNow, after
from people.subgoals.models import Subgoal
from people.worker import run_all

pytestmark = pytest.mark.django_db


def words(unit, **more):
    return {
        "title": "Gå bredvid nattpatrullen",
        "unit": unit.pk,
        "type": "shadowing",
        "seats": 1,
        "share": 50,
        "remote": "no",
        "pay": "home",
        "audience": "connected",
    } | more


def events(one):
    return AuditEvent.objects.filter(subject="mobility.opportunity", subject_id=str(one.pk))


def sees(viewer, one):
    return Opportunity.objects.visible_to(viewer).filter(pk=one.pk).exists()


@pytest.mark.parametrize("verb", TRANSITIONS)
@pytest.mark.parametrize("state", State.values)
def test_a_verb_begins_only_in_the_states_of_the_table(state, verb):
    begins, ends = TRANSITIONS[verb]
    if state in begins:
        assert after(state, verb, TRANSITIONS) == ends
    else:
        with pytest.raises(NotNow):
            after(state, verb, TRANSITIONS)


def test_a_title_is_enough_for_a_draft_and_the_rest_is_listed(lena, digital, sign_in):
    browser = sign_in(lena)
    answer = browser.post("/uppdrag/nytt/", words(digital), follow=True)
    one = Opportunity.objects.get()
    assert (one.state, one.owner, one.unit) == ("draft", lena, digital)
    page = answer.content.decode()
    assert "Skriv vad man lär sig." in page and "Välj sista dag att söka." in page


def test_an_employee_cannot_post(amina, digital, sign_in):
    assert sign_in(amina).get("/uppdrag/nytt/").status_code == 404
    assert sign_in(amina).post("/uppdrag/nytt/", words(digital)).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.save_draft(by=amina, unit=digital, audience=Audience.objects.connected(), title="x")


def test_a_manager_cannot_post_for_another_employers_unit(lena, granby_digital, digital, sign_in):
    answer = sign_in(lena).post("/uppdrag/nytt/", words(granby_digital))
    assert answer.status_code == 422
    assert not Opportunity.objects.exists()


def test_state_owner_and_taken_cannot_be_sent_along(lena, amina, digital, sign_in):
    sent = words(
        digital, state="open", owner=amina.pk, taken=1, opened_at="2026-01-01", comment="x"
    )
    sign_in(lena).post("/uppdrag/nytt/", sent)
    one = Opportunity.objects.get()
    assert (one.state, one.owner, one.taken, one.comment) == ("draft", lena, 0, "")


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"title": "x" * 161}, {"seats": 0}, {"share": 101}, {"audience": "x"}]
)
def test_bad_values_are_refused_in_the_form(lena, digital, sign_in, wrong):
    assert sign_in(lena).post("/uppdrag/nytt/", words(digital, **wrong)).status_code == 422
    assert not Opportunity.objects.exists()


def test_null_bytes_are_refused(lena, digital, sign_in):
    assert sign_in(lena).post("/uppdrag/nytt/", words(digital, title="a\0b")).status_code == 400


def test_skills_are_added_and_dropped(lena, post, procurement, sign_in):
    one, browser = post(lena, state="draft"), sign_in(lena)
    sent = {"skill": "upphandling", "level": 2, "weight": 3, "must": "on"}
    browser.post(f"/uppdrag/{one.pk}/kompetenser/", sent)
    row = one.skills.get()
    assert (row.skill, row.level, row.must, row.weight) == (procurement, 2, True, 3)
    browser.post(f"/uppdrag/{one.pk}/kompetenser/{row.pk}/")
    assert not one.skills.exists()


def test_only_the_owner_and_hr_see_a_draft(lena, hr, amina, nils, karin, stranger, operator, post):
    for state in ("draft", "submitted"):
        one = post(lena, state=state)
        assert sees(lena, one) and sees(hr, one)
        assert not any(sees(other, one) for other in (amina, nils, karin, stranger, operator))


def test_an_open_one_is_seen_by_its_audience(lena, amina, nils, karin, stranger, sjovalla, post):
    ours = post(lena, audience=Audience.objects.organisation(sjovalla))
    shared = post(lena)
    assert sees(amina, ours) and sees(nils, ours) and not sees(karin, ours)
    assert sees(karin, shared) and not sees(stranger, shared)


def test_another_organisation_meets_404_everywhere(lena, karin, sjovalla, post, sign_in, design):
    one = post(lena, {design: 2}, audience=Audience.objects.organisation(sjovalla))
    browser = sign_in(karin)
    assert browser.get(f"/uppdrag/{one.pk}/").status_code == 404
    assert browser.get(f"/uppdrag/{one.pk}/andra/").status_code == 404
    steps = "skicka-in ta-tillbaka godkann aterfor stall-in avsluta kompetenser"
    paths = [f"/uppdrag/{one.pk}/{step}/" for step in steps.split()]
    paths.append(f"/uppdrag/{one.pk}/kompetenser/{one.skills.get().pk}/")
    assert {browser.post(path).status_code for path in paths} == {404}
    one.refresh_from_db()
    assert one.state == "open" and one.skills.count() == 1


def test_hr_approves_and_every_change_is_recorded(lena, hr, post, design, sign_in):
    one = post(lena, {design: 2}, state="draft")
    sign_in(lena).post(f"/uppdrag/{one.pk}/skicka-in/")
    one.refresh_from_db()
    assert one.state == "submitted"
    assert hr.notices.filter(kind="opportunity_submitted").exists()
    sign_in(hr).post(f"/uppdrag/{one.pk}/godkann/")
    one.refresh_from_db()
    assert one.state == "open"
    assert set(events(one).values_list("verb", flat=True)) == {"submit", "approve"}
    assert lena.notices.filter(kind="opportunity_approved").exists()


def test_nobody_approves_their_own(hr, post, design, sign_in):
    one = post(hr, {design: 2}, state="submitted")
    assert sign_in(hr).post(f"/uppdrag/{one.pk}/godkann/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.approve(opportunity=one, by=hr)
    assert Opportunity.objects.get().state == "submitted"


def test_without_hr_it_opens_at_once_and_says_why(lena, post, design, sign_in):
    one = post(lena, {design: 2}, state="draft")
    page = sign_in(lena).post(f"/uppdrag/{one.pk}/skicka-in/", follow=True).content.decode()
    assert "organisationen har ingen HR-partner som kan godkänna det" in page
    assert list(events(one).order_by("pk").values_list("verb", flat=True)) == ["submit", "open"]
    opened = events(one).get(verb="open").facts
    assert opened == {"before": "submitted", "after": "open", "rule": "nobody to approve"}


def test_an_only_hr_partner_does_not_approve_their_own(hr, post, design):
    one = actions.submit(opportunity=post(hr, {design: 2}, state="draft"), by=hr)
    assert one.state == "open"
    assert not events(one).filter(verb="approve").exists()


def test_what_is_missing_stops_it(lena, post):
    one = post(lena, state="draft", learning="", deadline=None)
    with pytest.raises(actions.Incomplete) as stopped:
        actions.submit(opportunity=one, by=lena)
    assert len(stopped.value.missing) == 3
    assert not events(one).exists()


def test_hr_returns_it_with_a_comment(lena, hr, post, sign_in):
    one, browser = post(lena, state="submitted"), sign_in(hr)
    assert browser.post(f"/uppdrag/{one.pk}/aterfor/", {"comment": ""}).status_code == 422
    browser.post(f"/uppdrag/{one.pk}/aterfor/", {"comment": "Säg <b>vad</b> man lär sig."})
    one.refresh_from_db()
    assert one.state == "draft"
    page = sign_in(lena).get(f"/uppdrag/{one.pk}/").content.decode()
    assert "Säg &lt;b&gt;vad&lt;/b&gt; man lär sig." in page


def test_an_approved_text_is_not_rewritten(lena, post, digital, sign_in):
    one = post(lena)
    answer = sign_in(lena).post(f"/uppdrag/{one.pk}/andra/", words(digital, title="Annat"))
    assert answer.status_code == 404
    assert Opportunity.objects.get().title == one.title


def test_the_worker_closes_it_after_the_deadline_and_once(lena, post):
    today = timezone.localdate()
    late = post(lena, deadline=today - timezone.timedelta(days=1))
    last_day = post(lena, deadline=today)
    run_all()
    run_all()
    late.refresh_from_db()
    last_day.refresh_from_db()
    assert (late.state, last_day.state) == ("selecting", "open")
    assert events(late).filter(verb="select").count() == 1


def test_cancelling_twice_is_cancelling_once(lena, post, sign_in):
    one, browser = post(lena), sign_in(lena)
    for _ in range(2):
        assert browser.post(f"/uppdrag/{one.pk}/stall-in/").status_code == 302
    assert events(one).count() == 1


def test_markup_is_shown_as_text(lena, amina, post, sign_in):
    one = post(lena, title="<script>alert(1)</script>", duties="<img src=x onerror=alert(1)>")
    for path in ("/uppdrag/", f"/uppdrag/{one.pk}/"):
        page = sign_in(amina).get(path).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page


def test_signed_out_people_see_only_what_is_for_everyone(lena, post, client):
    post(lena, title="Bara för anslutna")
    open_one = post(lena, title="För alla", audience=Audience.objects.everyone())
    page = client.get("/uppdrag/").content.decode()
    assert "För alla" in page and "Bara för anslutna" not in page
    assert client.get(f"/uppdrag/{open_one.pk}/").status_code == 200
    assert client.get("/uppdrag/nytt/").status_code == 302


def test_filters_narrow_the_list(lena, amina, post, sign_in):
    post(lena, title="På plats")
    post(lena, title="Hemifrån", remote="fully", type="lending")
    browser = sign_in(amina)
    for query in ("distans=1", "form=lending"):
        page = browser.get(f"/uppdrag/?{query}").content.decode()
        assert "Hemifrån" in page and "På plats</a>" not in page
    assert browser.get("/uppdrag/?form=nonsens").status_code == 404
    assert browser.get("/uppdrag/?sida=99").status_code == 404


def test_a_long_list_asks_no_more_than_a_short(lena, amina, post, design, sign_in):
    amina.skill_claims.create(skill=design, level=2, want_to_develop=True)
    browser, asked = sign_in(amina), []
    for many in (3, 27):
        for _ in range(many):
            post(lena, {design: 2})
        with CaptureQueriesContext(connection) as questions:
            assert browser.get("/uppdrag/").status_code == 200
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 15


def test_a_draft_is_written_on_and_nobody_else_may(lena, hr, post, digital, sign_in):
    one = post(lena, state="draft")
    path = f"/uppdrag/{one.pk}/andra/"
    sign_in(lena).post(path, words(digital, title="Ny rubrik", audience="organisation"))
    one.refresh_from_db()
    assert (one.title, one.audience.kind) == ("Ny rubrik", "organisation")
    assert sign_in(hr).post(path, words(digital, title="Annan")).status_code == 404


def test_the_owner_takes_it_back_before_hr_has_answered(lena, hr, post, sign_in):
    one = post(lena, state="submitted")
    assert sign_in(hr).post(f"/uppdrag/{one.pk}/ta-tillbaka/").status_code == 404
    sign_in(lena).post(f"/uppdrag/{one.pk}/ta-tillbaka/")
    one.refresh_from_db()
    assert one.state == "draft"


@pytest.mark.parametrize(("taken", "ends"), [(0, "unfilled"), (1, "filled")])
def test_the_owner_ends_the_selection(lena, post, sign_in, taken, ends):
    one = post(lena, state="selecting", seats=2, taken=taken)
    sign_in(lena).post(f"/uppdrag/{one.pk}/avsluta/")
    one.refresh_from_db()
    assert one.state == ends


def test_who_leaves_the_employer_leaves_the_opportunity(lena, amina, post, sign_in):
    one = post(lena, state="draft")
    lena.employments.update(until="2025-01-01")
    lena = type(lena).objects.get(pk=lena.pk)
    assert not sees(lena, one)
    assert sign_in(lena).get(f"/uppdrag/{one.pk}/andra/").status_code == 404


def test_goals_are_chosen_changed_and_shown(lena, amina, digital, sign_in):
    browser = sign_in(lena)
    browser.post("/uppdrag/nytt/", words(digital, goals=["social", "climate"]))
    one = Opportunity.objects.get()
    assert one.goals == ["climate", "social"]
    browser.post(f"/uppdrag/{one.pk}/andra/", words(digital, goals=["social", "economic"]))
    one = Opportunity.objects.get()
    assert one.goals == ["economic", "social"]
    page = browser.get(f"/uppdrag/{one.pk}/andra/").content.decode()
    assert len(re.findall(r'name="goals"[^>]*checked', page)) == 2
    page = browser.get(f"/uppdrag/{one.pk}/").content.decode()
    assert 'href="/uppdrag/?mal=social">Socialt</a>' in page and "mal=climate" not in page


def test_a_goal_that_does_not_exist_is_refused(lena, digital, sign_in):
    answer = sign_in(lena).post("/uppdrag/nytt/", words(digital, goals=["war"]))
    assert answer.status_code == 422
    assert sign_in(lena).get("/uppdrag/?mal=war").status_code == 404


def test_a_list_is_narrowed_to_a_goal_and_each_stands_once(lena, amina, post, sign_in):
    chosen, other = post(lena, title="Vald"), post(lena, title="Bortvald")
    for goal in ("social", "climate"):
        chosen.goal_marks.create(goal=goal)
    other.goal_marks.create(goal="economic")
    page = sign_in(amina).get("/uppdrag/?mal=social").content.decode()
    assert page.count(">Vald</a>") == 1 and "Bortvald" not in page


@pytest.fixture
def travel(lena):
    """A goal of Sjövalla's own."""
    facts = {"goal": "climate", "name_sv": "Fossilfria resor", "name_en": "Fossil-free travel"}
    return Subgoal.objects.create(organisation=lena.organisation, **facts)


def test_an_organisations_own_goal_is_chosen_shown_and_narrows(
    lena, amina, digital, post, travel, sign_in
):
    browser = sign_in(lena)
    assert "Fossilfria resor" in browser.get("/uppdrag/nytt/").content.decode()
    browser.post("/uppdrag/nytt/", words(digital, goals=[travel.key]))
    one = Opportunity.objects.get()
    assert (one.goals, one.subgoals) == (["climate"], [travel])
    page = browser.get(f"/uppdrag/{one.pk}/andra/").content.decode()
    assert len(re.findall(r'name="goals"[^>]*checked', page)) == 2
    Opportunity.objects.update(state="open")
    post(lena, title="Bortvalt").goal_marks.create(goal="climate")
    page = sign_in(amina).get(f"/uppdrag/?mal={travel.key}").content.decode()
    assert one.title in page and "Bortvalt" not in page and "– Fossilfria resor" in page
    page = sign_in(amina).get(one.get_absolute_url()).content.decode()
    assert f"/uppdrag/?mal={travel.goal}%3A{travel.pk}" in page and "Fossilfria resor" in page


def test_an_own_goal_is_its_organisations_and_stays_when_retired(
    lena, karin, digital, granby_digital, post, travel, sign_in
):
    answer = sign_in(karin).post("/uppdrag/nytt/", words(granby_digital, goals=[travel.key]))
    assert answer.status_code == 422
    sign_in(lena).post("/uppdrag/nytt/", words(digital, goals=[travel.key]))
    one = Opportunity.objects.get()
    Subgoal.objects.update(retired_at=one.created_at)
    browser = sign_in(lena)
    assert "Fossilfria resor" not in browser.get("/uppdrag/nytt/").content.decode()
    browser.post(f"/uppdrag/{one.pk}/andra/", words(digital, goals=[travel.key, "social"]))
    assert one.goal_marks.filter(subgoal=travel).exists() and one.goal_marks.count() == 3


def test_an_own_goal_of_hidden_opportunities_is_no_choice(lena, nils, karin, post, travel, sign_in):
    one = post(lena, title="Dolt", state="draft")
    one.goal_marks.create(goal="climate", subgoal=travel)
    for person in (nils, karin):
        assert "Fossilfria" not in sign_in(person).get("/uppdrag/").content.decode()
