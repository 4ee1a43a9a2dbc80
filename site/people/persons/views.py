from django.http import HttpResponse
from django.shortcuts import render

from people.access import SignedInRequest, find, signed_in
from people.persons.models import Person
from people.persons.parts import facts_about


@signed_in
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """A colleague's page: work, and what the rooms know that this viewer may see."""
    colleague = find(request, Person.objects.visible_to(request.user), pk=pk)
    context = {"colleague": colleague, "parts": facts_about(colleague, request.user)}
    return render(request, "people/person.html", context)
