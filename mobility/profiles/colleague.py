"""What a colleague's page shows of the profile."""

from typing import Any

from mobility.profiles.evidence import backed, besides
from mobility.profiles.models import Profile, SkillClaim
from people.persons.evidence import evidence_of
from people.persons.models import Person
from people.persons.parts import PersonPart, register_person_part


def about(person: Person, viewer: Person) -> dict[str, Any] | None:
    """Headline, skills with level, and what backs them if they want. Never wishes."""
    profile = Profile.objects.visible_to(viewer).filter(person=person).first()
    if profile is None:
        return None
    written = evidence_of(person, viewer) if profile.shows_written else []
    skills = backed(SkillClaim.objects.of(person).known(), written)
    if not (skills or written or profile.headline):
        return None
    return {"profile": profile, "skills": skills, "written": besides(skills, written)}


def register() -> None:
    register_person_part(
        PersonPart("profile", "mobility/profiles/_colleague.html", about, order=10)
    )
