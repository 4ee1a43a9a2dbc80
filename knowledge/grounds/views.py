from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knowledge.articles.lists import seen_by
from knowledge.articles.models import ArticlePage
from knowledge.articles.views import at
from knowledge.grounds import actions
from knowledge.grounds.forms import ChangeForm, GroundForm, NamedChangeForm
from knowledge.grounds.models import Ground
from knowledge.validity.actions import may_answer
from people.access import SignedInRequest, find, need, signed_in
from people.organisations.models import Organisation, Role
from people.paging import page_of
from people.persons.models import Person

PAGE = 25
SUGGESTED = 200


def _lesson(request: SignedInRequest, place: str, slug: str) -> ArticlePage:
    seen = ArticlePage.objects.visible_to(request.user).select_related("organisation", "unit")
    article = find(request, seen, **at(place, slug))
    need(request, may_answer(article, request.user), "answers for the lesson")
    return article


@signed_in
def grounds(request: SignedInRequest, place: str, slug: str) -> HttpResponse:
    """What one lesson rests on, for those who answer for it."""
    article = _lesson(request, place, slug)
    form = GroundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rest_on(article=article, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error("name", refusal)
        else:
            messages.success(request, _("Sparat. Du får veta när det ändras."))
            return redirect("knowledge:grounds", place, slug)
    known = Ground.objects.visible_to(request.user).filter(organisation=article.organisation)
    form.fields["name"].widget.attrs["list"] = "known-grounds"
    context = {
        "article": article,
        "form": form,
        "grounds": Ground.objects.filter(marks__article=article),
        "known": known.values_list("name", flat=True).order_by("key").distinct()[:SUGGESTED],
    }
    status = 422 if form.errors else 200
    return render(request, "knowledge/grounds/lesson.html", context, status=status)


@signed_in
@require_POST
def remove(request: SignedInRequest, place: str, slug: str, pk: int) -> HttpResponse:
    article = _lesson(request, place, slug)
    ground = Ground.objects.filter(organisation=article.organisation, pk=pk).first()
    if ground is not None:
        actions.stop_resting_on(article=article, by=request.user, ground=ground)
    messages.success(request, _("Borttaget."))
    return redirect("knowledge:grounds", place, slug)


@signed_in
def all_grounds(request: SignedInRequest) -> HttpResponse:
    """For editors: what lessons that they read rest on, and a form for a note on anything else."""
    person = request.user
    need(request, person.has_role(Role.Kind.EDITOR), "edits an organisation")
    form = NamedChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        here = _edited(person)
        change = actions.note_by_name(organisation=here, by=person, **form.cleaned_data)
        return _noted(request, change.ground_id)
    wanted = request.GET.get("q", "")[:120].strip()
    rows = Ground.objects.edited_by(person).called(wanted).with_lessons(person)
    page = page_of(request, rows.order_by("kind", "key", "pk"), PAGE)
    context = {"page": page, "wanted": wanted, "form": form}
    status = 422 if form.errors else 200
    return render(request, "knowledge/grounds/all.html", context, status=status)


def _edited(person: Person) -> Organisation:
    """Where one is an editor: at the main employer, if it is several."""
    at = person.belonging.where(Role.Kind.EDITOR)
    jobs = (one.unit.organisation for one in person.belonging.employments)
    return next(one for one in jobs if one.pk in at)


def _noted(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same answer whether or not a lesson rests on it that the editor does not read."""
    messages.success(
        request, _("Noterat. De som svarar för lärdomar som vilar på det får frågan om de gäller.")
    )
    return redirect("knowledge:ground", pk=pk)


@signed_in
def ground(request: SignedInRequest, pk: int) -> HttpResponse:
    """One of them: what rests on it, what has been noted, and a form for the next note."""
    person = request.user
    found = find(request, Ground.objects.edited_by(person).select_related("organisation"), pk=pk)
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.note_change(ground=found, by=person, note=form.cleaned_data["note"])
        return _noted(request, pk)
    lessons = seen_by(person).filter(ground_marks__ground=found).newest().with_card()
    context = {
        "ground": found,
        "form": form,
        "page": page_of(request, lessons, PAGE),
        "changes": found.changes.select_related("noted_by")[:20],
    }
    status = 422 if form.errors else 200
    return render(request, "knowledge/grounds/ground.html", context, status=status)
