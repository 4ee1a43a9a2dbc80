"""The score says why, adds up, and never punishes somebody for knowing more."""

import random

import pytest
from django.db.models import signals

from mobility.opportunities.models import Opportunity
from mobility.opportunities.ranking import Fit, scores_for
from mobility.opportunities.scores import WEIGHTS
from mobility.opportunities.scoring import Held, Person, Place, Wanted, score

NAMES = ["upphandling", "tjänstedesign", "kravställning", "testledning", "verksamhetsanalys"]
NEAR = {(4, 5): 0.8, (0, 3): 0.4, (1, 4): 0.6}


def wanted(*levels):
    return tuple(Wanted(n, NAMES[n], level) for n, level in enumerate(levels))


def has(**levels):
    return Person(
        tuple(Held(NAMES.index(name), name, level) for name, level in levels.items()),
        home="Sjövalla",
    )


def chance(seed):
    """A person, an opportunity and nearness by the lottery of `seed`."""
    r = random.Random(seed)
    asked = [n for n in range(5) if r.random() < 0.7]
    known = [n for n in range(6) if r.random() < 0.6]
    names = [*NAMES, "processkartläggning"]
    skills = tuple(Held(n, names[n], r.randint(0, 5), r.random() < 0.4) for n in known)
    rows = tuple(
        Wanted(n, names[n], r.randint(1, 5), r.random() < 0.3, r.randint(1, 3)) for n in asked
    )
    remote = r.choice(["no", "partly", "fully"])
    person = Person(skills, r.choice(["", "Granby"]), r.random() < 0.5, r.choice([50, 80, 100]))
    return person, rows, Place("Granby", remote, r.choice([20, 50, 100]))


def test_the_weights_are_the_whole():
    assert sum(WEIGHTS.values()) == pytest.approx(1)


@pytest.mark.parametrize("seed", range(60))
def test_every_part_has_a_reason_and_the_total_is_their_sum(seed):
    found = score(*chance(seed), NEAR)
    assert all(0 <= part.value <= 1 and part.say.endswith(".") for part in found.parts)
    assert found.total == round(sum(p.value * WEIGHTS[p.name] * 100 for p in found.parts))
    assert all(0 <= part.filled + part.half <= 5 for part in found.parts)


@pytest.mark.parametrize("seed", range(60))
def test_one_level_or_one_wish_more_never_lowers_anything(seed):
    person, rows, place = chance(seed)
    before = score(person, rows, place, NEAR)
    for n, one in enumerate(person.skills):
        higher = Held(one.skill, one.label, min(5, one.level + 1), True)
        more = (*person.skills[:n], higher, *person.skills[n + 1 :])
        after = score(Person(more, person.home, person.remote_ok, person.share), rows, place, NEAR)
        for old, new in zip(before.parts, after.parts, strict=True):
            assert new.value >= old.value


def test_it_says_what_is_missing_and_on_which_level():
    person = has(tjänstedesign=3, kravställning=3, testledning=2, verksamhetsanalys=3)
    found = score(person, wanted(2, 2, 3, 2, 3), Place(), {})
    assert found.part("coverage").value == pytest.approx(0.8)
    assert found.part("coverage").say == "Fyra av fem. Saknas: upphandling, på nivå 2."


def test_what_is_near_helps_and_is_named():
    mapper = Person((Held(5, "processkartläggning", 4),))
    rows = (Wanted(4, "verksamhetsanalys", 3),)
    found = score(mapper, rows, Place(), NEAR)
    assert found.part("adjacent").value == pytest.approx(0.8)
    assert found.part("adjacent").say == (
        "Du kan processkartläggning, som liknar verksamhetsanalys."
    )


def test_a_wish_that_is_trained_is_growth():
    wishes = Person((Held(1, "tjänstedesign", 0, wished=True),))
    found = score(wishes, wanted(2, 2), Place(), {})
    assert found.part("growth").value == 0.5
    assert "tjänstedesign, som du vill utveckla" in found.part("growth").say


def test_musts_stand_apart_and_do_not_change_the_total():
    person = has(upphandling=1)
    soft = score(person, (Wanted(0, "upphandling", 3),), Place(), {})
    hard = score(person, (Wanted(0, "upphandling", 3, must=True),), Place(), {})
    assert soft.total == hard.total
    assert [(must.held, must.met) for must in hard.musts] == [(1, False)]


