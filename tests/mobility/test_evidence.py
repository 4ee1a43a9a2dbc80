"""What one has written stands beside what one can, if one wants it to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.articles import actions
from knowledge.questions import actions as questions
from knowledge.retrospectives.outcome import put_out
from mobility.profiles.models import Profile, SkillClaim
from people.audience import Audience
from skills.vocabulary.models import Skill


@pytest.fixture
def write(db):
    def written(by, title, **fields):
        draft = actions.start_draft(by=by, title=title, what_we_learned="Fråga.")
        draft = actions.save_draft(draft=draft, by=by, version=draft.version, **fields)
        return actions.publish(draft=draft, by=by)

    return written


@pytest.fixture
def open_profile(amina):
    """Amina can procurement, and shows what she has written."""
    skill = Skill.objects.create(label_sv="upphandling")
    SkillClaim.objects.create(person=amina, skill=skill, level=4)
    return Profile.objects.create(person=amina, shown_to="connected", shows_written=True)


def page_of(viewer, person, sign_in):
    return sign_in(viewer).get(f"/medarbetare/{person.pk}/")


def rows_on(answer):
    data = next(data for part, data in answer.context["parts"] if part.name == "profile")
    beside = [(row.claim.skill.label_sv, [one.title for one in row.by]) for row in data["skills"]]
    return beside, [one.title for one in data["written"]]


def test_lessons_stand_beside_the_skill_they_are_about(open_profile, write, amina, jonas, sign_in):
    write(amina, "Upphandla tolk i tid")
    write(amina, "Städa efter behov")
    write(amina, "Fråga marknaden", topics="Upphandling")
    beside, rest = rows_on(page_of(jonas, amina, sign_in))
    assert beside == [("upphandling", ["Fråga marknaden", "Upphandla tolk i tid"])]
    assert rest == ["Städa efter behov"]


def test_answered_questions_count_and_hidden_ones_do_not(
    open_profile, write, amina, jonas, lena, sign_in
):
    lesson = write(lena, "Upphandla tolk i tid")
    question, _told = questions.ask(article=lesson, by=jonas, text="Hur länge?")
    answer = questions.answer(question=question, by=amina, text="Två veckor.")
    page = page_of(jonas, amina, sign_in)
    assert rows_on(page)[0] == [("upphandling", ["Upphandla tolk i tid"])]
    assert "Svar på en fråga" in page.content.decode()
    questions.hide(thing=answer, by=amina)
    assert rows_on(page_of(jonas, amina, sign_in)) == ([("upphandling", [])], [])


def test_nothing_is_shown_until_one_says_so(open_profile, write, amina, jonas, sign_in):
    write(amina, "Upphandla tolk i tid")
    browser = sign_in(amina)
    sent = {"headline": "Hej", "language": "sv", "shown_to": "connected", "remote_ok": "on"}
    browser.post("/jag/", sent)
    assert "Upphandla tolk" not in page_of(jonas, amina, sign_in).content.decode()
    browser.post("/jag/", sent | {"shows_written": "on"})
    assert "Upphandla tolk" in page_of(jonas, amina, sign_in).content.decode()


def test_only_what_the_viewer_may_read_is_shown(open_profile, write, amina, karin, sign_in):
    write(amina, "Upphandla tolk hemma hos oss")
    shared = write(amina, "Upphandla tolk tillsammans", audience="connected")
    assert rows_on(page_of(karin, amina, sign_in))[0] == [("upphandling", [shared.title])]


def test_what_was_said_on_a_friday_is_never_there(open_profile, team, amina, jonas, sign_in):
    from knowledge.retrospectives.opening import open_board
    from knowledge.retrospectives.writing import reveal

    board = open_board(team=team, by=amina, anonymous=False)
    reveal(board=board, by=amina)
    own = Audience.objects.organisation(team.organisation)
    text = {"themes": "Upphandling", "learned": "Upphandling", "next_up": ""}
    put_out(team=team, audience=own, title="Upphandla på fredag", **text)
    assert "fredag" not in str(rows_on(page_of(jonas, amina, sign_in)))


def test_many_lessons_cost_as_much_as_few(open_profile, write, amina, jonas, sign_in):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(f"/medarbetare/{amina.pk}/").status_code == 200
        return len(caught)

    browser = sign_in(jonas)
    write(amina, "Upphandla tolk 0", topics="Tolk")
    few = cost()
    for number in range(8):
        write(amina, f"Upphandla tolk {number + 1}", topics=f"Tolk, Ämne {number}")
    assert cost() <= few <= 15


def test_it_is_the_same_in_english(open_profile, write, amina, jonas, sign_in):
    Skill.objects.update(label_en="procurement")
    write(amina, "Upphandla tolk i tid")
    jonas.language = "en"
    jonas.save()
    assert rows_on(page_of(jonas, amina, sign_in))[0] == [("upphandling", ["Upphandla tolk i tid"])]
