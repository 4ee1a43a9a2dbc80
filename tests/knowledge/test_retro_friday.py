"""From the first card to the full stop, and what comes out of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.retrospectives import closing, follow_up, gathering, opening, writing
from knowledge.retrospectives.cards import Card, Slot, Theme
from knowledge.retrospectives.models import Action, Attendance, Retrospective

DATA = {"text": "Driftstoppet i tisdags", "column": "went_wrong"}


def page(board, rest=""):
    return f"/fredag/{board.team_id}/{rest}"


def test_a_member_opens_the_board_once(team, amina, sign_in):
    browser = sign_in(amina)
    for _twice in range(2):
        browser.post(f"/fredag/{team.pk}/oppna/", {"names": "without"})
    board = Retrospective.objects.get()
    assert (board.is_anonymous, Slot.objects.count()) == (True, 64)


def test_without_script_the_receipt_shows_the_card_and_its_way_back(board, amina, sign_in):
    browser = sign_in(amina)
    browser.post(page(board, "med/"))
    (ticket,) = (browser.cookies[name] for name in browser.cookies if name.startswith("ticket"))
    assert ticket["path"] == page(board) and ticket["httponly"]
    key = browser.post(page(board, "lapp/"), DATA).context["key"]
    board.refresh_from_db()
    assert board.writers == 1
    change = page(board, "lapp/andra/")
    assert "Driftstoppet" in browser.post(change, {"key": key}).content.decode()
    browser.post(change, {"key": key, "text": ""})
    assert not Slot.objects.exclude(text="").exists()


def test_the_same_card_sent_twice_is_one(board, amina, sign_in):
    browser = sign_in(amina)
    key = browser.get(page(board)).context["card_form"].initial["key"]
    for _twice in range(2):
        browser.post(page(board, "lapp/"), DATA | {"key": key})
    assert Slot.objects.exclude(text="").count() == 1


def test_two_who_write_the_same_words_lay_two_cards(board, amina, jonas, sign_in):
    for person in (amina, jonas):
        browser = sign_in(person)
        browser.post(page(board, "med/"))
        browser.post(page(board, "lapp/"), DATA)
    board.refresh_from_db()
    assert (Slot.objects.exclude(text="").count(), board.writers) == (2, 2)


def test_a_card_promised_to_be_without_a_name_never_gets_one(board, amina, sign_in):
    browser = sign_in(amina)
    board.is_revealed = True
    board.save()
    answer = browser.post(page(board, "lapp/"), DATA)
    assert answer.status_code == 422
    assert "Driftstoppet" in answer.content.decode()
    assert not Card.objects.exists()
    form = answer.context["card_form"]
    browser.post(page(board, "lapp/"), DATA | {"named": form["named"].value()})
    assert Card.objects.get().author == amina


def test_steps_go_forth_and_back_without_loss(shown, amina, sign_in):
    browser = sign_in(amina)
    for step in ("vote", "talk", "write", "group"):
        browser.post(page(shown, "steg/"), {"step": step})
        shown.refresh_from_db()
        assert shown.step == step
    assert Card.objects.count() == 2
    browser.post(page(shown, "steg/"), {"step": "closed"})
    shown.refresh_from_db()
    assert shown.step == "group"


def test_a_card_written_after_the_showing_has_a_name(board, amina):
    board.is_revealed = True
    board.save()
    writing.write_card(board=board, by=amina, column="learned", text="Sent men sant", named=True)
    assert Card.objects.get().author == amina


def test_each_has_three_votes(shown, amina, jonas):
    theme = Theme.objects.get()
    for _vote in range(3):
        gathering.vote(board=shown, by=amina, theme=theme)
    with pytest.raises(ValidationError, match="tre röster"):
        gathering.vote(board=shown, by=amina, theme=theme)
    gathering.vote(board=shown, by=jonas, theme=theme)
    theme.refresh_from_db()
    assert theme.votes == 4


def test_a_vote_rewrites_all_rows_so_that_none_points_at_the_voter(shown, amina, jonas):
    opening.attend(board=shown, by=jonas)
    opening.attend(board=shown, by=amina)
    with CaptureQueriesContext(connection) as done:
        gathering.vote(board=shown, by=jonas, theme=Theme.objects.get())
    updates = [one["sql"] for one in done if one["sql"].startswith("UPDATE")]
    writes = [sql for sql in updates if 'SET "changes"' not in sql]  # of the board, whoever votes
    assert len(writes) == len(updates) - 1 == 2
    assert all("WHERE" in sql and '"id" =' not in sql.split("WHERE")[-1] for sql in writes)


def test_three_new_actions_are_enough(shown, amina):
    day = timezone.localdate()
    for text in ("Ett", "Två", "Tre", "Tre"):
        follow_up.add_action(board=shown, by=amina, text=text, owner=amina, due_on=day)
    with pytest.raises(ValidationError, match="räcker"):
        follow_up.add_action(board=shown, by=amina, text="Fyra", owner=amina, due_on=day)


def test_an_action_belongs_to_a_member_and_to_a_day_to_come(shown, amina, karin, sign_in):
    data = {"text": "Ring", "owner": karin.pk, "due_on": date(2020, 1, 1)}
    answer = sign_in(amina).post(page(shown, "atgard/"), data)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"owner", "due_on"}


def test_a_stuck_action_says_why(shown, amina, sign_in):
    action = follow_up.add_action(
        board=shown, by=amina, text="Ring", owner=amina, due_on=timezone.localdate()
    )
    address = page(shown, f"atgard/{action.pk}/")
    sign_in(amina).post(address, {"state": "stuck"})
    action.refresh_from_db()
    assert action.state == "open"
    sign_in(amina).post(address, {"state": "stuck", "reason": "Ingen svarar"})
    action.refresh_from_db()
    assert (action.state, action.reason) == ("stuck", "Ingen svarar")


def test_a_theme_becomes_a_draft_that_its_writer_finishes(shown, amina, jonas, sign_in):
    theme = Theme.objects.get()
    answer = sign_in(amina).post(page(shown, f"tema/{theme.pk}/lardom/"))
    draft = Draft.objects.get()
    assert answer.url == f"/kunskap/skriv/{draft.pk}/"
    assert (draft.title, draft.what_we_learned) == ("Larm", "Av Amina Berg\n\nAv Jonas Ek")
    assert sign_in(jonas).get(answer.url).status_code == 404
    sign_in(amina).post(page(shown, f"tema/{theme.pk}/lardom/"), {"once": str(draft.key)})
    assert Draft.objects.count() == 1
    assert not any("retrospective" in field.name for field in Draft._meta.get_fields())
    assert "utkast" in jonas.notices.first().sentence


def test_a_theme_that_became_a_lesson_is_checked_before_others_read(
    shown, amina, sign_in, time_machine
):
    theme = Theme.objects.get()
    address = sign_in(amina).post(page(shown, f"tema/{theme.pk}/lardom/")).url
    time_machine.move_to(timezone.now() + timedelta(days=14))
    browser = sign_in(amina)
    sent = {"title": "Larm", "what_we_learned": "Av Jonas Ek", "version": 1}
    sent |= {"audience": f"organisation:{shown.team.organisation_id}", "action": "publish"}
    answer = browser.post(address, sent)
    assert answer.url == f"{address}kontroll/" and not ArticlePage.objects.exists()
    (asked,) = browser.get(answer.url).context["form"].asked
    assert asked.text == "Jonas Ek"
    browser.post(answer.url, {asked.key: "remove"})
    assert ArticlePage.objects.get().what_we_learned == "Av [borttaget]"


def test_the_full_stop_says_and_does_what_is_erased(shown, amina, sign_in):
    gathering.vote(board=shown, by=amina, theme=Theme.objects.get())
    due = timezone.localdate() + timedelta(days=3)
    follow_up.add_action(board=shown, by=amina, text="Ring", owner=amina, due_on=due)
    browser = sign_in(amina)
    assert "Ring" in browser.get(page(shown, "punkt/")).content.decode()
    keep = {"keep": [Theme.objects.get().pk]}
    sunset = browser.post(page(shown, "punkt/"), keep, follow=True).content.decode()
    assert "2 lappar är raderade" in sunset
    left = [model.objects.count() for model in (Card, Slot, Theme, Attendance)]
    assert left == [0, 0, 0, 0]
    assert Action.objects.get().text == "Ring"
    shown.refresh_from_db()
    assert (shown.labels, shown.card_count, shown.vote_count) == (["Larm"], 2, 1)


def test_a_board_without_a_stop_goes_on_next_week(board, amina, sign_in, time_machine):
    writing.write_card(board=board, by=amina, column="learned", text="Kvar")
    time_machine.move_to(timezone.now() + timedelta(days=8))
    assert "1 lapp ligger på tavlan" in sign_in(amina).get(page(board)).content.decode()
    assert opening.open_board(team=board.team, by=amina, anonymous=True) == board


def test_a_forgotten_board_is_erased_after_thirty_days(board, amina):
    writing.write_card(board=board, by=amina, column="learned", text="Glömd")
    Retrospective.objects.update(opened_on=timezone.localdate() - timedelta(days=30))
    closing.stop_forgotten()
    assert not Slot.objects.exists()
    assert Retrospective.objects.get().is_closed


def test_nothing_is_written_after_the_full_stop(shown, amina, sign_in):
    closing.set_full_stop(board=shown, by=amina)
    sign_in(amina).post(page(shown, "lapp/"), DATA)
    assert not Card.objects.exists()
    assert sign_in(amina).get(page(shown)).url == page(shown, "punkt/")


def test_anyone_starts_a_team_with_colleagues(amina, jonas, karin, sign_in):
    data = {"name": "Nya laget", "weekday": "4", "meets_at": "13:00"}
    data |= {"colleagues": [jonas.pk, karin.pk]}
    assert sign_in(amina).post("/fredag/nytt-team/", data).status_code == 422
    answer = sign_in(amina).post("/fredag/nytt-team/", data | {"colleagues": [jonas.pk]})
    assert answer.status_code == 302
    key = {"key": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "name": "Ännu ett"}
    twice = [
        sign_in(amina).post("/fredag/nytt-team/", data | key | {"colleagues": [jonas.pk]})
        for _ in "12"
    ]
    assert len({one.url for one in twice}) == 1
    assert "Nya laget" in sign_in(jonas).get("/fredag/").content.decode()


def test_pages_with_a_form_answer_to_no_other_methods(named, amina, sign_in):
    browser = sign_in(amina)
    for address in (page(named, "punkt/"), page(named, "lamna/"), "/fredag/nytt-team/"):
        assert browser.put(address).status_code == browser.delete(address).status_code == 405


def test_who_works_nowhere_is_offered_no_team_to_start(operator, sign_in):
    browser = sign_in(operator)
    assert "/fredag/nytt-team/" not in browser.get("/fredag/").text
    assert browser.get("/fredag/nytt-team/").status_code == 404
    assert browser.post("/fredag/nytt-team/", {"name": "Nya laget"}).status_code == 404


def test_markup_is_text(named, amina, sign_in):
    text = '<script>window.__x=1</script>"'
    sign_in(amina).post(page(named, "lapp/"), {"text": text, "column": "learned"})
    assert "&lt;script&gt;" in sign_in(amina).get(page(named)).content.decode()


@pytest.mark.parametrize("data", [{"text": "x" * 501}, {"column": "other"}, {"text": ""}])
def test_a_bad_card_keeps_the_board_and_says_why(data, board, amina, sign_in):
    answer = sign_in(amina).post(page(board, "lapp/"), DATA | data)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("step", ["write", "group", "vote", "talk"])
def test_the_board_asks_the_same_however_many_cards(
    step, shown, amina, sign_in, django_assert_max_num_queries
):
    Retrospective.objects.update(step=step)
    Card.objects.bulk_create(
        [
            Card(retrospective=shown, column="learned", text=f"Kort {n}", theme=Theme.objects.get())
            for n in range(50)
        ]
    )
    browser = sign_in(amina)
    with django_assert_max_num_queries(15):
        assert browser.get(page(shown)).status_code == 200
    with django_assert_max_num_queries(12):
        assert browser.get("/fredag/").status_code == 200


def test_the_talk_shows_cards_that_nobody_gathered(shown, amina, sign_in):
    gathering.gather(board=shown, by=amina, cards=list(Card.objects.all()), label="")
    gathering.go_to_step(board=shown, by=amina, step="talk")
    assert not Theme.objects.exists()
    assert "Av Jonas Ek" in sign_in(amina).get(page(shown)).content.decode()


@pytest.mark.parametrize("kind", ["board", "named"])
def test_the_page_says_what_may_be_asked_for_before_one_writes(kind, request, amina, sign_in):
    found, browser = request.getfixturevalue(kind), sign_in(amina)
    before = browser.get(page(found)).content.decode()
    assert "begäras ut som allmän handling" in before
    assert 'name="text"' not in before
    after = browser.post(page(found, "med/"), follow=True).content.decode()
    assert "1 av 5 är med" in after
    assert 'name="text"' in after
