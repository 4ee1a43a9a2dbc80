"""One's own page, and what colleagues see of it."""

import pytest

from mobility.profiles.models import Profile, SkillClaim
from people.audit import AuditEvent

pytestmark = pytest.mark.django_db


def claim(person, skill, level=3, want=False):
    return SkillClaim.objects.create(person=person, skill=skill, level=level, want_to_develop=want)


def shown(person, to, headline="Jag håller e-tjänsterna i gång"):
    return Profile.objects.create(person=person, shown_to=to, headline=headline)


def test_a_skill_is_added_without_script(amina, procurement, sign_in):
    sent = {"skill": "Upphandling", "level": 2, "want_to_develop": "on"}
    answer = sign_in(amina).post("/jag/kompetenser/", sent, follow=True)
    assert "upphandling är sparad" in answer.content.decode()
    stored = amina.skill_claims.get()
    assert (stored.skill, stored.level, stored.want_to_develop) == (procurement, 2, True)
    assert AuditEvent.objects.filter(verb="claim", actor=amina).count() == 1


def test_adding_the_same_skill_twice_changes_it(amina, procurement, sign_in):
    browser = sign_in(amina)
    for level in (2, 4):
        browser.post("/jag/kompetenser/", {"skill": "upphandling", "level": level})
    assert amina.skill_claims.get().level == 4


def test_a_skill_is_changed_and_removed(amina, procurement, sign_in):
    stored, browser = claim(amina, procurement), sign_in(amina)
    browser.post(f"/jag/kompetenser/{stored.pk}/", {"level": 5, "action": "save"})
    assert amina.skill_claims.get().level == 5
    browser.post(f"/jag/kompetenser/{stored.pk}/", {"action": "remove"})
    assert not amina.skill_claims.exists()


def test_nobody_changes_the_skills_of_another(amina, jonas, procurement, sign_in):
    stored = claim(amina, procurement)
    answer = sign_in(jonas).post(f"/jag/kompetenser/{stored.pk}/", {"action": "remove"})
    assert answer.status_code == 404
    assert amina.skill_claims.exists()


def test_what_one_cannot_yet_is_there_only_as_a_wish(amina, procurement, sign_in):
    answer = sign_in(amina).post("/jag/kompetenser/", {"skill": "upphandling", "level": 0})
    assert answer.status_code == 422
    assert not amina.skill_claims.exists()


@pytest.mark.parametrize("level", ["6", "-1", "x", ""])
def test_a_level_that_does_not_exist_is_refused(amina, procurement, sign_in, level):
    answer = sign_in(amina).post("/jag/kompetenser/", {"skill": "upphandling", "level": level})
    assert answer.status_code == 422
    assert not amina.skill_claims.exists()


def test_the_profile_is_saved_and_nothing_else_with_it(amina, jonas, sign_in):
    sent = {"headline": "Hej", "language": "sv", "shown_to": "connected", "home_place": "Sjövalla"}
    sign_in(amina).post("/jag/", sent | {"person": jonas.pk, "name": "Annan", "is_staff": "on"})
    amina.refresh_from_db()
    assert (amina.profile.headline, amina.profile.remote_ok) == ("Hej", False)
    assert (amina.name, amina.is_staff) == ("Amina Berg", False)


def test_too_long_and_null_are_refused(amina, sign_in):
    sent = {"language": "sv", "shown_to": "unit"}
    browser = sign_in(amina)
    assert browser.post("/jag/", sent | {"headline": "x" * 141}).status_code == 422
    assert browser.post("/jag/", sent | {"headline": "a\0b"}).status_code == 400
    assert not Profile.objects.exists()


def test_signed_out_people_are_asked_to_sign_in(client, db):
    assert client.get("/jag/").status_code == 302


@pytest.mark.parametrize(
    ("to", "seen_by"),
    [
        ("me", set()),
        ("unit", {"jonas"}),
        ("organisation", {"jonas", "nils"}),
        ("connected", {"jonas", "nils", "karin"}),
    ],
)
def test_the_profile_is_shown_to_those_one_chose(amina, jonas, nils, karin, stranger, to, seen_by):
    profile = shown(amina, to)
    viewers = {"jonas": jonas, "nils": nils, "karin": karin, "stranger": stranger}
    sees = {
        name
        for name, viewer in viewers.items()
        if Profile.objects.visible_to(viewer).filter(pk=profile.pk).exists()
    }
    assert sees == seen_by
    assert Profile.objects.visible_to(amina).exists()


def test_a_colleague_sees_skills_but_never_wishes(amina, jonas, procurement, design, sign_in):
    shown(amina, "unit")
    claim(amina, procurement, 3, want=True)
    claim(amina, design, 0, want=True)
    page = sign_in(jonas).get(f"/medarbetare/{amina.pk}/").content.decode()
    assert "upphandling" in page
    assert "tjänstedesign" not in page
    assert "utveckla" not in page.split("<main")[1].split("</main>")[0]


def test_a_protected_person_is_hidden_outside_the_unit(amina, jonas, nils):
    amina.protected_identity = True
    amina.save()
    shown(amina, "connected")
    assert Profile.objects.visible_to(jonas).exists()
    assert not Profile.objects.visible_to(nils).exists()


def test_markup_is_shown_as_text(amina, sign_in):
    shown(amina, "me", "<script>alert(1)</script>")
    page = sign_in(amina).get("/jag/").content.decode()
    assert "<script>alert" not in page


def test_many_skills_take_no_more_questions(amina, sign_in, django_assert_max_num_queries):
    from skills.vocabulary.models import Skill

    browser = sign_in(amina)
    for number in range(30):
        claim(amina, Skill.objects.create(label_sv=f"kompetens {number}"))
    with django_assert_max_num_queries(15):
        browser.get("/jag/")
