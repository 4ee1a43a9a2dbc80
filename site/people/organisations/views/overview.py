"""Which organisation, and what it consists of."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from people.access import SignedInRequest, signed_in
from people.ordering import by_name
from people.organisations.models import Organisation, Unit
from people.organisations.views.frame import own


@signed_in
@require_safe
def choose(request: SignedInRequest) -> HttpResponse:
    """Straight to the organisation; a list only for whoever administers several."""
    mine = Organisation.objects.administered_by(request.user)
    if len(mine) == 1:
        return redirect("organisation", mine[0].slug)
    return render(request, "people/organisation/choose.html", {"organisations": mine})


@signed_in
@require_safe
def overview(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = own(request, slug)
    roles = organisation.roles.select_related("person", "unit")
    context = {
        "organisation": organisation,
        "units": tree(list(organisation.units.living().with_headcount())),
        "teams": organisation.teams.with_headcount(),
        "roles": roles.order_by("kind", by_name("person__name")),
    }
    return render(request, "people/organisation/overview.html", context)


def tree(units: list[Unit]) -> list[tuple[int, Unit]]:
    """Depth and unit, children after their parent, siblings by name."""
    below: dict[int | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)

    def walk(parent: int | None, depth: int) -> list[tuple[int, Unit]]:
        found = []
        for unit in below.get(parent, []):
            found += [(depth, unit), *walk(unit.pk, depth + 1)]
        return found

    return walk(None, 0)
