"""What the sweeps fill addresses with: one of everything, of one organisation."""

import io
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from knowledge.articles import actions as articles
from knowledge.articles.models import ArticlePage
from knowledge.attachments.models import Attachment
from knowledge.beginning import actions as beginning
from knowledge.calls.actions import open_call
from knowledge.calls.models import Call, CallJoining
from knowledge.challenges import actions as challenges
from knowledge.challenges import replies
from knowledge.echoes.models import Echo, monday_of
from knowledge.exchange.feeds import renew
from knowledge.exchange.models import Transfer
from knowledge.glossary import actions as glossary
from knowledge.grounds.actions import rest_on
from knowledge.questions import actions as questions
from knowledge.recommending import actions as recommending
from knowledge.reports import actions as reports
from knowledge.retrospectives import follow_up, gathering, opening, writing
from knowledge.retrospectives.cards import Theme
from knowledge.retrospectives.outcome import put_out
from knowledge.retrospectives.planning.calendar_keys import new_address
from knowledge.retrospectives.proposals import lessons, outcomes
from knowledge.shelf import merging
from knowledge.shelf.models import CoauthorInvitation
from knowledge.trials.actions import report
from knowledge.validity.models import AskedLesson, Asking
from mobility.applications.models import Application, Consent
from mobility.opportunities.models import Opportunity, OpportunitySkill
from mobility.paths.models import CareerGoal, JobProfile
from mobility.profiles.models import SkillClaim
from people.audience import Audience
from people.following import actions as following
from people.networks import actions as networks
from people.networks import entering
from people.networks.models import Joining, Network
from people.notices.models import Notice
from people.organisations.models import Employment, Organisation, Role, Team, Unit
from people.persons.models import Person
from people.signin.models import Invitation, SignIn
from people.subgoals.models import Subgoal
from people.uploads.actions import take_in
from skills.vocabulary.models import Skill, SkillName
from tests import made_files


def person(name: str, unit: Unit | None, **fields: Any) -> Person:
    email = f"{name.lower().replace(' ', '.')}@sjovalla.example"
    made = Person.objects.create_user(email, "korrekt-häst-batteri", name=name, **fields)
    if unit:
        Employment.objects.create(person=made, unit=unit, title="Utredare", since=date(2024, 1, 1))
    return made


