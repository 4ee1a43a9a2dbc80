"""Administrators tend their own organisation, and nobody else's."""

import pytest
from django.urls import reverse

from knowledge.glossary.models import Term
from people.audience import Audience
from people.audit import AuditEvent
from people.notices.models import Letter
from people.organisations import employing, reorganising
from people.organisations.models import Employment, Role, Team, TeamMembership, Unit
from people.persons.models import Person
from people.signin.actions import invite
from people.signin.models import Invitation


def page(name, *args):
    return reverse(name, args=["sjovalla", *args])


def test_the_administrator_sees_units_teams_and_roles(sign_in, administrator, team, home_care):
    answer = sign_in(administrator).get(page("organisation"))
    for text in ("Hemtjänsten", "E-tjänstlaget", "Ada Min"):
        assert text in answer.content.decode()


@pytest.mark.parametrize("who", ["amina", "lena", "karin", "stranger", "operator", "hr"])
def test_others_find_no_such_page(who, request, sign_in, administrator):
    assert sign_in(request.getfixturevalue(who)).get(page("organisation")).status_code == 404


def test_signed_out_one_is_asked_to_sign_in(client, sjovalla):
    assert client.get(page("organisation")).url.startswith("/konto/logga-in/")


def test_a_unit_is_added_under_another(sign_in, administrator, care):
    answer = sign_in(administrator).post(page("unit_add"), {"name": "Demens", "parent": care.pk})
    assert answer.status_code == 302
    unit = Unit.objects.get(name="Demens")
    assert unit.ancestry == [care.pk, unit.pk]


def test_another_organisations_unit_cannot_be_named(sign_in, administrator, granby_digital):
    data = {"name": "Kupp", "parent": granby_digital.pk}
    answer = sign_in(administrator).post(page("unit_add"), data)
    assert answer.status_code == 422
    assert sign_in(administrator).get(page("unit_change", granby_digital.pk)).status_code == 404
    assert not Unit.objects.filter(name="Kupp").exists()


def test_a_moved_unit_takes_all_under_it_along(administrator, care, home_care, digital, nils):
    reorganising.move_unit(unit=care, under=digital, by=administrator)
    home_care.refresh_from_db()
    assert home_care.ancestry == [digital.pk, care.pk, home_care.pk]
    assert Audience.objects.unit(digital).reaches(Person.objects.get(pk=nils.pk))


def test_a_unit_cannot_lie_under_itself(sign_in, administrator, care, home_care):
    answer = sign_in(administrator).post(page("unit_move", care.pk), {"unit": home_care.pk})
    assert answer.status_code == 422
    care.refresh_from_db()
    assert care.parent is None


def test_a_merged_unit_keeps_its_people_audience_and_history(administrator, care, digital, amina):
    Audience.objects.unit(digital)
    reorganising.merge_unit(unit=digital, into=care, by=administrator)
    amina = Person.objects.get(pk=amina.pk)
    assert amina.employment.unit == care
    assert Audience.objects.unit(care).reaches(amina)
    digital.refresh_from_db()
    assert digital.merged_into == care
    assert AuditEvent.objects.filter(verb="unit merged", subject_id=str(digital.pk)).exists()


def test_what_both_units_have_already_stays_behind(administrator, care, digital):
    place = {"organisation": care.organisation, "meaning": "…"}
    for word, unit in (("LSS", care), ("LSS", digital), ("IBIC", digital)):
        Term.objects.create(word=word, unit=unit, state=Term.State.CURRENT, **place)
    reorganising.merge_unit(unit=digital, into=care, by=administrator)
    assert set(Term.objects.filter(unit=care).values_list("word", flat=True)) == {"LSS", "IBIC"}
    assert Term.objects.get(unit=digital).word == "LSS"


def test_a_new_colleague_gets_an_invitation(sign_in, administrator, digital, lena):
    data = {"name": "Ny Person", "email": "NY@sjovalla.example", "title": "Handläggare"}
    data |= {"unit": digital.pk, "manager": lena.pk, "share": 100}
    assert sign_in(administrator).post(page("employ"), data).status_code == 302
    assert Person.objects.get(email="ny@sjovalla.example").employment.manager == lena
    assert "/konto/valkommen/" in Letter.objects.get(to="ny@sjovalla.example").text


def offered(administrator, person, unit):
    fields = {"unit": unit, "title": "Konsult", "share": 20, "manager": None}
    employing.employ(
        organisation=unit.organisation, by=administrator, email=person.email, name="X", **fields
    )
    return person.notices.get().url


def test_whoever_is_here_already_is_asked_before_they_get_another_employer(
    sign_in, administrator, digital, samir, jonas
):
    address = offered(administrator, samir, digital)
    assert len(Person.objects.get(pk=samir.pk).belonging.organisations) == 1
    assert "Samir" not in sign_in(administrator).get(page("organisation_staff")).content.decode()
    assert sign_in(jonas).post(address, {"answer": "yes"}).status_code == 404
    for _twice in range(2):
        sign_in(samir).post(address, {"answer": "yes"})
    samir = Person.objects.get(pk=samir.pk)
    assert samir.name == "Samir Haddad"
    assert samir.employments.count() == 2


def test_a_no_changes_nothing(sign_in, administrator, digital, samir):
    address = offered(administrator, samir, digital)
    sign_in(samir).post(address, {"answer": "no"})
    assert samir.employments.count() == 1
    assert sign_in(samir).get(address).status_code == 404


def test_ending_an_employment_ends_roles_and_teams_at_once(sign_in, administrator, lena, team):
    place = Employment.objects.get(person=lena)
    sign_in(administrator).post(page("employment_end", place.pk))
    lena = Person.objects.get(pk=lena.pk)
    assert (lena.belonging.roles, lena.belonging.teams, lena.organisation) == ([], [], None)


