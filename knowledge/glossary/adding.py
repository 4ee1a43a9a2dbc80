"""A new word."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from knowledge.glossary import actions, spelling
from knowledge.glossary.forms import NewTermForm
from knowledge.glossary.models import Term
from knowledge.glossary.views import either, may_add
from people.access import SignedInRequest, need, signed_in
from people.forms import does
from people.once import once

MOST_OTHERS = 10


@signed_in
@either
def new(request: SignedInRequest) -> HttpResponse:
    """One step from a hint: `?ord=IBIC&tillbaka=/kunskap/skriv/7/`."""
    need(request, may_add(request.user), "works at an organisation, or edits for all")
    places = actions.places_for(request.user)
    back = _back(request)
    word = request.GET.get("ord", "").strip()[:80]
    form = NewTermForm(request.POST or None, places=places, initial={"word": word})
    if request.method == "POST" and form.is_valid():
        done = does(form, lambda: once(request, lambda: _added(request, form, back)))
        if done:
            return done
    context = {"form": form, "back": back, "others": _known(request, form, word)}
    status = 422 if form.errors else 200
    return render(request, "knowledge/glossary/new.html", context, status=status)


def _added(request: SignedInRequest, form: NewTermForm, back: str) -> str:
    term, is_new = actions.add(by=request.user, place=form.chosen, **form.written)
    if not is_new:
        messages.info(request, _("Ordet fanns redan i ordlistan."))
    elif term.is_proposed:
        messages.success(request, _("Tack. Ordet förklaras nu där det står i era lärdomar."))
    else:
        messages.success(request, _("Ordet finns nu i ordlistan."))
    return back or term.get_absolute_url()


def _known(request: SignedInRequest, form: NewTermForm, word: str) -> list[Term]:
    """What the word means already, here and elsewhere."""
    key = spelling.key(str(form.data.get("word", word))[:80])
    if not key:
        return []
    seen = Term.objects.visible_to(request.user).used().filter(key=key)
    return list(seen.own_first(request.user).with_place()[:MOST_OTHERS])


def _back(request: HttpRequest) -> str:
    """Where the writer came from, if that is a page of ours."""
    back = request.POST.get("next") or request.GET.get("tillbaka", "")
    ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back[:400] if ours else ""
