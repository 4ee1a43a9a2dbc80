"""Where one wants to go, what is missing, and what teaches it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mobility.opportunities.ranking import facts_of, nearness
from mobility.opportunities.scoring import Wanted
from mobility.paths import actions, drawing, way
from mobility.paths.forms import GoalForm
from mobility.paths.gap import Step, gap
from mobility.paths.models import CareerGoal, JobProfile
from people.access import SignedInRequest, either, find, signed_in
from people.paging import page_of
from people.persons.models import Person

PAGE = 25


@signed_in
@either
def development(request: SignedInRequest) -> HttpResponse:
    form = GoalForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        actions.choose_goal(by=request.user, **form.cleaned_data)
        messages.success(request, _("Målet är valt. Bara du ser det."))
        return redirect("mobility:development")
    goal = CareerGoal.objects.visible_to(request.user).select_related("job_profile").first()
    context: dict[str, Any] = {"form": form, "goal": goal}
    if goal:
        context |= drawn(request.user, goal)
    status = 422 if form.errors else 200
    return render(request, "mobility/paths/development.html", context, status=status)


def drawn(person: Person, goal: CareerGoal) -> dict[str, Any]:
    steps = steps_to(person, goal.job_profile)
    teaching = way.teaching(person, steps)
    stops = way.stops(steps, teaching)
    work = person.employment.title if person.employment else ""
    return {
        "steps": steps,
        "met": [step for step in steps if step.status == "met"],
        "near": sum(step.status == "near" for step in steps),
        "short": [
            (step, teaching.get(step.skill, [])[: way.EACH])
            for step in sorted(steps, key=lambda step: step.status == "near")
            if step.status != "met"
        ],
        "stops": stops,
        "wide": drawing.lying(work, stops, goal.job_profile.title),
        "upright": drawing.standing(work, stops, goal.job_profile.title),
    }


def steps_to(person: Person, role: JobProfile) -> list[Step]:
    rows = role.skills.select_related("skill")
    wanted = tuple(Wanted(one.skill_id, one.skill.label, one.level, one.must) for one in rows)
    known = facts_of(person)
    return gap(wanted, known.skills, nearness(known))


@signed_in
@require_POST
def drop_goal(request: SignedInRequest) -> HttpResponse:
    actions.drop_goal(by=request.user)
    messages.success(request, _("Målet är borttaget."))
    return redirect("mobility:development")


@signed_in
@require_safe
def roles(request: SignedInRequest) -> HttpResponse:
    seen = JobProfile.objects.visible_to(request.user).select_related("organisation")
    return render(request, "mobility/paths/roles.html", {"roles": page_of(request, seen, PAGE)})


@signed_in
@require_safe
def role(request: SignedInRequest, pk: int) -> HttpResponse:
    seen = JobProfile.objects.visible_to(request.user).select_related("organisation")
    one = find(request, seen, pk=pk)
    goal = CareerGoal.objects.visible_to(request.user).filter(job_profile=one).exists()
    context = {"role": one, "steps": steps_to(request.user, one), "is_goal": goal}
    return render(request, "mobility/paths/role.html", context)
