"""Profiles, roles, opportunities at every stage, and who has applied."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from config.world.people import unit_named
from config.world.reading import rows
from mobility.applications import actions, consents
from mobility.applications.models import Application
from mobility.applications.states import Answer
from mobility.opportunities.models import Opportunity, OpportunityGoal, OpportunitySkill
from mobility.opportunities.states import State
from mobility.paths.actions import choose_goal
from mobility.paths.models import JobProfile, JobProfileSkill
from mobility.profiles.actions import claim_skill, save_profile
from mobility.profiles.models import Profile
from people.audience import Audience
from people.persons.models import Person
from skills.models import Skill

HOW_MUCH = ("seats", "share", "place", "remote", "pay")


def skills_named() -> dict[str, Skill]:
    return {skill.label_sv: skill for skill in Skill.objects.active()}


def build_roles() -> None:
    known = skills_named()
    for row in rows("roles"):
        role = JobProfile.objects.create(
            title_sv=row["title_sv"].capitalize() if row["title_sv"].islower() else row["title_sv"],
            title_en=row["title_en"][:1].upper() + row["title_en"][1:],
            level=row["level"],
            description=row["description_sv"],
        )
        JobProfileSkill.objects.bulk_create(
            JobProfileSkill(job_profile=role, skill=known[label], level=level, must=must)
            for label, level, must in row["skills"]
        )


def build_profiles() -> None:
    known = skills_named()
    roles = {role.title_sv.lower(): role for role in JobProfile.objects.all()}
    for row in (row for row in rows("people") if "skills" in row):
        person = Person.objects.get(email=row["email"])
        save_profile(
            by=person,
            language=person.language,
            headline=row.get("headline", "")[:140],
            shown_to=Profile.ShownTo.CONNECTED,
            shows_written=row.get("shows_written", False),
        )
        for label, level, wants in row["skills"]:
            claim_skill(by=person, skill=known[label], level=level, want_to_develop=wants)
        if row.get("goal"):
            choose_goal(by=person, job_profile=roles[row["goal"].lower()], months=36)


def build_opportunities() -> None:
    known = skills_named()
    for row in rows("opportunities"):
        opportunity = create(row)
        OpportunityGoal.objects.bulk_create(
            OpportunityGoal(opportunity=opportunity, goal=goal) for goal in row["goals"]
        )
        OpportunitySkill.objects.bulk_create(
            OpportunitySkill(opportunity=opportunity, skill=known[label], level=level, must=must)
            for label, level, must in row["skills"]
        )
        for one in row.get("applications", []):
            build_application(opportunity, one)
        settle(opportunity, row)


def create(row: dict[str, Any]) -> Opportunity:
    """Open at first, so that people can apply; `settle` takes it to its stage."""
    today, unit = timezone.localdate(), unit_named(row["organisation"], row["unit"])
    audiences = {
        "everyone": Audience.objects.everyone,
        "connected": Audience.objects.connected,
        "organisation": lambda: Audience.objects.organisation(unit.organisation),
    }
    texts = {name: row.get(name, "") for name in ("title", "summary", "duties", "learning")}
    starts = today + timedelta(days=row["starts_in"])
    return Opportunity.objects.create(
        **texts,
        **{name: row[name] for name in HOW_MUCH if name in row},
        support=row.get("support", ""),
        type=row["type"],
        organisation=unit.organisation,
        unit=unit,
        owner=Person.objects.get(email=row["owner"]),
        audience=audiences[row["audience"]](),
        starts_on=starts,
        ends_on=starts + timedelta(days=row["length"]),
        deadline=today + timedelta(days=abs(row["deadline_in"])),
        reply_by=today + timedelta(days=row["reply_in"]),
        state=State.OPEN,
        opened_at=timezone.now(),
    )


def build_application(opportunity: Opportunity, row: dict[str, Any]) -> None:
    person = Person.objects.get(email=row["person"])
    one = actions.apply(
        opportunity=opportunity, by=person, letter=row["letter"], ask_manager=bool(row["consent"])
    )
    if row["consent"] in (Answer.GRANTED, Answer.REFUSED) and one.consent.manager:
        reason = "" if row["consent"] == Answer.GRANTED else "Vi är för få den perioden."
        dates = {"starts_on": opportunity.starts_on, "ends_on": opportunity.ends_on}
        consents.answer(
            consent=one.consent,
            by=one.consent.manager,
            state=row["consent"],
            share=opportunity.share,
            reason=reason,
            **dates,
        )
    if row["state"] != one.state:
        Application.objects.filter(pk=one.pk).update(state=row["state"])


def settle(opportunity: Opportunity, row: dict[str, Any]) -> None:
    taken = opportunity.applications.filter(state="accepted").count()
    if row["state"] in (State.FILLED, State.COMPLETED):
        taken = opportunity.seats
    deadline = timezone.localdate() + timedelta(days=row["deadline_in"])
    Opportunity.objects.filter(pk=opportunity.pk).update(
        state=row["state"], taken=taken, deadline=deadline
    )
