"""The list of words, one word's page, and tending them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.glossary import actions, files, spelling
from knowledge.glossary.forms import ImportForm, NewTermForm, RetireForm, TermForm
from knowledge.glossary.models import Term
from people.access import SignedInRequest, anyone, find, need, signed_in
from people.audience import belonging
from people.editors import edits_installation
from people.once import once
from people.organisations.models import Role
from people.paging import page_of
from people.persons.models import Person, Viewer

PAGE = 25
LONGEST_QUESTION = 80
MOST_OTHERS = 10
MOST_VERSIONS = 50
MOST_EXPORTED = 20_000
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ#"
either = require_http_methods(["GET", "HEAD", "POST"])


@anyone
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The viewer's own organisation's words and everybody's; all organisations' on request."""
    viewer = request.user
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    letter, wide = request.GET.get("bokstav", ""), request.GET.get("visa") == "alla"
    if letter and letter not in ALPHABET:
        raise Http404
    seen = Term.objects.visible_to(viewer).used()
    near = seen if wide else seen.known_to(viewer)
    among = near.filter(text__contains=asked.casefold()) if asked else near
    letters = set(among.values_list("letter", flat=True).distinct())
    chosen = among.filter(letter=letter) if letter else among
    page = page_of(request, chosen.own_first(viewer).with_place(), PAGE)
    context = {
        "page": page,
        "asked": asked,
        "letter": letter,
        "wide": wide,
        "letters": [(one, one in letters) for one in ALPHABET],
        "may_add": may_add(viewer),
        "may_import": may_import(viewer),
        "waiting": waiting(viewer),
        "connected": belonging(viewer).connected,
    }
    return render(request, "knowledge/glossary/index.html", context)


def may_add(viewer: Viewer) -> bool:
    return bool(belonging(viewer).organisations) or edits_installation(viewer)


def may_import(viewer: Viewer) -> bool:
    is_editor = isinstance(viewer, Person) and viewer.has_role(Role.Kind.EDITOR)
    return is_editor or edits_installation(viewer)


def waiting(viewer: Viewer) -> list[Term]:
    """Proposals that this editor may review, oldest first."""
    if not (isinstance(viewer, Person) and viewer.has_role(Role.Kind.EDITOR)):
        return []
    return list(Term.objects.waiting_for(viewer).order_by("changed_at", "pk")[:MOST_OTHERS])


@anyone
@require_safe
def term(request: HttpRequest, pk: int) -> HttpResponse:
    return term_page(request, _seen(request, pk))


def term_page(
    request: HttpRequest, term: Term, retire: RetireForm | None = None, status: int = 200
) -> HttpResponse:
    seen = Term.objects.visible_to(request.user).used().filter(key=term.key).exclude(pk=term.pk)
    context = {
        "term": term,
        "others": seen.own_first(request.user).with_place()[:MOST_OTHERS],
        "versions": term.versions.select_related("by")[:MOST_VERSIONS],
        "tends": term.is_tended_by(request.user),
        "may_change": term.may_be_changed_by(request.user),
        "retire": retire or RetireForm(),
        "shows_names": term.organisation_id in belonging(request.user).organisations,
    }
    return render(request, "knowledge/glossary/term.html", context, status=status)


def _seen(request: HttpRequest, pk: int) -> Term:
    seen = Term.objects.visible_to(request.user).select_related(
        "organisation", "unit", "proposed_by"
    )
    return find(request, seen, pk=pk)


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
        try:
            return once(request, lambda: _added(request, form, back))
        except ValidationError as refusal:
            form.add_error(None, refusal)
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


@signed_in
@either
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    term = _seen(request, pk)
    allowed = term.may_be_changed_by(request.user) and not term.is_retired
    need(request, allowed, "editor, or who proposed it")
    known = {name: getattr(term, name) for name in ("word", "meaning", "explanation")}
    form = TermForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(term=term, by=request.user, **form.written)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Sparat."))
            return redirect(term)
    context = {"form": form, "term": term}
    status = 422 if form.errors else 200
    return render(request, "knowledge/glossary/change.html", context, status=status)


@signed_in
@require_POST
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    term = _seen(request, pk)
    need(request, term.is_tended_by(request.user), "editor")
    actions.review(term=term, by=request.user)
    messages.success(request, _("Ordet är granskat."))
    return redirect(term)


@signed_in
@require_POST
def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    term = _seen(request, pk)
    again = term.is_retired and term.proposed_by_id == request.user.pk
    need(request, term.may_be_changed_by(request.user) or again, "editor, or who proposed it")
    form = RetireForm(request.POST)
    if not form.is_valid():
        return term_page(request, term, form, status=422)
    if not term.is_retired:
        actions.retire(term=term, by=request.user, because=form.cleaned_data["because"])
    messages.success(request, _("Ordet förklaras inte längre. Sidan och historiken finns kvar."))
    return redirect(term)


@signed_in
@require_POST
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    term = _seen(request, pk)
    need(request, term.is_tended_by(request.user), "editor")
    try:
        actions.restore(term=term, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("Ordet används igen."))
    return redirect(term)


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
