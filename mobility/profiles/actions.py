"""A person's own doing; nobody else writes in a profile."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mobility.profiles.models import HIGHEST, LOWEST, Profile, SkillClaim
from people import audit
from people.persons.models import Person
from skills.vocabulary.models import Skill

MOST_SKILLS = 60


def profile_of(person: Person) -> Profile:
    """The stored profile, or an unsaved one with its defaults."""
    return Profile.objects.filter(person=person).first() or Profile(person=person)


@transaction.atomic
def save_profile(*, by: Person, language: str, **fields: Any) -> Profile:
    """`fields`: headline, home_place, remote_ok, shows_written, shown_to."""
    profile, _new = Profile.objects.update_or_create(person=by, defaults=fields)
    if language != by.language:
        by.language = language
        by.save(update_fields=["language"])
    audit.record("save", profile, by=by, shown_to=profile.shown_to)
    return profile


@transaction.atomic
def claim_skill(*, by: Person, skill: Skill, level: int, want_to_develop: bool) -> SkillClaim:
    """Add the skill or change what was said about it. Level 0 only together with a wish."""
    if not 0 <= level <= HIGHEST or (level < LOWEST and not want_to_develop):
        raise ValidationError(_("Välj en nivå, eller säg att du vill utveckla kompetensen."))
    Person.objects.select_for_update().get(pk=by.pk)
    own = SkillClaim.objects.filter(person=by)
    if own.count() >= MOST_SKILLS and not own.filter(skill=skill).exists():
        raise ValidationError(_("Du har redan 60 kompetenser. Ta bort någon först."))
    said = {"level": level, "want_to_develop": want_to_develop}
    claim, is_new = SkillClaim.objects.update_or_create(person=by, skill=skill, defaults=said)
    audit.record("claim" if is_new else "change", claim, by=by)
    return claim


@transaction.atomic
def remove_skill(*, claim: SkillClaim, by: Person) -> None:
    if claim.person_id != by.pk:
        raise PermissionDenied("a profile is its person's own")
    audit.record("remove", claim, by=by)
    claim.delete()
