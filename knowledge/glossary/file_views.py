"""The glossary as a file: out, and in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowledge.glossary import actions, files
from knowledge.glossary.forms import ImportForm
from knowledge.glossary.models import Term
from knowledge.glossary.views import either, may_import
from people.access import SignedInRequest, need, signed_in
from people.editors import edits_installation
from people.organisations.models import Role
from people.persons.models import Person

MOST_EXPORTED = 20_000


@signed_in
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """What the viewer may see, the same choice as in the list."""
    seen = Term.objects.visible_to(request.user).used()
    wide = request.GET.get("visa") == "alla"
    terms = (seen if wide else seen.known_to(request.user)).own_first(request.user).with_place()
    lines = files.as_csv(terms[:MOST_EXPORTED])
    answer = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="ordlista.csv"'
    return answer


@signed_in
@either
def bring_in(request: SignedInRequest) -> HttpResponse:
    need(request, may_import(request.user), "editor")
    form = ImportForm(request.POST or None, request.FILES or None, places=importable(request.user))
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            added, changed = files.bring_in(by=request.user, place=form.chosen, content=content)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            said = _("Filen är inläst. Nya ord: %(added)s. Ändrade ord: %(changed)s.")
            messages.success(request, said % {"added": added, "changed": changed})
            return redirect("knowledge:glossary")
    context: dict[str, Any] = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "knowledge/glossary/import.html", context, status=status)


def importable(person: Person) -> list[tuple[actions.Place, str]]:
    """Organisations that the person edits for; everywhere for the installation's editors."""
    return [
        (place, label)
        for place, label in actions.places_for(person)
        if not place.unit
        and (
            person.has_role(Role.Kind.EDITOR, place.organisation)
            if place.organisation
            else edits_installation(person)
        )
    ]
