"""The list of words, one word's page, and tending them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.glossary import actions
from knowledge.glossary.forms import RetireForm, TermForm
from knowledge.glossary.models import Term
from people.access import SignedInRequest, anyone, find, need, signed_in
from people.audience import belonging
from people.editors import edits_installation
from people.organisations.models import Role
from people.paging import page_of
from people.persons.models import Person, Viewer

PAGE = 25
LONGEST_QUESTION = 80
MOST_OTHERS = 10
MOST_VERSIONS = 50
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
