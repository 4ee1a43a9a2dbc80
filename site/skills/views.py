from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from people.access import SignedInRequest, signed_in
from skills.vocabulary.models import Skill


@signed_in
@require_GET
def suggest(request: SignedInRequest) -> HttpResponse:
    """The options of a list box for what has been typed in `q`; empty when nothing fits."""
    typed = request.GET.get("q", "")
    skills = Skill.objects.lookup(typed, (get_language() or "sv")[:2])
    return render(request, "skills/_suggestions.html", {"skills": skills})
