"""Applying, choosing, and the consent that no offer goes without."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from mobility.applications import actions, consents
from mobility.applications.models import Application, Consent
from mobility.applications.states import ANSWERS, TRANSITIONS, State
from people.audience import Audience
from people.audit import AuditEvent
from people.states import NotNow, after

pytestmark = pytest.mark.django_db


def sent(person, one, **more):
    return actions.apply(opportunity=one, by=person, letter="Jag vill lära mig.", **more)


def granted(application, by):
    consent = consents.ask(application=application, by=application.person)
    return consents.answer(consent=consent, by=by, state="granted", share=40)


def offered(person, one, owner, manager):
    application = sent(person, one)
    granted(application, manager)
    actions.shortlist(application=application, by=owner)
    return actions.offer(application=application, by=owner)


def events(thing):
    found = AuditEvent.objects.filter(subject=thing._meta.label_lower, subject_id=str(thing.pk))
    return sorted(found.values_list("verb", flat=True))


@pytest.mark.parametrize("table", [TRANSITIONS, ANSWERS])
def test_a_verb_begins_only_in_the_states_of_its_table(table):
    states = {one for begins, ends in table.values() for one in (*begins, ends)}
    for verb, (begins, ends) in table.items():
        for state in states:
            if state in begins:
                assert after(state, verb, table) == ends
            else:
                with pytest.raises(NotNow):
                    after(state, verb, table)


def test_an_application_is_shown_before_it_is_sent(
    amina, karin, post, design, procurement, sign_in
):
    amina.skill_claims.create(skill=design, level=2, want_to_develop=True)
    amina.skill_claims.create(skill=procurement, level=0, want_to_develop=True)
    one, browser = post(karin, {design: 3}), sign_in(amina)
    page = browser.get(f"/uppdrag/{one.pk}/sok/").content.decode()
    assert "Det här skickas" in page and "allmän handling" in page and "tjänstedesign" in page
    browser.post(f"/uppdrag/{one.pk}/sok/", {"letter": "Jag vill <b>lära</b> mig."})
    application = Application.objects.get()
    assert application.snapshot["asked"] == [
        {"skill": "tjänstedesign", "level": 3, "must": False, "held": 2}
    ]
    assert "upphandling" not in str(application.snapshot)
    assert karin.notices.filter(kind="application_received").exists()
    page = sign_in(karin).get(application.get_absolute_url()).content.decode()
    assert "Jag vill &lt;b&gt;lära&lt;/b&gt; mig." in page


def test_both_sides_read_the_same_numbers(amina, karin, post, design):
    from mobility.opportunities.ranking import scores_for

    amina.skill_claims.create(skill=design, level=2)
    one = post(karin, {design: 3})
    score = scores_for(amina, [one])[one.pk]
    values = sent(amina, one).snapshot["values"]
    assert values == {name: score.part(name).value for name in ("coverage", "adjacent")}


def test_sent_twice_is_sent_once(amina, karin, post, sign_in):
    one, browser = post(karin), sign_in(amina)
    for _ in range(2):
        assert browser.post(f"/uppdrag/{one.pk}/sok/", {"letter": "Hej"}).status_code == 302
    assert events(Application.objects.get()) == ["submit"]
    assert karin.notices.count() == 1


def test_too_late_is_said_and_nothing_is_lost(amina, karin, post, sign_in):
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    one = post(karin, deadline=yesterday)
    answer = sign_in(amina).post(f"/uppdrag/{one.pk}/sok/", {"letter": "Mitt långa brev"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ansökningstiden är slut" in page and "Mitt långa brev" in page
    assert not Application.objects.exists()
    with pytest.raises(actions.TooLate):
        sent(amina, one)


def test_nobody_applies_for_their_own_or_what_they_cannot_see(karin, amina, granby, post, sign_in):
    own = post(karin)
    hidden = post(karin, audience=Audience.objects.organisation(granby))
    assert sign_in(karin).post(f"/uppdrag/{own.pk}/sok/", {"letter": "x"}).status_code == 404
    assert sign_in(amina).post(f"/uppdrag/{hidden.pk}/sok/", {"letter": "x"}).status_code == 404
    for person, one in ((karin, own), (amina, hidden)):
        with pytest.raises(PermissionDenied):
            sent(person, one)


@pytest.mark.parametrize("letter", ["", "x" * 2001])
def test_a_letter_has_a_length(amina, karin, post, sign_in, letter):
    one = post(karin)
    answer = sign_in(amina).post(f"/uppdrag/{one.pk}/sok/", {"letter": letter})
    assert answer.status_code == 422
    assert sign_in(amina).post(f"/uppdrag/{one.pk}/sok/", {"letter": "a\0"}).status_code == 400
    assert not Application.objects.exists()


def test_state_and_snapshot_cannot_be_sent_along(amina, jonas, karin, post, sign_in):
    one = post(karin)
    more = {"state": "accepted", "snapshot": '{"a": 1}', "person": jonas.pk, "reason": "others"}
    sign_in(amina).post(f"/uppdrag/{one.pk}/sok/", {"letter": "Hej"} | more)
    stored = Application.objects.get()
    assert (stored.state, stored.person, stored.reason) == ("submitted", amina, "")
    assert "a" not in stored.snapshot


def test_others_meet_404_everywhere(amina, jonas, nils, lena, samir, karin, post, sign_in):
    application = sent(amina, post(karin), ask_manager=True)
    steps = ["urval", "erbjud", "svara", "fraga-chefen", "ta-tillbaka", "tacka-ja", "tacka-nej"]
    for person in (jonas, nils, samir, lena):
        browser = sign_in(person)
        assert browser.get(f"/uppdrag/ansokan/{application.pk}/").status_code == 404
        paths = [f"/uppdrag/ansokan/{application.pk}/{step}/" for step in steps]
        assert {browser.post(path).status_code for path in paths} == {404}
        applicants = f"/uppdrag/{application.opportunity_id}/ansokningar/"
        assert browser.get(applicants).status_code == 404
    for person in (amina, jonas, samir, karin):
        path = f"/uppdrag/medgivande/{application.consent.pk}/"
        assert sign_in(person).get(path).status_code == 404
        assert sign_in(person).post(path, {"state": "granted", "share": 10}).status_code == 404
    application.refresh_from_db()
    assert (application.state, application.consent.state) == ("submitted", "requested")


def test_the_owner_and_the_applicant_take_only_their_own_steps(amina, karin, post, sign_in):
    application = sent(amina, post(karin))
    for person, steps in ((amina, "urval erbjud svara"), (karin, "ta-tillbaka tacka-ja tacka-nej")):
        for step in steps.split():
            path = f"/uppdrag/ansokan/{application.pk}/{step}/"
            assert sign_in(person).post(path, {"reason": "others"}).status_code == 404


def test_the_way_to_a_seat(amina, lena, karin, post, sign_in):
    one = post(karin)
    sign_in(amina).post(f"/uppdrag/{one.pk}/sok/", {"letter": "Hej", "ask_manager": "on"})
    application = Application.objects.get()
    here = f"/uppdrag/ansokan/{application.pk}/"
    sign_in(karin).post(f"{here}urval/")
    consent = f"/uppdrag/medgivande/{application.consent.pk}/"
    page = sign_in(lena).get(consent).content.decode()
    assert "Amina Berg" in page and "Hej</p>" not in page
    sign_in(lena).post(consent, {"state": "granted", "share": 40})
    sign_in(karin).post(f"{here}erbjud/")
    assert "Tacka ja" in sign_in(amina).get(here).content.decode()
    sign_in(amina).post(f"{here}tacka-ja/")
    application.refresh_from_db()
    one.refresh_from_db()
    assert (application.state, one.state, one.taken) == ("accepted", "filled", 1)
    assert events(application) == ["accept", "offer", "shortlist", "submit"]
    assert events(application.consent) == ["ask consent", "grant"]
    assert events(one) == ["fill"]


def test_no_offer_without_consent(amina, lena, karin, post, sign_in):
    application = sent(amina, post(karin))
    actions.shortlist(application=application, by=karin)
    with pytest.raises(actions.NoConsent):
        actions.offer(application=application, by=karin)
    consent = consents.ask(application=application, by=karin)
    with pytest.raises(actions.NoConsent):
        actions.offer(application=application, by=karin)
    consents.answer(consent=consent, by=lena, state="refused", reason="Semester")
    with pytest.raises(actions.NoConsent):
        actions.offer(application=application, by=karin)
    path = f"/uppdrag/ansokan/{application.pk}/erbjud/"
    page = sign_in(karin).post(path, follow=True).content.decode()
    assert "har inte sagt ja än" in page
    assert Application.objects.get().state == State.SHORTLISTED


@pytest.mark.parametrize(
    "answer",
    [
        {"state": "refused"},
        {"state": "deferred", "reason": "Bemanning"},
        {"state": "deferred", "earliest": "2027-01-01"},
        {"state": "granted", "share": ""},
        {"state": "granted", "share": "101"},
        {"state": "granted", "share": "40", "starts_on": "2027-02-01", "ends_on": "2027-01-01"},
        {"state": "requested"},
        {},
    ],
)
def test_an_answer_says_why_and_when(amina, lena, karin, post, sign_in, answer):
    consent = sent(amina, post(karin), ask_manager=True).consent
    path = f"/uppdrag/medgivande/{consent.pk}/"
    assert sign_in(lena).post(path, answer or {"x": "y"}).status_code == 422
    assert Consent.objects.get().state == "requested"


def test_after_a_no_one_may_ask_anew(amina, lena, karin, post):
    application = sent(amina, post(karin), ask_manager=True)
    refusal = {"state": "deferred", "reason": "I vår", "earliest": timezone.localdate()}
    consents.answer(consent=application.consent, by=lena, **refusal)
    consents.ask(application=application, by=amina)
    consents.ask(application=application, by=karin)
    assert Consent.objects.get().state == "requested"
    assert events(application.consent) == ["ask consent", "ask consent", "defer"]


def test_without_a_manager_hr_at_home_is_asked(nils, hr, karin, post):
    assert consents.ask(application=sent(nils, post(karin)), by=nils).manager == hr


def test_without_anybody_to_ask_the_application_is_sent_anyway(nils, karin, post, sign_in):
    one = post(karin)
    sent_form = {"letter": "Hej", "ask_manager": "on"}
    page = sign_in(nils).post(f"/uppdrag/{one.pk}/sok/", sent_form, follow=True)
    assert "ingen chef inlagd" in page.content.decode()
    assert Application.objects.count() == 1


def test_everyone_who_is_not_chosen_gets_a_reason(amina, karin, post, sign_in):
    application = sent(amina, post(karin))
    path = f"/uppdrag/ansokan/{application.pk}/svara/"
    assert sign_in(karin).post(path, {"reason": "nonsens"}).status_code == 422
    sign_in(karin).post(path, {"reason": "skills", "note": "Sök igen i vår."})
    page = sign_in(amina).get(application.get_absolute_url()).content.decode()
    assert "Något som krävs saknas." in page and "Sök igen i vår." in page


def test_withdrawn_and_sent_again(amina, karin, post):
    one = post(karin)
    actions.withdraw(application=sent(amina, one), by=amina)
    assert sent(amina, one).state == "submitted"
    assert events(Application.objects.get()) == ["submit", "submit again", "withdraw"]


def test_cancelling_answers_everybody(amina, samir, lena, karin, post, sign_in):
    one = post(lena)
    waiting, gone = sent(samir, one), sent(amina, one)
    actions.withdraw(application=gone, by=amina)
    sign_in(lena).post(f"/uppdrag/{one.pk}/stall-in/")
    waiting.refresh_from_db()
    gone.refresh_from_db()
    assert (waiting.state, waiting.reason) == ("not_selected", "cancelled")
    assert gone.state == "withdrawn"


def test_the_last_seat_goes_to_one(amina, jonas, lena, karin, post):
    one = post(karin)
    first, second = (offered(person, one, karin, lena) for person in (amina, jonas))
    actions.accept(application=first, by=amina)
    with pytest.raises(actions.SeatsTaken):
        actions.accept(application=second, by=jonas)
    second.refresh_from_db()
    assert second.state == "offered"


def test_signed_out_people_are_asked_to_sign_in(client, karin, post):
    one = post(karin, audience=Audience.objects.everyone())
    for path in ("/uppdrag/mina/", f"/uppdrag/{one.pk}/sok/", "/uppdrag/ansokan/1/"):
        assert client.get(path).status_code == 302


def test_long_lists_ask_no_more_than_short_ones(
    karin, amina, lena, post, sign_in, django_assert_max_num_queries
):
    for _ in range(25):
        granted(sent(amina, post(karin)), lena)
        consents.ask(application=sent(amina, post(karin)), by=amina)
    for person in (amina, karin, lena):
        browser = sign_in(person)
        with django_assert_max_num_queries(15):
            assert browser.get("/uppdrag/mina/").status_code == 200


def test_the_list_of_applicants_is_bounded(karin, digital, post, sign_in):
    from django.test.utils import CaptureQueriesContext

    from people.organisations.models import Employment
    from people.persons.models import Person

    one, browser, counts = post(karin), sign_in(karin), []
    for number in range(20):
        person = Person.objects.create_user(f"p{number}@sjovalla.example", name=f"P {number}")
        Employment.objects.create(person=person, unit=digital, title="Utvecklare")
        sent(person, one)
        if number in (2, 19):
            with CaptureQueriesContext(connection) as asked:
                browser.get(f"/uppdrag/{one.pk}/ansokningar/")
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 15


@pytest.mark.parametrize("page", ["0", "99", "-1", "x", ""])
def test_a_page_that_is_not_there_is_missing_in_every_list(lena, post, sign_in, page):
    one, browser = post(lena), sign_in(lena)
    for path in ("", "mina/", f"{one.pk}/ansokningar/"):
        assert browser.get(f"/uppdrag/{path}?sida={page}").status_code == 404
    assert browser.get(f"/utveckling/roller/?sida={page}").status_code == 404
