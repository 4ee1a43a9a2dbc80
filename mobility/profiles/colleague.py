"""What a colleague's page shows of the profile."""

from typing import Any

from mobility.profiles.models import Profile, SkillClaim
from people.persons.models import Person
from people.persons.parts import PersonPart, register_person_part


def about(person: Person, viewer: Person) -> dict[str, Any] | None:
    """Headline and skills with level. Wishes are never part of it."""
    profile = Profile.objects.visible_to(viewer).filter(person=person).first()
    if profile is None:
        return None
    skills = list(SkillClaim.objects.of(person).known())
    return {"profile": profile, "claims": skills} if skills or profile.headline else None


def register() -> None:
    register_person_part(
        PersonPart("profile", "mobility/profiles/_colleague.html", about, order=10)
    )