def things(
    *,
    writer: Person,
    manager: Person,
    seeker: Person,
    hr: Person,
    team: Team,
    networks: dict[str, Network],
    word: str,
) -> dict[str, Any]:
    """One of everything that an address can name, kept inside the organisation."""
    here = team.organisation
    assert manager.employment
    unit, today = manager.employment.unit, timezone.localdate()
    own = Audience.objects.organisation(here)
    below = Unit.objects.create(organisation=here, parent=unit, name=f"{word} enhet")
    spare = Unit.objects.create(organisation=here, name=f"{word} andra enhet")
    skill = Skill.objects.create(label_sv=f"kunnande i {here.slug}")
    SkillName.objects.create(
        skill=skill, text=skill.label_sv, bare=skill.label_sv.lower(), language="sv",
        place=0, order=0, source="starter",
    )  # fmt: skip
    draft = articles.start_draft(by=writer, title=f"{word} lärdom", what_we_learned="Fråga först.")
    draft = articles.save_draft(
        draft=draft, by=writer, version=1, audience=own.key, topics=f"{word} ämne"
    )
    article = articles.publish(draft=draft, by=writer)
    picture = take_in("bild.png", io.BytesIO(made_files.picture()), by=writer)
    Attachment.objects.create(article=article, upload=picture, alt=f"{word} bild")
    lesson, merged = (lesson_of(writer, f"{word} {what}") for what in ("andra", "hopslagna"))
    seen = (merged.latest_revision_id, lesson.latest_revision_id)
    text = {name: getattr(lesson, name) for name in merging.TEXT}
    merge = merging.merge(article=merged, into=lesson, by=writer, seen=seen, text=text)
    coauthor = CoauthorInvitation.objects.create(article=article, person=seeker, by=writer)
    transfer = Transfer.objects.create(organisation=here, kind="export", state="done", by=writer)
    draft = articles.start_draft(by=writer, title=f"{word} utkast", what_we_learned="Utkast.")
    attached = take_in("bild.png", io.BytesIO(made_files.picture()), by=writer)
    attached = Attachment.objects.create(draft=draft, upload=attached, alt=f"{word} utkastbild")
    begun = beginning.begin(by=writer, text=f"{word} upphandling")
    question, _told = questions.ask(article=article, by=manager, text=f"{word} fråga")
    answer = questions.answer(question=question, by=writer, text=f"{word} svar")
    Notice.objects.filter(kind__startswith="question_").delete()
    follow = following.follow(by=writer, kind="search", key=word.casefold())
    tried = report(
        article=article, by=manager, unit=unit, version=0, status="adopted", outcome=word
    )
    calls = trying_together(article, manager, unit, own, word)

    def post(state: str, kind: str) -> Opportunity:
        return Opportunity.objects.create(
            owner=manager, unit=unit, organisation=here, audience=own, state=state,
            title=f"{word} {kind}", summary=f"{word} korta ord", duties="Rita.", learning="Mycket.",
            place="Här", starts_on=today + timedelta(60), ends_on=today + timedelta(90),
            deadline=today + timedelta(14), reply_by=today + timedelta(28),
        )  # fmt: skip

    posted, planned, proposed = (
        post("open", "uppdrag"),
        post("draft", "plan"),
        post("submitted", "förslag"),
    )
    chosen = post("selecting", "urval")
    row = OpportunitySkill.objects.create(opportunity=planned, skill=skill)
    sent = {"person": seeker, "letter": f"{word} brev"}
    application = Application.objects.create(opportunity=posted, **sent)
    offered = Application.objects.create(opportunity=chosen, state="offered", **sent)
    last = post("selecting", "sista")
    listed = Application.objects.create(opportunity=last, state="shortlisted", **sent)
    asked = {"manager": hr, "unit": hr.employment.unit}  # type: ignore[union-attr]
    consent = Consent.objects.create(application=application, **asked)
    Consent.objects.create(application=offered, state="granted", share=100, **asked)
    role = JobProfile.objects.create(title_sv=f"{word} yrke", organisation=here)
    CareerGoal.objects.create(person=writer, job_profile=role)
    claim = SkillClaim.objects.create(person=writer, skill=skill)
    day = today + timedelta(14)
    challenge = challenges.ask(
        by=writer, audience=own.key, title=f"{word} fråga", question=word, topics=f"{word} natt",
        deadline=day,
    )  # fmt: skip
    reply = replies.answer(challenge=challenge, by=seeker, way="ord", text=f"{word} svar")
    named = replies.answer(challenge=challenge, by=seeker, way="person", person=hr)
    closed = challenges.ask(
        by=writer, audience=own.key, title=f"{word} svar", question=word, deadline=day
    )
    challenges.close(challenge=closed, by=writer, outcome=word)
    subgoal = Subgoal.objects.create(organisation=here, goal="climate", name_sv=f"{word} delmål")
    retired = Subgoal.objects.create(
        organisation=here, goal="social", name_sv=f"{word} gamla delmål", retired_at=timezone.now()
    )
    board = opening.open_board(team=team, by=writer, anonymous=False)
    writing.write_card(board=board, by=writer, column="learned", text=f"{word} lapp", named=True)
    writing.reveal(board=board, by=writer)
    cards = list(board.cards.all())
    gathering.gather(board=board, by=writer, cards=cards, label=f"{word} tema")
    apart = Theme.objects.create(retrospective=board, label=f"{word} omskrivet")
    proposal = lessons.propose_lesson(theme=apart, by=writer)
    week = follow_up.add_action(
        board=board, by=writer, text=f"{word} åtgärd", owner=writer, due_on=today + timedelta(7)
    )
    text = {"title": f"{word} återblick", "themes": word, "learned": word, "next_up": ""}
    outcome = put_out(team=team, audience=own, **text)
    words = {**text, "title": f"{word} berättelse"}
    told = outcomes.propose_outcome(team=team, by=writer, audience=own.key, **words)
    notice = Notice.objects.create(
        person=writer, kind="in_a_team", facts={"team": word}, url="/fredag/"
    )
    letter = Invitation(person=seeker, unit=spare, title=f"{word} titel", invited_by=hr)
    token = letter.new_token()
    letter.share = 50
    letter.save()
    new = person(f"Nykomling {here.slug}", unit)
    new.set_unusable_password()
    new.save()
    elsewhere = SignIn.objects.create(
        session_key=here.slug, handle=f"annan-dator-{here.slug}", person=writer,
        expire_date=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    term, _new = glossary.add(
        by=writer, place=glossary.Place(here.pk), word=f"{word} ord", meaning=f"{word} betydelse"
    )
    given = Role.objects.create(person=new, organisation=here, kind=Role.Kind.EDITOR)
    echo = Echo.objects.create(organisation=here, label="roles", heard_on=monday_of(today))
    return {
        "organisation": here.slug, "unit": below.pk, "team": team.pk, "role": given.pk,
        "employment": new.current_employments[0].pk, "person": writer.pk,
        "invitation": letter.pk, "token": token, "notice": notice.pk, "claim": claim.pk,
        "opportunity": posted.pk, "planned": planned.pk, "proposed": proposed.pk, "row": row.pk,
        "chosen": chosen.pk, "application": application.pk, "offered": offered.pk,
        "listed": listed.pk, "sign_in": elsewhere.handle,
        "consent": consent.pk, "term": term.pk,
        "profession": role.pk, "theme": board.themes.get(label=f"{word} tema").pk,
        "proposal": str(proposal.pk), "telling": str(told.pk),
        "card": str(cards[0].pk), "action": week.pk, "outcome": outcome.pk,
        "echo": echo.pk, "draft": draft.pk, "attachment": attached.pk, "file": str(picture.key),
        "place": article.place, "doubtful": doubtful_draft(writer, here, word),
        **in_networks(networks, writer, seeker, word), **doubted(article, writer, seeker, word),
        "begun": begun.pk, "trial": tried.pk, **calls,
        "lesson": lesson.pk, "merge": merge.pk, "coauthor": coauthor.pk,
        "transfer": str(transfer.key), "feed_token": renew(writer).token,
        "calendar": new_address(team=team, by=writer).token,
        "article": article.slug, "page": f"{article.place}/",
        "question": question.pk, "answer": answer.pk, "follow": follow.pk,
        "off": following.off_token(writer.digest), "year": today.year, "month": today.month,
        "challenge": challenge.pk, "reply": reply.pk, "named": named.pk, "ended": closed.pk,
        "way": "ord", "subgoal": subgoal.pk, "retired": retired.pk,
        "topic": article.topic_list[0].slug, "uid": "1", "key": "set-password",
    }  # fmt: skip


def lesson_of(writer: Person, title: str) -> Any:
    draft = articles.start_draft(by=writer, title=title, what_we_learned="Fråga sen.")
    return articles.publish(draft=draft, by=writer)


def trying_together(
    article: Any, manager: Person, unit: Unit, own: Audience, word: str
) -> dict[str, int]:
    """A call of our own that a neighbour wants to join, and two of the neighbour's."""
    neighbour = Organisation.objects.create(
        name=f"{word} granne", slug=f"granne-{unit.organisation.slug}",
        kind="municipality", party="municipality",
    )  # fmt: skip
    facts = {"text": f"{word} försök", "places": 2, "deadline": timezone.localdate() + timedelta(9)}
    ours = open_call(
        article=article, by=manager, unit=unit, audience="connected", key=uuid4(), **facts
    )
    facts |= {"article": article, "organisation": neighbour, "audience": own}
    invited, joined = Call.objects.create(**facts), Call.objects.create(**facts)
    asks = CallJoining.objects.create(call=ours, organisation=neighbour, message=word)
    place = CallJoining.objects.create(
        call=joined, organisation=unit.organisation, unit=unit, person=manager
    )
    pks = {"call": ours, "invited": invited, "joined": joined, "joining": asks, "seat": place}
    return {name: one.pk for name, one in pks.items()}


def open_networks(name: str, keeper: Person, *members: Person) -> dict[str, Network]:
    """What staff of every connected organisation may find: one that is kept, one that is not."""
    made = {}
    for key, title in (("network", f"{name} nätverk"), ("unkept", f"{name} utan ansvarig")):
        text = {"name": title, "purpose": "Lära.", "for_whom": "Alla."}
        made[key] = networks.start(by=keeper, **text)
        for one in members:
            joining = entering.ask(network=made[key], by=one, why="Samma sak.")
            assert joining
            entering.answer(joining=joining, by=keeper, yes=True)
    networks.leave(network=made["unkept"], by=keeper)
    Network.objects.filter(pk=made["unkept"].pk).update(keeper=None)
    return made


def in_networks(found: dict[str, Network], by: Person, asking: Person, word: str) -> dict[str, Any]:
    """What only members see of the open ones; and one that is closed."""
    text = {"purpose": word, "for_whom": word}
    closed = networks.start(by=by, name=f"{word} stängda nätverk", **text)
    networks.close(network=closed, by=by)
    joining = entering.ask(network=found["network"], by=asking, why=f"{word} fråga")
    assert isinstance(joining, Joining)
    inside = published(by, Audience.objects.network(found["network"]), f"{word} i nätverket")
    pks = {**found, "closed": closed, "asking": joining}
    return {"inside": inside.slug} | {name: one.pk for name, one in pks.items()}


def doubtful_draft(by: Person, here: Organisation, word: str) -> int:
    """A draft that asks about somebody before it is published."""
    text = f"{word} telefon är 070-123 45 67."
    draft = articles.start_draft(by=by, title=f"{word} fråga", what_we_learned=text)
    key = Audience.objects.organisation(here).key
    return articles.save_draft(draft=draft, by=by, version=1, audience=key).pk


def published(by: Person, audience: Audience, title: str) -> ArticlePage:
    draft = articles.start_draft(by=by, title=title, what_we_learned="Tillsammans.")
    draft = articles.save_draft(draft=draft, by=by, version=1, audience=audience.key)
    return articles.publish(draft=draft, by=by)


def doubted(article: ArticlePage, by: Person, reader: Person, word: str) -> dict[str, Any]:
    """What a lesson rests on, who has reported it, a letter about it, and one under review."""
    ground = rest_on(article=article, by=by, kind="law", name=f"{word} lag")
    reports.report(article=article, by=reader, reason="wrong", line=f"{word} fel")
    letter = Asking.objects.create(person=by)
    asked = {"person": by, "article": article, "review_on": article.review_on, "stage": 0}
    AskedLesson.objects.create(asking=letter, **asked)
    reviewing = published(by, article.audience, f"{word} granskas")
    recommending.ask(article=reviewing, by=by)
    return {
        "doubted": article.pk, "ground": ground.pk, "letter": letter.token,
        "reviewing": reviewing.slug, "version": article.live_revision_id,
    }  # fmt: skip
