"""A person's own goal."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from mobility.paths.models import CareerGoal, JobProfile
from people import audit
from people.persons.models import Person


@transaction.atomic
def choose_goal(*, by: Person, job_profile: JobProfile, months: int) -> CareerGoal:
    if not JobProfile.objects.visible_to(by).filter(pk=job_profile.pk).exists():
        raise PermissionDenied("only roles that the person sees")
    chosen = {"job_profile": job_profile, "months": months}
    goal, _new = CareerGoal.objects.update_or_create(person=by, defaults=chosen)
    audit.record("choose", goal, by=by)
    return goal


@transaction.atomic
def drop_goal(*, by: Person) -> None:
    for goal in CareerGoal.objects.visible_to(by):
        audit.record("drop", goal, by=by)
        goal.delete()
