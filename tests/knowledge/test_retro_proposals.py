"""A theme becomes a draft. The team reads it, and anyone changes or stops it without a trace."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles import actions
from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.retrospectives import closing, gathering, opening, writing
from knowledge.retrospectives.cards import Card, Theme
from knowledge.retrospectives.proposals import lessons
from knowledge.retrospectives.proposals.models import LessonProposal
from knowledge.retrospectives.proposals.time_to_stop import time_to_stop
from people.audit import AuditEvent
from people.notices.models import Letter, Notice
from people.organisations.models import TeamMembership
from tests.forensic.dump import take

FRIDAY = datetime(2026, 11, 20, 13, 20, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=UTC)


def stockholm(*moment):
    return timezone.make_aware(datetime(*moment))


@pytest.fixture
def theme(team, amina, jonas, time_machine):
    """On a Friday: a board with names, shown, two cards under one theme."""
    time_machine.move_to(FRIDAY)
    board = opening.open_board(team=team, by=amina, anonymous=False)
    for person in (amina, jonas):
        writing.write_card(board=board, by=person, column="learned", text=f"Larm {person.pk}")
    writing.reveal(board=board, by=amina)
    gathering.gather(board=board, by=amina, cards=list(Card.objects.all()), label="Larm")
    return Theme.objects.select_related("retrospective__team").get()


@pytest.fixture
def proposal(theme, amina):
    return lessons.propose_lesson(theme=theme, by=amina)


def page(proposal, rest=""):
    return f"/fredag/{proposal.team_id}/utkast/{proposal.pk}/{rest}"


@pytest.mark.parametrize(
    ("made", "until"),
    [
        ((2026, 11, 20, 14, 20), (2026, 11, 24)),  # a Friday
        ((2026, 11, 19, 14, 20), (2026, 11, 20, 15)),  # a Thursday
        ((2026, 11, 19, 14, 0), (2026, 11, 20, 14)),
        ((2025, 1, 3, 14), (2025, 1, 14)),  # Monday is Epiphany
        ((2026, 4, 2, 14), (2026, 4, 8)),  # the day before Good Friday
        ((2026, 11, 21, 9), (2026, 11, 24)),  # a Saturday
        ((2026, 11, 22, 9), (2026, 11, 24)),  # a Sunday
    ],
)
def test_the_team_has_a_working_day_to_change_its_mind(made, until):
    assert time_to_stop(stockholm(*made)) == stockholm(*until)


def test_the_draft_is_there_at_once_and_the_team_is_told_where(theme, amina, jonas, sign_in):
    answer = sign_in(amina).post(f"/fredag/{theme.retrospective.team_id}/tema/{theme.pk}/lardom/")
    draft, made = Draft.objects.get(), LessonProposal.objects.get()
    assert answer.url == f"/kunskap/skriv/{draft.pk}/"
    assert (draft.title, draft.advice, draft.origin) == ("Larm", "", "")
    notice = jonas.notices.filter(kind="lesson_drafted").get()
    assert notice.url == page(made)
    seen = sign_in(jonas).get(notice.url).content.decode()
    assert "Larm" in seen and "Till och med måndag 23 november" in seen
    assert "Amina Berg skriver klart det" in seen
    assert page(made) in sign_in(jonas).get("/fredag/").content.decode()


def test_a_theme_is_one_draft_whoever_asks_for_it_again(theme, amina, jonas, sign_in):
    again = f"/fredag/{theme.retrospective.team_id}/tema/{theme.pk}/lardom/"
    mine = [sign_in(amina).post(again).url for _twice in range(2)]
    assert mine[0] == mine[1]
    assert sign_in(jonas).post(again).url == page(LessonProposal.objects.get())
    assert Draft.objects.count() == 1
    assert jonas.notices.filter(kind="lesson_drafted").count() == 1


def test_a_theme_that_is_a_draft_leads_to_it_and_says_no_more_when_it_is_stopped(
    proposal, theme, amina, jonas, sign_in
):
    gathering.go_to_step(board=theme.retrospective, by=amina, step="talk")
    board = f"/fredag/{proposal.team_id}/"
    drafted = sign_in(jonas).get(board).text
    assert page(proposal) in drafted
    assert "Gör till utkast" not in drafted
    lessons.stop(proposal=proposal, by=jonas)
    assert page(proposal) in sign_in(amina).get(board).text
    assert "stoppat" in sign_in(amina).get(page(proposal)).text


@pytest.mark.parametrize("who", ["nils", "karin", "administrator", "editor", "operator", "hr"])
@pytest.mark.parametrize("rest", ["", "skriv-om/", "stoppa/", "ta-over/"])
def test_others_find_nothing(who, rest, request, proposal, sign_in):
    browser = sign_in(request.getfixturevalue(who))
    assert browser.post(page(proposal, rest)).status_code in (404, 405)
    assert browser.get(page(proposal, rest)).status_code in (404, 405)
    assert Draft.objects.exists()


def test_who_left_the_team_finds_nothing(proposal, jonas, sign_in):
    TeamMembership.objects.filter(person=jonas).delete()
    for rest in ("", "skriv-om/"):
        assert sign_in(jonas).get(page(proposal, rest)).status_code == 404
    with pytest.raises(PermissionDenied):
        lessons.stop(proposal=proposal, by=jonas)


def test_it_cannot_be_published_before_the_time_is_up(proposal, amina, sign_in, time_machine):
    browser, draft = sign_in(amina), proposal.draft
    sent = {"title": "Larm", "what_we_learned": "Ring", "version": 1, "action": "publish"}
    sent["audience"] = f"organisation:{proposal.team.organisation_id}"
    form = browser.get(f"/kunskap/skriv/{draft.pk}/").content.decode()
    assert 'value="publish"' not in form
    assert "stoppa utkastet till och med måndag 23 november. Sedan kan du publicera det" in form
    for path in (f"/kunskap/skriv/{draft.pk}/", f"/kunskap/skriv/{draft.pk}/publicera/"):
        assert browser.post(path, sent).url == f"/kunskap/skriv/{draft.pk}/"
    with pytest.raises(PermissionDenied):
        actions.publish(draft=draft, by=amina)
    assert not ArticlePage.objects.exists()
    time_machine.move_to(TUESDAY)
    browser = sign_in(amina)
    assert 'value="publish"' in browser.get(f"/kunskap/skriv/{draft.pk}/").content.decode()
    browser.post(f"/kunskap/skriv/{draft.pk}/publicera/")
    article = ArticlePage.objects.get()
    assert article.owner == amina and article.review_on


def changes(act):
    """All rows of all tables that the act leaves other than they were."""
    before = take().tables
    act()
    after = take().tables
    return {
        name: [row.values for row in rows if row not in before.get(name, [])]
        for name, rows in after.items()
        if rows != before.get(name)
    }


def test_any_member_rewrites_it_and_nothing_says_who_or_when(proposal, jonas, sign_in, caplog):
    browser, version = sign_in(jonas), proposal.draft.version
    form = browser.get(page(proposal, "skriv-om/")).content.decode()  # a visit is noted always
    assert f'name="version" value="{version}"' in form and f"Version {version}<" not in form
    sent = {"title": "Larm utan ägare", "what_we_learned": "Ring 112", "version": version}
    changed = changes(lambda: browser.post(page(proposal, "skriv-om/"), sent))
    changed.pop("people_signin", None)
    assert list(changed) == ["knowledge_draft"]
    draft = Draft.objects.get()
    assert (draft.title, draft.what_we_learned) == ("Larm utan ägare", "Ring 112")
    assert draft.updated_at == proposal.draft.updated_at
    assert str(proposal.pk) not in caplog.text


def test_a_stopped_draft_is_gone_for_all_and_nothing_says_who(
    proposal, theme, amina, jonas, sign_in, caplog
):
    browser = sign_in(jonas)
    browser.get(page(proposal))
    changed = changes(lambda: browser.post(page(proposal, "stoppa/")))
    changed.pop("people_signin", None)
    assert set(changed) == {"knowledge_draft", "knowledge_lessonproposal"}
    assert not Draft.objects.exists()
    assert "Utkastet är stoppat" in browser.get(page(proposal)).content.decode()
    assert sign_in(amina).get(f"/kunskap/skriv/{proposal.draft_id}/").status_code == 404
    assert not AuditEvent.objects.filter(actor=jonas).exists()
    assert str(proposal.pk) not in caplog.text
    again = f"/fredag/{proposal.team_id}/tema/{theme.pk}/lardom/"
    assert sign_in(amina).post(again).url == page(proposal)
    assert not Draft.objects.exists()


def test_a_second_click_on_stop_is_the_same_stop(proposal, jonas, lena, sign_in):
    for person in (jonas, lena):
        assert sign_in(person).post(page(proposal, "stoppa/")).url == page(proposal)


def test_the_writer_and_the_team_are_told_that_it_stopped_and_not_by_whom(
    proposal, amina, jonas, lena
):
    lessons.stop(proposal=proposal, by=jonas)
    assert not Notice.objects.filter(kind="lesson_stopped").exists()
    for _twice in range(2):
        lessons.end_proposals()
    for person in (amina, jonas, lena):
        said = person.notices.get(kind="lesson_stopped")
        assert "stoppades" in said.sentence and "Jonas" not in said.sentence
    assert not Notice.objects.filter(kind="lesson_drafted").exists()


def test_a_draft_that_its_writer_throws_away_is_told_of_in_the_same_words(proposal, amina, jonas):
    actions.discard(draft=proposal.draft, by=amina)
    lessons.end_proposals()
    assert jonas.notices.filter(kind="lesson_stopped").exists()


def test_after_the_full_stop_the_team_hears_of_it_on_monday(
    proposal, amina, jonas, time_machine, theme
):
    closing.set_full_stop(board=theme.retrospective, by=amina)
    lessons.stop(proposal=LessonProposal.objects.get(), by=jonas)
    for hour in (datetime(2026, 11, 21, 12, tzinfo=UTC), datetime(2026, 11, 23, 6, tzinfo=UTC)):
        time_machine.move_to(hour)
        lessons.end_proposals()
        assert not Notice.objects.filter(kind="lesson_stopped").exists()
    time_machine.move_to(MONDAY)
    lessons.end_proposals()
    assert jonas.notices.filter(kind="lesson_stopped").count() == 1
    assert not LessonProposal.objects.exists()


def test_the_draft_outlives_the_full_stop(proposal, theme, amina, jonas, sign_in, time_machine):
    closing.set_full_stop(board=theme.retrospective, by=amina)
    time_machine.move_to(MONDAY)
    browser = sign_in(jonas)
    assert browser.get(page(proposal)).status_code == 200
    sent = {"title": "Efter punkten", "version": 1}
    browser.post(page(proposal, "skriv-om/"), sent)
    assert Draft.objects.get().title == "Efter punkten"


def test_when_the_time_is_up_the_page_is_gone_and_so_is_the_way_back(
    proposal, jonas, sign_in, time_machine
):
    time_machine.move_to(TUESDAY)
    browser = sign_in(jonas)
    for rest in ("", "skriv-om/"):
        assert browser.get(page(proposal, rest)).status_code == 404
    assert browser.post(page(proposal, "stoppa/")).status_code == 404
    lessons.end_proposals()
    assert Draft.objects.exists()
    assert not LessonProposal.objects.filter(Q(draft__isnull=False) | Q(writer__isnull=False))
    assert not Notice.objects.filter(kind="lesson_drafted").exists()


def test_a_theme_whose_draft_was_let_go_is_not_made_a_draft_again(
    proposal, theme, amina, jonas, sign_in, time_machine
):
    gathering.go_to_step(board=theme.retrospective, by=amina, step="talk")
    team = proposal.team_id
    time_machine.move_to(TUESDAY)
    for _job_too in range(2):
        browser = sign_in(jonas)
        assert "redan varit ett utkast" in browser.get(f"/fredag/{team}/").text
        sent = browser.post(f"/fredag/{team}/tema/{theme.pk}/lardom/", follow=True)
        assert "redan varit ett utkast" in sent.text and Draft.objects.count() == 1
        lessons.end_proposals()
    closing.set_full_stop(board=theme.retrospective, by=amina)
    lessons.end_proposals()
    assert not LessonProposal.objects.exists()


def test_at_night_nothing_leads_to_a_page_that_is_gone(proposal, amina, jonas, time_machine):
    time_machine.move_to(stockholm(2026, 11, 24, 0, 30))
    lessons.end_proposals()
    assert not Notice.objects.filter(kind__startswith="lesson")
    time_machine.move_to(stockholm(2026, 11, 24, 8))
    lessons.end_proposals()
    assert Notice.objects.get(kind__startswith="lesson").person == amina


def test_who_has_left_the_team_does_not_publish_its_draft(proposal, amina, time_machine):
    TeamMembership.objects.filter(person=amina).delete()
    time_machine.move_to(TUESDAY)
    assert "inte med i teamet" in lessons.hold(proposal.draft)
    with pytest.raises(PermissionDenied):
        actions.publish(draft=proposal.draft, by=amina)


def test_what_the_page_did_not_ask_for_stays(proposal, amina, jonas, sign_in):
    Draft.objects.update(result="Annans")
    sent = {"title": "Larm", "version": 1, "what_we_learned": "Nytt"}
    assert sign_in(jonas).post(page(proposal, "skriv-om/"), sent).status_code == 302
    draft = Draft.objects.get()
    assert (draft.result, draft.what_we_learned) == ("Annans", "Nytt")


def test_nothing_ties_the_published_lesson_to_board_team_or_theme(
    proposal, theme, amina, jonas, sign_in, time_machine, caplog
):
    key, draft = str(proposal.pk), proposal.draft
    lessons.rewrite(proposal=proposal, by=jonas, version=1, title="Ring innan du byter")
    closing.set_full_stop(board=theme.retrospective, by=amina)
    time_machine.move_to(TUESDAY)
    audience = f"organisation:{proposal.team.organisation_id}"
    draft.refresh_from_db()
    draft = actions.save_draft(draft=draft, by=amina, version=2, audience=audience)
    article = actions.publish(draft=draft, by=amina)
    signs = {key, proposal.pk.hex, f"/fredag/{proposal.team_id}/utkast/"}
    rows = [row for found in take().tables.values() for row in found]
    told = [row for row in rows if any(sign in str(row.values) for sign in signs)]
    assert told == []
    own = {article.title, str(draft.key), draft.key.hex, article.slug}
    about = [row for row in rows if any(sign in str(row.values) for sign in own)]
    said = [row for row in about if "E-tjänstlaget" in str(row.values)]
    assert about and said == []
    events = AuditEvent.objects.filter(subject__in=("knowledge.draft", "knowledge.articlepage"))
    assert events.count() == 2
    assert not any(
        {"team", "origin", "theme"} & {k for k, v in e.facts.items() if v} for e in events
    )


def test_a_personal_identity_number_in_a_rewriting_is_never_stored(proposal, jonas, sign_in):
    sent = {"title": "Larm", "problem": "Ring 640823-3234 först", "version": 1}
    sign_in(jonas).post(page(proposal, "skriv-om/"), sent)
    assert "Ring" in Draft.objects.get().problem and "3234" not in Draft.objects.get().problem


def test_two_who_write_at_once_choose_between_their_texts(proposal, amina, jonas, lena, sign_in):
    for person, title in ((jonas, "Jonas text"), (lena, "Lenas text")):
        sent = {"title": title, "version": 1}
        answer = sign_in(person).post(page(proposal, "skriv-om/"), sent)
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "Jonas text" in said and "Lenas text" in said
    assert Draft.objects.get().title == "Jonas text"
    sign_in(lena).post(page(proposal, "skriv-om/"), {"title": "Lenas text", "version": 2})
    assert Draft.objects.get().title == "Lenas text"


def test_the_writer_does_not_overwrite_what_the_team_wrote(proposal, amina, jonas, sign_in):
    lessons.rewrite(proposal=proposal, by=jonas, version=1, title="Teamets rubrik")
    sent = {"title": "Min rubrik", "version": 1}
    answer = sign_in(amina).post(f"/kunskap/skriv/{proposal.draft_id}/", sent)
    assert answer.status_code == 409 and "av någon i teamet" in answer.content.decode()
    assert Draft.objects.get().title == "Teamets rubrik"


def test_when_the_writer_has_left_somebody_takes_over(proposal, amina, jonas, sign_in):
    browser = sign_in(jonas)
    browser.post(page(proposal, "ta-over/"))
    assert Draft.objects.get().author == amina
    TeamMembership.objects.filter(person=amina).delete()
    assert "inte kvar i teamet" in browser.get(page(proposal)).content.decode()
    browser.post(page(proposal, "ta-over/"))
    assert Draft.objects.get().author == jonas
    assert sign_in(amina).get(f"/kunskap/skriv/{proposal.draft_id}/").status_code == 404


def test_a_draft_that_nobody_takes_over_goes_when_the_time_is_up(
    proposal, amina, jonas, time_machine
):
    TeamMembership.objects.filter(person=amina).delete()
    time_machine.move_to(TUESDAY)
    lessons.end_proposals()
    assert not Draft.objects.exists()
    assert jonas.notices.filter(kind="lesson_stopped").exists()


def test_the_writer_hears_in_the_morning_that_it_can_be_published(
    proposal, amina, jonas, time_machine
):
    for moment in (datetime(2026, 11, 24, 3, tzinfo=UTC), TUESDAY, TUESDAY + timedelta(hours=1)):
        time_machine.move_to(moment)
        lessons.end_proposals()
        told = Notice.objects.filter(kind="lesson_free")
        assert [one.person for one in told] == ([amina] if moment >= TUESDAY else [])
    assert told.get().url == f"/kunskap/skriv/{proposal.draft_id}/"
    audience = f"organisation:{proposal.team.organisation_id}"
    draft = Draft.objects.get()
    draft = actions.save_draft(draft=draft, by=amina, version=draft.version, audience=audience)
    actions.publish(draft=draft, by=amina)
    rows = [row for found in take().tables.values() for row in found]
    assert not any(f"/kunskap/skriv/{proposal.draft_id}/" in str(row.values) for row in rows)


def test_every_row_is_written_anew_each_hour_so_that_none_stands_beside_a_visit(proposal):
    with CaptureQueriesContext(connection) as done:
        lessons.end_proposals()
    written = [one["sql"].split()[1] for one in done if one["sql"].startswith("UPDATE")]
    assert {'"knowledge_draft"', '"knowledge_lessonproposal"'} <= set(written)
    assert LessonProposal.objects.exists()


def test_letters_about_it_are_forgotten_with_it(proposal, time_machine):
    assert Letter.objects.filter(text__contains=page(proposal)).exists()
    time_machine.shift(timedelta(days=5))
    lessons.end_proposals()
    assert not Letter.objects.filter(text__contains=page(proposal)).exists()


def test_markup_and_long_texts_are_met_as_elsewhere(proposal, jonas, sign_in):
    browser = sign_in(jonas)
    browser.post(page(proposal, "skriv-om/"), {"title": "<script>alert(1)</script>", "version": 1})
    assert "<script>alert" not in browser.get(page(proposal)).content.decode()
    long = browser.post(page(proposal, "skriv-om/"), {"title": "a" * 500, "version": 2})
    assert long.status_code == 422


def test_the_pages_ask_the_same_however_long_the_text(proposal, jonas, sign_in):
    browser = sign_in(jonas)

    def asked():
        with CaptureQueriesContext(connection) as found:
            browser.get(page(proposal))
        return len(found)

    first = asked()
    Draft.objects.update(problem="\n\n".join(f"IBIC och LSS {n}" for n in range(50)))
    assert asked() <= first <= 15


@pytest.mark.parametrize("meanwhile", ["stopped", "over", "let go"])
def test_a_rewriting_that_came_too_late_is_given_back(
    meanwhile, proposal, jonas, karin, lena, sign_in, time_machine
):
    if meanwhile == "stopped":
        lessons.stop(proposal=proposal, by=lena)
    else:
        time_machine.move_to(proposal.until + timedelta(seconds=1))
    if meanwhile == "let go":
        lessons.forget(proposal)
    sent = {"title": "Larm", "advice": "Tre timmars <arbete>", "version": 1}
    answer = sign_in(jonas).post(page(proposal, "skriv-om/"), sent)
    assert answer.status_code == 409
    assert "Tre timmars &lt;arbete&gt;" in answer.content.decode()
    assert sign_in(karin).post(page(proposal, "skriv-om/"), sent).status_code == 404


def test_one_draft_thrown_away_meanwhile_does_not_hinder_the_others(
    proposal, amina, team, monkeypatch, time_machine
):
    """The job has read which are over; while it ends the first one the second one's draft goes."""
    draft = actions.start_draft(by=amina, title="Andra")
    until = proposal.until
    other = LessonProposal.objects.create(team=team, draft=draft, writer=amina, until=until)
    time_machine.move_to(TUESDAY)
    end, left = lessons._end, {proposal.pk: proposal.draft, other.pk: draft}

    def with_a_throw_away_beside(pk):
        del left[pk]
        end(pk)
        for gone in left.values():
            Draft.objects.filter(pk=gone.pk).delete()

    monkeypatch.setattr(lessons, "_end", with_a_throw_away_beside)
    lessons.end_proposals()
    assert left == {}, "both were come to"
    assert not LessonProposal.objects.filter(draft__isnull=False).exists()
