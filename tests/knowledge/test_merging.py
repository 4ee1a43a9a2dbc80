"""Two lessons made one, with the old address leading on; and that undone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from knowledge.articles import publishing
from knowledge.articles.actions import start_change
from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.questions.actions import ask
from knowledge.questions.models import Question
from knowledge.shelf import actions, following, merging
from knowledge.shelf.models import Merge, Saved
from people.audit import AuditEvent


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture
def pair(write, amina):
    old = write(amina, "Lås ett", problem="Nycklar försvann.", audience="connected")
    new = write(amina, "Lås två", problem="Det tog tid.", audience="connected")
    return old, new


def form(goes, stays, **text):
    fields = {
        "title": stays.title,
        "problem": f"{stays.problem}\n\n{goes.problem}",
        "what_we_learned": stays.what_we_learned,
        "seen_goes": fresh(goes).latest_revision_id,
        "seen_stays": fresh(stays).latest_revision_id,
    }
    return fields | text


def address(goes, stays):
    return f"{goes.url}sla-ihop/{stays.pk}/"


def test_the_form_shows_both_texts_and_proposes_them_together(pair, amina, sign_in):
    page = sign_in(amina).get(address(*pair)).content.decode()
    assert "Nycklar försvann." in page and "Det tog tid.\n\nNycklar försvann." in page
    assert "Lås två" in sign_in(amina).get(f"{pair[0].url}sla-ihop/").content.decode()


def test_the_old_address_leads_on_and_nothing_is_done_twice(pair, amina, karin, sign_in, index):
    goes, stays = pair
    for _twice in range(2):
        answer = sign_in(amina).post(address(*pair), form(*pair))
        assert answer.status_code == 302 and answer.url == stays.url
    assert Merge.objects.count() == 1
    assert fresh(stays).problem == "Det tog tid.\n\nNycklar försvann."
    for browser in (sign_in(karin), sign_in(amina)):
        moved = browser.get(goes.url)
        assert (moved.status_code, moved.url) == (301, stays.url)
    assert Client().get(goes.url).status_code == 404
    index()
    assert "Lås ett" not in sign_in(karin).get("/kunskap/").content.decode()


def test_who_may_not_read_the_other_is_told_and_not_led(write, amina, nils, sign_in):
    unit = amina.employment.unit
    goes = write(amina, "Till alla här")
    stays = write(amina, "Bara enheten", audience=f"unit:{unit.pk}")
    sign_in(amina).post(address(goes, stays), form(goes, stays))
    page = sign_in(nils).get(goes.url)
    assert page.status_code == 410 and "bara-enheten" not in page.content.decode()


def test_what_is_saved_follows_each_once_and_comes_back(pair, amina, jonas, nils):
    goes, stays = pair
    for person in (jonas, nils):
        actions.save(article=goes, by=person)
    actions.save(article=stays, by=nils)
    merge = merged(pair, amina)
    assert sorted(Saved.objects.filter(article=stays).values_list("person", flat=True)) == sorted(
        [jonas.pk, nils.pk]
    )
    merging.undo(merge=merge, by=amina)
    assert set(Saved.objects.filter(article=goes).values_list("person", flat=True)) == {
        jonas.pk,
        nils.pk,
    }


@pytest.mark.parametrize(
    ("old", "new", "follow"),
    [
        ("connected", "connected", True),
        ("connected", "organisation", True),
        ("connected", "everyone", False),
        ("organisation", "connected", False),
    ],
)
def test_what_readers_wrote_is_never_shown_to_more(write, amina, nils, sign_in, old, new, follow):
    home = f"organisation:{amina.organisation.pk}"
    old, new = (home if one == "organisation" else one for one in (old, new))
    goes, stays = write(amina, "Lås ett", audience=old), write(amina, "Lås två", audience=new)
    asked, _told = ask(article=goes, by=nils, text="Vad kostade det?")
    page = sign_in(amina).get(address(goes, stays)).content.decode()
    assert ("inte med, och inbjudningar" in page) is not follow
    merge = merged((goes, stays), amina)
    asked.refresh_from_db()
    assert asked.article == (stays if follow else goes)
    merging.undo(merge=merge, by=amina)
    assert Question.objects.visible_to(nils).get().article == goes


@pytest.mark.parametrize("name", ["questions", "trials", "calls"])
def test_all_that_readers_write_on_the_page_is_told_apart(name):
    assert following._followers[name].words


def merged(pair, by):
    goes, stays = fresh(pair[0]), fresh(pair[1])
    text = {name: getattr(stays, name) for name in merging.TEXT} | {"problem": "Båda"}
    seen = (goes.latest_revision_id, stays.latest_revision_id)
    return merging.merge(article=goes, into=stays, by=by, seen=seen, text=text)


def test_other_subjects_follow_and_go_back(pair, amina, monkeypatch):
    monkeypatch.setattr(following, "_followers", dict(following._followers))
    went = []
    following.register_follower(
        following.Follower(
            "reports",
            lambda article, into: [article.pk, into.pk],
            lambda article, into, facts: went.append(facts),
        )
    )
    merge = merged(pair, amina)
    merging.undo(merge=merge, by=amina)
    assert went == [[pair[0].pk, pair[1].pk]]


def test_the_writers_are_named_on_the_text_they_wrote(write, amina, jonas):
    goes, stays = write(jonas, "Jonas text"), write(amina, "Aminas text")
    goes.coauthors.add(amina)
    merge = merged((goes, stays), amina)
    assert list(fresh(stays).coauthors.all()) == [jonas]
    merging.undo(merge=merge, by=amina)
    assert not fresh(stays).coauthors.exists()


def test_a_merge_is_undone_within_thirty_days(pair, amina, jonas, sign_in):
    goes, stays = pair
    merge = merged(pair, amina)
    url = f"/kunskap/mina/hopslagen/{merge.pk}/angra/"
    assert "Ångra hopslagningen" in sign_in(amina).get("/kunskap/mina/").content.decode()
    assert sign_in(jonas).post(url).status_code == 404
    sign_in(amina).post(url)
    assert fresh(goes).live and fresh(goes).merged_into is None
    assert fresh(stays).problem == "Det tog tid."
    assert sign_in(jonas).get(goes.url).status_code == 200


def test_after_thirty_days_it_stands(pair, amina, sign_in):
    merge = merged(pair, amina)
    Merge.objects.update(at=timezone.now() - timedelta(days=31))
    sign_in(amina).post(f"/kunskap/mina/hopslagen/{merge.pk}/angra/")
    assert not fresh(pair[0]).live
    assert "Ångra hopslagningen" not in sign_in(amina).get("/kunskap/mina/").content.decode()


def test_an_older_merge_leads_all_the_way(write, amina, jonas, sign_in):
    one, two, three = (write(amina, f"Lärdom {n}") for n in (1, 2, 3))
    first = merged((one, two), amina)
    second = merged((two, three), amina)
    assert sign_in(jonas).get(one.url).url == three.url
    with pytest.raises(merging.TooLate):
        merging.undo(merge=first, by=amina)
    assert not fresh(one).live and fresh(one).merged_into == three
    page = sign_in(amina).get("/kunskap/mina/").content.decode()
    assert page.count("Ångra hopslagningen") == 1
    merging.undo(merge=second, by=amina)
    assert sign_in(jonas).get(one.url).url == two.url
    merging.undo(merge=first, by=amina)
    assert fresh(one).live


def test_a_text_that_changed_meanwhile_is_shown_and_not_written_over(pair, amina, sign_in):
    sent = form(*pair, problem="Min hopslagna text")
    publishing.bring_out(fresh(pair[1]), by=amina)
    answer = sign_in(amina).post(address(*pair), sent)
    assert answer.status_code == 409 and "Min hopslagna text" in answer.content.decode()
    assert not Merge.objects.exists() and fresh(pair[0]).live


ABOUT = "Ring Karin Lind på 070-123 45 67."


@pytest.fixture
def wider(write, amina, karin):
    """What a few may read, and what all connected may."""
    few = f"organisation:{amina.organisation.pk}"
    old = write(amina, "Lås ett", problem="Ring 070-123 45 67.", audience=few)
    return old, write(amina, "Lås två", problem="Det tog tid.", audience="connected")


def test_what_points_at_somebody_is_asked_about_before_wider_readers_see_it(
    wider, amina, karin, sign_in
):
    browser, sent = sign_in(amina), form(*wider, problem=f"{ABOUT} Amina Berg vet.")
    first = browser.post(address(*wider), sent)
    asked = first.context["check"].asked
    assert first.status_code == 422 and [one.kind for one in asked] == ["phone", "name"]
    page = first.content.decode()
    assert "<mark>Karin Lind</mark>" in page and "Välj om det får stå" not in page
    unsaid = browser.post(address(*wider), sent | {"asked": "1"})
    assert "Välj om det får stå" in unsaid.content.decode() and not Merge.objects.exists()
    said = {"asked": "1", asked[0].key: "remove", asked[1].key: "stay"}
    assert browser.post(address(*wider), sent | said).url == wider[1].url
    assert fresh(wider[1]).problem == "Ring Karin Lind på [borttaget]. Amina Berg vet."
    facts = AuditEvent.objects.get(verb="check").facts
    assert facts == {"let_stand": {"name": 1}, "removed": {"phone": 1}}


def test_a_text_that_changed_after_the_questions_is_asked_about_again(wider, amina, sign_in):
    browser, sent = sign_in(amina), form(*wider)
    (asked,) = browser.post(address(*wider), sent).context["check"].asked
    changed = sent | {"problem": "Ring 08-508 12 345.", "asked": "1", asked.key: "stay"}
    assert browser.post(address(*wider), changed).status_code == 422
    assert not Merge.objects.exists()


def test_what_the_same_readers_read_already_is_not_asked_about(write, amina, karin, sign_in):
    goes, stays = (write(amina, title, problem=ABOUT) for title in ("Lås ett", "Lås två"))
    assert sign_in(amina).post(address(goes, stays), form(goes, stays)).status_code == 302


def test_only_one_who_cares_for_both_merges_them(pair, write, jonas, karin, sign_in):
    theirs = write(jonas, "Jonas egen", audience="connected")
    for person in (jonas, karin):
        assert sign_in(person).get(address(*pair)).status_code == 404
        assert sign_in(person).post(address(*pair), form(*pair)).status_code == 404
    assert sign_in(jonas).post(address(theirs, pair[0]), form(*pair)).status_code == 404
    assert Client().post(address(*pair)).status_code == 302
    assert sign_in(jonas).get(f"{theirs.url}sla-ihop/{2**70}/").status_code == 404
    assert sign_in(jonas).get(f"{theirs.url}sla-ihop/{theirs.pk}/").status_code == 404


def test_what_is_too_long_or_missing_is_said(pair, amina, sign_in):
    for bad in ({"title": ""}, {"title": "x" * 201}, {"problem": "x" * 20_001}):
        assert sign_in(amina).post(address(*pair), form(*pair, **bad)).status_code == 422
    assert not Merge.objects.exists()


def test_the_deed_is_written_down_with_ids_alone(pair, amina):
    merged(pair, amina)
    event = AuditEvent.objects.get(verb="merge")
    assert event.facts == {"into": pair[1].pk}


def test_what_is_part_of_another_is_not_changed_on_its_own(pair, amina, sign_in):
    merged(pair, amina)
    with pytest.raises(PermissionDenied):
        start_change(article=fresh(pair[0]), by=amina)
    sign_in(amina).post(f"{pair[0].url}andra/")
    assert not Draft.objects.exists()


def test_what_an_editor_put_away_is_not_brought_back_by_a_change(pair, amina, sign_in):
    actions.take_in(fresh(pair[0]), by=amina)
    with pytest.raises(PermissionDenied):
        start_change(article=fresh(pair[0]), by=amina)
    assert "Ändra texten" not in sign_in(amina).get(pair[0].url).content.decode()


def test_the_actions_refuse_by_themselves(pair, amina, jonas):
    with pytest.raises(PermissionDenied):
        merged(pair, jonas)
    with pytest.raises(PermissionDenied):
        actions.retract(article=pair[0], by=jonas, because="x")
    with pytest.raises(PermissionDenied):
        actions.invite(article=pair[0], person=jonas, by=jonas)
    merge = merged(pair, amina)
    with pytest.raises(PermissionDenied):
        merging.undo(merge=merge, by=jonas)
    assert not fresh(pair[0]).live
