"""What only a team, or a unit, of the own organisation sees. Every text says the word.

Its titles, topics and goals are those of the organisation's own things as well, so that it would
be found, counted and suggested beside them by whoever asks for those.
"""

import io
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from knowledge.articles import actions as articles
from knowledge.articles.models import ArticlePage
from knowledge.articles.readers import audience_for
from knowledge.attachments.models import Attachment
from knowledge.calls.actions import open_call
from knowledge.challenges import actions as challenges
from knowledge.challenges import replies
from knowledge.grounds.actions import rest_on
from knowledge.questions import actions as questions
from knowledge.reports import actions as reports
from knowledge.retrospectives import opening
from knowledge.retrospectives.outcome import put_out
from knowledge.shelf import actions as shelf
from knowledge.thanks.actions import note_reading, say_helped
from knowledge.trials.actions import report
from mobility.opportunities.models import Opportunity, OpportunityGoal, OpportunitySkill
from people.audience import Audience
from people.organisations.models import Employment, Team, TeamMembership, Unit
from people.persons.models import Person
from people.subgoals.models import Subgoal
from people.uploads.actions import take_in
from skills.vocabulary.models import Skill
from tests import made_files

WORD = "Viskningen"


def team_of(manager: Person, *others: Person) -> Team:
    """Four people of the digital unit, who also have a unit of their own under it."""
    assert manager.employment
    unit = manager.employment.unit
    team = Team.objects.create(organisation=unit.organisation, unit=unit, name="Skrivarlaget")
    below = Unit.objects.create(organisation=unit.organisation, parent=unit, name="Skrivarna")
    for one in (manager, *others):
        TeamMembership.objects.create(team=team, person=one)
    Employment.objects.filter(person__in=others).update(unit=below)
    return team


def lesson(by: Person, audience: str, title: str, **fields: Any) -> ArticlePage:
    """About what the organisation's own lessons are about, and about what nothing else is."""
    text = f"{WORD} {title}. Sjövallas upphandling, ring {WORD}."
    draft = articles.start_draft(by=by, title=f"{WORD} Sjövallas {title}", what_we_learned=text)
    fields |= {"topics": f"Sjövallas ämne, {WORD} ämne", "goals": ["climate", "social"]}
    draft = articles.save_draft(draft=draft, by=by, version=1, audience=audience, **fields)
    return articles.publish(draft=draft, by=by)


def knowledge(writer: Person, manager: Person, reader: Person, team: Team) -> dict[str, Any]:
    """Keys are those of the table of addresses; what is for the unit stands as `inside`."""
    own, unit = f"team:{team.pk}", f"unit:{writer.belonging.employments[0].unit_id}"
    article = lesson(writer, own, "lärdom")
    inside = lesson(writer, unit, "i enheten")
    gone, old = lesson(writer, own, "borta"), lesson(writer, own, "gammal")
    shelf.retract(article=gone, by=writer, because=WORD)
    ArticlePage.objects.filter(pk=old.pk).update(review_on=date(2026, 1, 7), owner=None)
    marks = Skill.objects.filter(label_sv__startswith="kunnande")
    article.skills.set(marks)
    picture = take_in("bild.png", io.BytesIO(made_files.picture()), by=writer)
    Attachment.objects.create(article=article, upload=picture, alt=f"{WORD} bild")
    ground = rest_on(article=article, by=writer, kind="law", name=f"{WORD} lag")
    rest_on(article=inside, by=writer, kind="law", name="Sjövallas lag")
    return {
        "place": article.place, "article": article.slug, "inside": inside.slug,
        "reviewing": gone.slug, "doubted": article.pk, "lesson": old.pk, "ground": ground.pk,
        "topic": next(one.slug for one in article.topic_list if one.name.startswith(WORD)),
        "file": str(picture.key), "version": article.live_revision_id,
        "outcome": outcome(team, writer, own, unit), **asked(writer, reader, own),
        **said(article, writer, manager, reader),
    }  # fmt: skip


def said(article: ArticlePage, writer: Person, manager: Person, reader: Person) -> dict[str, Any]:
    """What gathers round a lesson: a question, a report, thanks, a trial and a call."""
    question, _told = questions.ask(article=article, by=reader, text=f"{WORD} fråga")
    answer = questions.answer(question=question, by=writer, text=f"{WORD} svar")
    reports.report(article=article, by=reader, reason="wrong", line=WORD)
    say_helped(article=article, by=reader, helped=True)
    note_reading(article=article, by=reader)
    shelf.save(article=article, by=reader)
    assert manager.employment
    unit = manager.employment.unit
    tried = report(
        article=article, by=manager, unit=unit, version=0, status="adopted", outcome=WORD
    )
    call = open_call(
        article=article, by=manager, unit=unit, text=WORD, places=3, audience="connected",
        deadline=timezone.localdate() + timedelta(9), key=uuid4(),
    )  # fmt: skip
    pks = {"question": question, "answer": answer, "trial": tried, "call": call, "invited": call}
    return {name: one.pk for name, one in pks.items()}


def asked(writer: Person, reader: Person, audience: str) -> dict[str, Any]:
    """Challenges, one of them answered and closed."""
    text = {
        "question": f"{WORD}: vad kan ni?",
        "audience": audience,
        "deadline": timezone.localdate() + timedelta(14),
        "topics": f"Sjövallas natt, {WORD} natt",
    }
    here, ended = (
        challenges.ask(by=writer, title=f"{WORD} Sjövallas {what}", goals=["climate"], **text)
        for what in ("efterlysning", "gamla efterlysning")
    )
    reply = replies.answer(challenge=here, by=reader, way="ord", text=WORD)
    challenges.close(challenge=ended, by=writer, outcome=WORD)
    return {"challenge": here.pk, "ended": ended.pk, "reply": reply.pk, "way": "ord"}


def outcome(team: Team, writer: Person, audience: str, unit: str) -> int:
    """What came of a Friday, for the team and for the unit."""
    opening.open_board(team=team, by=writer, anonymous=False)
    text = {"title": f"{WORD} Sjövallas återblick", "themes": WORD, "learned": WORD, "next_up": ""}
    put_out(team=team, audience=audience_for(writer, unit), **text)
    return put_out(team=team, audience=audience_for(writer, audience), **text).pk


def opportunity(manager: Person, team: Team) -> dict[str, Any]:
    today, skill = timezone.localdate(), Skill.objects.filter(label_sv__startswith="kunnande")[0]
    assert manager.employment
    here = Opportunity.objects.create(
        owner=manager, unit=manager.employment.unit, organisation=team.organisation,
        audience=Audience.objects.team(team), state="open", title=f"{WORD} Sjövallas uppdrag",
        summary=WORD, duties=WORD, learning=WORD, place="Här", starts_on=today + timedelta(60),
        ends_on=today + timedelta(90), deadline=today + timedelta(3),
        reply_by=today + timedelta(28),
    )  # fmt: skip
    OpportunitySkill.objects.create(opportunity=here, skill=skill)
    subgoal = Subgoal.objects.get(organisation=team.organisation, retired_at=None)
    OpportunityGoal.objects.create(opportunity=here, goal="climate")
    OpportunityGoal.objects.create(opportunity=here, goal="climate", subgoal=subgoal)
    return {"opportunity": here.pk, "chosen": here.pk, "planned": here.pk, "proposed": here.pk}
