"""Our own pages in the CMS about search: what editors choose, and what nothing answers."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import SignedInRequest, editors_only, either, find
from people.audit import record
from people.forms import HouseForm, HouseModelForm
from people.paging import page_of
from search import empty, promoting
from search.documents import document_named
from search.finding import find as find_hits
from search.hits import Found
from search.models import Promotion, SynonymGroup, ways

PAGE = 25
MOST_HITS = 20
LONGEST = 200
MOST_WORDS = 20


@editors_only
@require_safe
def unanswered(request: SignedInRequest) -> HttpResponse:
    page = page_of(request, empty.asked_by_enough(timezone.localdate()), PAGE)
    context = {"page": page, "fewest": empty.FEWEST, "weeks": empty.WEEKS}
    return render(request, "search/editing/unanswered.html", context)


class SynonymForm(HouseModelForm):
    class Meta:
        model = SynonymGroup
        fields = ("words",)

    def clean_words(self) -> str:
        said = ways(self.cleaned_data["words"])
        if len(said) < 2:
            raise ValidationError(_("Skriv minst två ord med komma emellan."))
        if len(said) > MOST_WORDS:
            raise ValidationError(_("Högst tjugo ord i en grupp."))
        return ", ".join(said.values())


@editors_only
@require_safe
def synonyms(request: SignedInRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:LONGEST]
    groups = SynonymGroup.objects.order_by("words", "pk")
    groups = groups.filter(words__icontains=asked) if asked else groups
    context = {"page": page_of(request, groups, PAGE), "asked": asked}
    return render(request, "search/editing/synonyms.html", context)


@editors_only
@either
def synonym(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """A new group, or one that is there; the same words twice are one group."""
    group = find(request, SynonymGroup.objects.all(), pk=pk) if pk else SynonymGroup()
    start = {"words": request.GET.get("ord", "")[:LONGEST]}
    form = SynonymForm(request.POST or None, instance=group, initial={} if pk else start)
    if request.method == "POST" and form.is_valid():
        if pk or not SynonymGroup.objects.filter(words=form.cleaned_data["words"]).exists():
            record("synonyms saved", form.save(), by=request.user)
        messages.success(request, _("Sparat. Sökningen tar orden för samma sak från och med nu."))
        return redirect("editing_synonyms")
    context = {"form": form, "group": group if pk else None}
    status = 422 if form.errors else 200
    return render(request, "search/editing/synonym.html", context, status=status)


@editors_only
@require_POST
def drop_synonym(request: SignedInRequest, pk: int) -> HttpResponse:
    group = SynonymGroup.objects.filter(pk=pk).first()
    if group:
        record("synonyms dropped", group, by=request.user)
        group.delete()
        messages.success(request, _("Borttaget."))
    return redirect("editing_synonyms")


@editors_only
@require_safe
def promotions(request: SignedInRequest) -> HttpResponse:
    questions = Promotion.objects.order_by("question").values_list("question", flat=True)
    context = {"page": page_of(request, questions.distinct(), PAGE)}
    return render(request, "search/editing/promotions.html", context)


@editors_only
@require_safe
def question(request: SignedInRequest) -> HttpResponse:
    """`?fraga=` is the question that is tended, `?leta=` finds a page that it does not."""
    asked = promoting.question(request.GET.get("fraga", ""))
    if not asked:
        return redirect("editing_promotions")
    words = request.GET.get("leta", "").strip()[:LONGEST]
    found = find_hits(words or asked, request.user)
    hits = found.hits(found.among[:MOST_HITS])
    rows = list(Promotion.objects.filter(question=asked).order_by("order", "pk")[:100])
    taken = {(one.kind, one.object_id) for one in rows}
    context = {
        "asked": asked,
        "words": words,
        "chosen": chosen(request, rows),
        "hits": [hit for hit in hits if (hit.document.kind, hit.object.pk) not in taken],
    }
    return render(request, "search/editing/question.html", context)


def chosen(request: SignedInRequest, rows: list[Promotion]) -> list[dict[str, Any]]:
    """Each choice with its hit; without one when this editor may not see it, or it is gone."""
    candidates = [(one.kind, one.object_id) for one in rows]
    seen = promoting.seen(candidates, request.user)
    hits = {(hit.document.kind, hit.object.pk): hit for hit in Found([]).hits(seen)}
    return [{"row": one, "hit": hits.get((one.kind, one.object_id))} for one in rows]


class ChoiceForm(HouseForm):
    fraga = forms.CharField(max_length=LONGEST)
    kind = forms.CharField(max_length=40)
    object_id = forms.IntegerField(min_value=1, max_value=2**62)
    act = forms.ChoiceField(choices=Promotion.Act.choices)


@editors_only
@require_POST
def choose(request: SignedInRequest) -> HttpResponse:
    """Only what the editor sees may be chosen; chosen again, the choice is changed."""
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    asked, what = promoting.question(said["fraga"]), (said["kind"], said["object_id"])
    if not asked or document_named(what[0]) is None or not promoting.seen([what], request.user):
        raise Http404
    last = Promotion.objects.filter(question=asked).aggregate(last=Max("order"))["last"] or 0
    row, is_new = Promotion.objects.get_or_create(
        question=asked,
        kind=what[0],
        object_id=what[1],
        defaults={"act": said["act"], "order": min(last + 1, 30_000)},
    )
    if not is_new:
        row.act = said["act"]
        row.save(update_fields=["act"])
    record("hit chosen", row, by=request.user, act=row.act)
    messages.success(request, _("Sparat. Det gäller från nästa sökning."))
    return back_to(asked)


@editors_only
@require_POST
def drop_choice(request: SignedInRequest, pk: int) -> HttpResponse:
    row = Promotion.objects.filter(pk=pk).first()
    if row is None:
        return redirect("editing_promotions")
    record("hit not chosen", row, by=request.user)
    row.delete()
    messages.success(request, _("Borttaget."))
    return back_to(row.question)


def back_to(asked: str) -> HttpResponse:
    address = redirect("editing_question")
    address["Location"] += f"?{urlencode({'fraga': asked})}"
    return address