def test_the_only_administrator_may_end_one_of_two_employments(
    sign_in, administrator, digital, team
):
    Employment.objects.create(person=administrator, unit=digital, title="Kommunvägledare")
    TeamMembership.objects.create(team=team, person=administrator)
    first, last = Employment.objects.filter(person=administrator).order_by("pk")
    sign_in(administrator).post(page("employment_end", first.pk))
    assert list(Employment.objects.current().filter(person=administrator)) == [last]
    assert len(Person.objects.get(pk=administrator.pk).belonging.teams) == 1
    sign_in(administrator).post(page("employment_end", last.pk))
    assert list(Employment.objects.current().filter(person=administrator)) == [last]


def test_a_new_invitation_takes_no_other_employers_offer_away(
    administrator, digital, granby_digital, stranger
):
    offered(administrator, stranger, digital)
    invite(person=stranger, unit=granby_digital, by=None)
    assert Invitation.objects.offers_to(stranger).get().unit == digital


def test_the_last_administrator_stays(sign_in, administrator):
    role = Role.objects.get(person=administrator)
    answer = sign_in(administrator).post(page("role_take", role.pk), follow=True)
    assert "minst en administratör" in answer.content.decode()
    assert Role.objects.filter(pk=role.pk).exists()


def test_a_manager_is_manager_of_a_unit(sign_in, administrator, amina):
    answer = sign_in(administrator).post(
        page("role_give"), {"person": amina.pk, "kind": "manager", "unit": ""}
    )
    assert answer.status_code == 422
    assert "Välj vilken enhet" in answer.content.decode()


def test_a_team_is_made_of_colleagues_only(sign_in, administrator, amina, karin):
    data = {"name": "Nytt lag", "weekday": 5, "meets_at": "14:00", "unit": ""}
    answer = sign_in(administrator).post(page("team_add"), data | {"members": [karin.pk]})
    assert answer.status_code == 422
    assert sign_in(administrator).post(page("team_add"), data | {"members": [amina.pk]}).url
    assert list(Team.objects.get(name="Nytt lag").members.all()) == [amina]


def test_markup_in_a_name_is_text(sign_in, administrator):
    browser = sign_in(administrator)
    browser.post(page("unit_add"), {"name": '<script>x</script>"', "parent": ""})
    assert "&lt;script&gt;x" in browser.get(page("organisation")).content.decode()


def test_smuggled_fields_are_ignored(sign_in, administrator, granby):
    data = {"name": "Ärlig", "parent": "", "organisation": granby.pk, "is_staff": "true"}
    sign_in(administrator).post(page("unit_add"), data)
    assert Unit.objects.get(name="Ärlig").organisation.slug == "sjovalla"


@pytest.mark.parametrize("number", ["0", "-1", "1000000000", "x", "9" * 40, "²"])
def test_a_page_that_does_not_exist_is_404(number, sign_in, administrator):
    address = page("organisation_staff") + f"?sida={number}"
    assert sign_in(administrator).get(address).status_code == 404


def test_the_pages_do_not_ask_more_as_they_grow(
    sign_in, administrator, care, django_assert_max_num_queries
):
    browser = sign_in(administrator)
    browser.get(page("organisation"))
    for number in range(40):
        unit = Unit.objects.create(organisation=care.organisation, name=f"Enhet {number}")
        person = Person.objects.create_user(f"p{number}@x.example", name=f"Person {number}")
        Employment.objects.create(person=person, unit=unit, title="Handläggare")
    for name in ("organisation", "organisation_staff"):
        with django_assert_max_num_queries(15):
            browser.get(page(name))


def test_a_protected_colleague_is_in_no_list_and_stays_in_the_team(
    sign_in, administrator, team, amina, jonas
):
    amina.protected_identity = True
    amina.save()
    browser = sign_in(administrator)
    for name in ("organisation_staff", "employ", "role_give", "team_add"):
        assert amina.name not in browser.get(page(name)).content.decode(), name
    data = {"name": team.name, "weekday": 5, "meets_at": "14:00", "unit": "", "members": jonas.pk}
    browser.post(page("team_change", team.pk), data)
    assert set(team.members.all()) == {amina, jonas}


def test_the_last_administrator_cannot_leave_unnoticed(sign_in, administrator):
    place = Employment.objects.get(person=administrator)
    answer = sign_in(administrator).post(page("employment_end", place.pk), follow=True)
    assert "minst en administratör" in answer.content.decode()
    place.refresh_from_db()
    assert place.until is None


def test_who_worked_in_both_merged_units_works_once_in_the_new(administrator, amina, care, digital):
    Employment.objects.filter(person=amina).update(share=60)
    Employment.objects.create(person=amina, unit=care, title="Handläggare", share=40)
    reorganising.merge_unit(unit=digital, into=care, by=administrator)
    assert Employment.objects.get(person=amina).share == 100


def test_a_name_of_nothing_visible_is_no_name(sign_in, administrator, digital):
    browser = sign_in(administrator)
    assert browser.post(page("unit_add"), {"name": "\u200b"}).status_code == 422
    data = {"name": "\u200b", "email": "x@x.example", "title": "T", "unit": digital.pk, "share": 1}
    assert browser.post(page("employ"), data).status_code == 422


def test_a_number_too_large_is_nobody(sign_in, administrator):
    data = {"name": "Lag", "weekday": 5, "meets_at": "14:00", "members": [2**63]}
    assert sign_in(administrator).post(page("team_add"), data).status_code == 422
