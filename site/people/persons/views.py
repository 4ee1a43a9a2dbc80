from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import SignedInRequest, find, signed_in
from people.persons.models import Person
from people.persons.parts import facts_about


@signed_in
@require_safe
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """A colleague's page: work, and what the rooms know that this viewer may see."""
    colleague = find(request, Person.objects.visible_to(request.user), pk=pk)
    works = colleague.employments.current().select_related("unit__organisation")
    context = {
        "colleague": colleague,
        "works": works.order_by("-share", "pk"),
        "parts": facts_about(colleague, request.user),
    }
    return render(request, "people/person.html", context)
