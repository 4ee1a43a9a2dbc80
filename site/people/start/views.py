from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import SignedInRequest, signed_in
from people.start.parts import panels_for, todos_for


@signed_in
@require_safe
def start(request: SignedInRequest) -> HttpResponse:
    context = {
        "todos": todos_for(request.user),
        "main_panels": panels_for(request.user, "main"),
        "side_panels": panels_for(request.user, "side"),
    }
    return render(request, "people/start.html", context)
