"""The way to a role: what is there, what is missing, what teaches it; and what start shows."""

import pytest

from mobility.applications import actions, consents
from mobility.opportunities.found import describe
from mobility.opportunities.scoring import Held, Wanted
from mobility.paths.gap import gap
from mobility.paths.models import CareerGoal, JobProfile, JobProfileSkill
from people.audience import Audience
from people.audit import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(analysis, design, procurement):
    """A role that asks for three skills."""
    lead = JobProfile.objects.create(title_sv="digitaliseringsledare", title_en="digital lead")
    for skill, level in ((analysis, 3), (design, 3), (procurement, 2)):
        JobProfileSkill.objects.create(job_profile=lead, skill=skill, level=level)
    return lead


def test_met_near_and_missing():
    wanted = (Wanted(1, "a", 3), Wanted(2, "b", 3), Wanted(3, "c", 3), Wanted(4, "d", 1))
    held = (Held(1, "a", 4), Held(2, "b", 2), Held(9, "like c", 3), Held(4, "d", 0, True))
    found = gap(wanted, held, {(3, 9): 0.8})
    assert [step.status for step in found] == ["met", "near", "near", "missing"]
    assert found[2].through == "like c"
    assert gap(wanted, held, {(3, 9): 0.4})[2].status == "missing"


def test_the_goal_is_chosen_and_the_way_is_drawn(amina, karin, lead, design, post, sign_in):
    amina.skill_claims.create(skill=design, level=1)
    post(karin, {design: 2}, title="Rita om besluten")
    browser = sign_in(amina)
    browser.post("/utveckling/", {"job_profile": lead.pk, "months": 36})
    page = browser.get("/utveckling/").content.decode()
    assert page.count('<svg class="way') == 2
    assert "Rita om besluten" in page and "0 av 3 på plats" in page
    assert AuditEvent.objects.filter(verb="choose", actor=amina).count() == 1


def test_choosing_again_replaces_and_dropping_removes(amina, lead, sign_in):
    browser = sign_in(amina)
    for months in (12, 60):
        browser.post("/utveckling/", {"job_profile": lead.pk, "months": months})
    assert amina.career_goal.months == 60
    browser.post("/utveckling/bort/")
    assert not CareerGoal.objects.exists()
    assert "Vart vill du?" in browser.get("/utveckling/").content.decode()


@pytest.mark.parametrize("sent", [{}, {"job_profile": 999, "months": 36}, {"months": 7}])
def test_bad_choices_are_refused(amina, lead, sign_in, sent):
    sent = {"job_profile": lead.pk} | sent if "months" in sent and len(sent) == 1 else sent
    assert sign_in(amina).post("/utveckling/", sent or {"x": 1}).status_code == 422
    assert not CareerGoal.objects.exists()


def test_the_goal_is_nobody_elses(amina, lena, hr, lead):
    CareerGoal.objects.create(person=amina, job_profile=lead)
    assert CareerGoal.objects.visible_to(amina).exists()
    assert not any(CareerGoal.objects.visible_to(one).exists() for one in (lena, hr))


def test_another_employers_role_does_not_exist(amina, karin, granby, lead, sign_in):
    theirs = JobProfile.objects.create(title_sv="hemlig roll", organisation=granby)
    browser = sign_in(amina)
    assert browser.get(f"/utveckling/roller/{theirs.pk}/").status_code == 404
    answer = browser.post("/utveckling/", {"job_profile": theirs.pk, "months": 36})
    assert answer.status_code == 422
    page = browser.get("/utveckling/roller/").content.decode()
    assert "hemlig" not in page.lower() and "Digitaliseringsledare" in page
    assert sign_in(karin).get(f"/utveckling/roller/{theirs.pk}/").status_code == 200


def test_hidden_opportunities_teach_nobody(amina, karin, granby, lead, design, post, sign_in):
    post(karin, {design: 2}, title="Bara Granby", audience=Audience.objects.organisation(granby))
    amina.skill_claims.create(skill=design, level=1, want_to_develop=True)
    CareerGoal.objects.create(person=amina, job_profile=lead)
    for path in ("/utveckling/", "/", "/uppdrag/"):
        assert "Bara Granby" not in sign_in(amina).get(path).content.decode()


def test_signed_out_people_are_asked_to_sign_in(client, lead):
    for path in ("/utveckling/", "/utveckling/roller/", f"/utveckling/roller/{lead.pk}/"):
        assert client.get(path).status_code == 302


def test_markup_is_shown_as_text(amina, lead, design, karin, post, sign_in):
    lead.title_sv = "<script>alert(1)</script>"
    lead.save()
    post(karin, {design: 2}, title="<b>fet</b>")
    CareerGoal.objects.create(person=amina, job_profile=lead)
    for path in ("/utveckling/", "/", "/utveckling/roller/", f"/utveckling/roller/{lead.pk}/"):
        page = sign_in(amina).get(path).content.decode()
        assert "<script>alert" not in page and "<b>fet" not in page


def test_many_opportunities_take_no_more_questions(
    amina, karin, lead, design, procurement, post, sign_in, django_assert_max_num_queries
):
    CareerGoal.objects.create(person=amina, job_profile=lead)
    amina.skill_claims.create(skill=design, level=1, want_to_develop=True)
    for _ in range(30):
        post(karin, {design: 2, procurement: 1})
    browser = sign_in(amina)
    for path in ("/utveckling/", "/utveckling/roller/", f"/utveckling/roller/{lead.pk}/"):
        with django_assert_max_num_queries(15):
            assert browser.get(path).status_code == 200


def test_start_shows_where_to_grow_and_the_goal(amina, karin, lead, design, post, sign_in):
    amina.skill_claims.create(skill=design, level=3, want_to_develop=True)
    post(karin, {design: 2}, title="Rita om besluten")
    CareerGoal.objects.create(person=amina, job_profile=lead)
    page = sign_in(amina).get("/").content.decode()
    assert "Rita om besluten" in page and "Övar tjänstedesign, som du vill utveckla." in page
    assert "1 av 3 kompetenser är på plats." in page


def test_start_says_what_waits(amina, lena, karin, hr, post, sign_in):
    application = actions.apply(opportunity=post(karin), by=amina, letter="Hej", ask_manager=True)
    post(lena, state="submitted")
    assert "1 ansökan att läsa" in sign_in(karin).get("/").content.decode()
    assert "behöver ditt medgivande" in sign_in(lena).get("/").content.decode()
    assert "väntar på ditt godkännande" in sign_in(hr).get("/").content.decode()
    consents.answer(consent=application.consent, by=lena, state="granted", share=40)
    actions.shortlist(application=application, by=karin)
    actions.offer(application=application, by=karin)
    assert "Du är erbjuden en plats" in sign_in(amina).get("/").content.decode()


def test_start_asks_a_bounded_number_of_questions(
    amina, lena, karin, lead, design, post, sign_in, django_assert_max_num_queries
):
    CareerGoal.objects.create(person=amina, job_profile=lead)
    amina.skill_claims.create(skill=design, level=1, want_to_develop=True)
    for _ in range(10):
        actions.apply(opportunity=post(karin, {design: 2}), by=amina, letter="x", ask_manager=True)
    for person in (amina, lena, karin):
        browser = sign_in(person)
        browser.get("/")
        with django_assert_max_num_queries(15):
            browser.get("/")


def test_only_open_ones_are_described_for_search(lena, post, design):
    found = describe(post(lena, {design: 2}))
    assert found and found.title == "Ny ärendehantering" and "tjänstedesign" in found.keywords
    assert describe(post(lena, state="draft")) is None
    assert describe(post(lena, state="selecting")) is None