def test_nothing_asked_suits_everybody():
    found = score(Person(), (), Place(remote="fully"), {})
    assert found.part("coverage").value == 1


@pytest.mark.parametrize(
    ("home", "place", "there"),
    [
        ("Granby", "Granby, två dagar i veckan", True),
        ("granby ", "GRANBY", True),
        ("Storskog", "Norrmyra och Storskog", True),
        ("Granby", "Stadshuset i Granby", True),
        ("Granby", "Granby stadshus", True),
        ("upplands väsby", "Upplands Väsby", True),
        ("Ås", "Västerås", False),
        ("Väsby", "Upplands Väsby", False),
        ("Granby", "Granby-Norra", False),
        ("", "", False),
    ],
)
def test_home_is_a_whole_name_and_no_piece_of_one(home, place, there):
    found = score(Person(home=home), (), Place(place), {}).part("practical")
    assert found.value == (1 if there else 0.65)
    assert ("där du bor" in found.say) is there


@pytest.mark.parametrize("home", ["", "Granby", "Ås"])
@pytest.mark.parametrize("place", ["", "Granby"])
@pytest.mark.parametrize("remote", ["no", "partly", "fully"])
def test_a_different_number_for_time_and_place_has_a_different_reason(home, place, remote):
    can, cannot = (
        score(Person(home=home, remote_ok=ok), (), Place(place, remote), {}).part("practical")
        for ok in (True, False)
    )
    assert (can.value == cannot.value) is (can.say == cannot.say)


def test_stored_facts_give_the_same_score_alone_and_in_a_list(
    amina, lena, post, mapping, analysis, design
):
    amina.skill_claims.create(skill=mapping, level=4)
    amina.skill_claims.create(skill=design, level=1, want_to_develop=True)
    one, other = post(lena, {analysis: 3, design: 2}), post(lena, {design: 5})
    many = scores_for(amina, [one, other])
    assert scores_for(amina, [one])[one.pk] == many[one.pk]
    assert many[one.pk].part("adjacent").value == pytest.approx((0.8 + 0.5) / 2)
    assert many[one.pk].total > many[other.pk].total


def lottery(amina, lena, post, skills, many):
    """A person who can and wishes some of it, and so many opportunities that ask for some."""
    r = random.Random(7)
    for skill in skills[: len(skills) // 2]:
        amina.skill_claims.create(
            skill=skill, level=r.randint(1, 5), want_to_develop=r.random() < 0.4
        )
    for _ in range(many):
        asked = r.sample(skills, r.randint(0, len(skills)))
        one = post(lena, remote=r.choice(["no", "partly", "fully"]), share=r.choice([20, 100]))
        for skill in asked:
            one.skills.create(skill=skill, level=r.randint(1, 5), weight=r.randint(1, 3))


def test_the_list_ranks_by_the_numbers_that_the_reasons_explain(
    amina, lena, post, mapping, analysis, design, procurement
):
    lottery(amina, lena, post, [mapping, design, analysis, procurement], 40)
    fit, seen = Fit(amina), Opportunity.objects.all()
    told = fit.scores(seen)
    ranked = fit.ranked(seen)
    assert {one.opportunity: one.total for one in ranked} == {pk: s.total for pk, s in told.items()}
    assert {one.opportunity: one.grows for one in ranked} == {pk: s.grows for pk, s in told.items()}
    assert [one.total for one in ranked] == sorted((one.total for one in ranked), reverse=True)


def test_of_a_long_list_only_what_is_shown_is_read_in_full(
    amina, lena, post, mapping, analysis, design, procurement, sign_in
):
    """No model is built for what is only counted: 25 on the page, of 60 and of any number."""
    lottery(amina, lena, post, [mapping, design, analysis, procurement], 60)
    built: list[object] = []
    signals.post_init.connect(
        lambda instance, **_facts: built.append(instance),
        weak=False,
        sender=Opportunity,
        dispatch_uid="count",
    )
    try:
        assert sign_in(amina).get("/uppdrag/").status_code == 200
    finally:
        signals.post_init.disconnect(sender=Opportunity, dispatch_uid="count")
    assert len(built) == 25


def test_the_page_shows_the_reasons(amina, lena, post, design, sign_in):
    one = post(lena, {design: 2})
    page = sign_in(amina).get(f"/uppdrag/{one.pk}/").content.decode()
    assert "Saknas: tjänstedesign, på nivå 2." in page
    assert "Så räknar vi" in page
