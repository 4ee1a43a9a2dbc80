"""Many opportunities, and applications with their letters and consents."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from config.world.large.words import offers, pieces, skewed
from mobility.applications.models import Application, Consent
from mobility.applications.states import Answer
from mobility.applications.states import State as Stage
from mobility.opportunities.models import Opportunity, OpportunityGoal, OpportunitySkill
from mobility.opportunities.states import State
from people.audience import Audience
from people.goals import Goal
from people.organisations.models import Employment, Role
from skills.models import Skill

CHUNK = 500
Sent = tuple[Employment, Opportunity, str]  # by whom, for what, the letter
TEXTS = ("title", "summary", "duties", "learning", "support")


def fill_opportunities(many: int, random: Random) -> Iterator[int]:
    """So that there are `many` in all, owned by managers, nine of ten open for two months."""
    leaders = list(Role.objects.filter(kind=Role.Kind.MANAGER, unit__isnull=False).order_by("pk"))
    skills = list(Skill.objects.active().order_by("pk").values_list("pk", flat=True))
    wide = Audience.objects.connected()
    for piece in pieces(Opportunity.objects.count(), many, CHUNK):
        with transaction.atomic():
            made = [_opportunity(random.choice(leaders), wide, random) for _ in piece]
            _asked_for(Opportunity.objects.bulk_create(made, batch_size=200), skills, random)
        yield piece.stop


def _opportunity(leader: Role, audience: Audience, random: Random) -> Opportunity:
    row = random.choice(offers())
    today = timezone.localdate()
    deadline = today + timedelta(days=random.randint(7, 60))
    starts = deadline + timedelta(days=random.randint(14, 90))
    return Opportunity(
        **{name: row.get(name, "") for name in TEXTS},
        **{name: row[name] for name in ("place", "remote", "pay") if name in row},
        organisation_id=leader.organisation_id,
        unit_id=leader.unit_id,
        owner_id=leader.person_id,
        audience=audience,
        type=random.choice(Opportunity.Type.values),
        seats=random.choice((1, 1, 1, 2, 3)),
        share=random.choice((20, 40, 50, 100)),
        starts_on=starts,
        ends_on=starts + timedelta(days=random.choice((5, 30, 90, 180))),
        deadline=deadline,
        reply_by=deadline + timedelta(days=14),
        state=random.choices((State.OPEN, State.CANCELLED), (9, 1))[0],
        opened_at=timezone.now(),
    )


def _asked_for(made: list[Opportunity], skills: list[int], random: Random) -> None:
    asked, goals = [], []
    for one in made:
        for skill in skewed(skills, random.randint(5, 15), random):
            facts = {"level": random.randint(1, 4), "must": random.random() < 0.3}
            asked.append(OpportunitySkill(opportunity=one, skill_id=skill, **facts))
        for goal in random.sample(Goal.values, k=random.randint(0, 2)):
            goals.append(OpportunityGoal(opportunity=one, goal=goal))
    OpportunitySkill.objects.bulk_create(asked, batch_size=500)
    OpportunityGoal.objects.bulk_create(goals, batch_size=500)


def fill_applications(many: int, random: Random) -> Iterator[int]:
    """So that there are `many` in all, as far as there are people and open opportunities."""
    works = list(Employment.objects.current().filter(manager__isnull=False).order_by("pk"))
    offered = list(Opportunity.objects.filter(state=State.OPEN).order_by("pk"))
    letters = [one["letter"] for row in offers() for one in row.get("applications", [])]
    sent = set(Application.objects.values_list("person", "opportunity"))
    many = min(many, len(works) * len(offered) // 2)
    for piece in pieces(len(sent), many, CHUNK):
        with transaction.atomic():
            waiting: list[Sent] = []
            while len(waiting) < len(piece):
                work, offer = random.choice(works), random.choice(offered)
                if (work.person_id, offer.pk) in sent or work.person_id == offer.owner_id:
                    continue
                sent.add((work.person_id, offer.pk))
                waiting.append((work, offer, random.choice(letters)))
            _apply(waiting, random)
        yield piece.stop


def _apply(waiting: list[Sent], random: Random) -> None:
    """Everybody has asked the manager at home; six of ten have a yes."""
    sent = [
        Application(
            person_id=work.person_id,
            opportunity_id=offer.pk,
            letter=letter,
            snapshot={"work": [], "asked": [], "more": [], "values": {}},
            state=random.choices((Stage.SUBMITTED, Stage.SHORTLISTED), (8, 2))[0],
        )
        for work, offer, letter in waiting
    ]
    Application.objects.bulk_create(sent, batch_size=200)
    asked = []
    for one, (work, offer, _letter) in zip(sent, waiting, strict=True):
        consent = Consent(application=one, manager_id=work.manager_id, unit_id=work.unit_id)
        if random.random() < 0.6:
            consent.state, consent.answered_at = Answer.GRANTED, timezone.now()
            consent.share = offer.share
            consent.starts_on, consent.ends_on = offer.starts_on, offer.ends_on
        asked.append(consent)
    Consent.objects.bulk_create(asked, batch_size=200)
