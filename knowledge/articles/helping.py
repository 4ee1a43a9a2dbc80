"""Help beside the writing form, while one types. Reads what is sent and keeps nothing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from knowledge.articles import plain
from knowledge.articles.abbreviations import known_abbreviations
from knowledge.articles.drafts import Draft
from knowledge.articles.found_already import alike
from knowledge.articles.models import SECTIONS
from people.access import SignedInRequest, need, signed_in
from people.persons.models import Person
from people.typed import number_in

LONGEST_TITLE = 200
LONGEST_TEXT = 20_000  # of each answer, as the form says


def help_with(draft: Draft, person: Person) -> plain.PlainHelp:
    return read([getattr(draft, name) for name in SECTIONS], person)


def read(parts: list[str], person: Person) -> plain.PlainHelp:
    known = known_abbreviations(person.organisation)
    return plain.PlainHelp(plain.one_text(parts), known)


@signed_in
@require_POST
def found_already(request: SignedInRequest) -> HttpResponse:
    """A POST, so that no log of addresses holds what somebody is about to write."""
    need(request, request.user.belonging.connected, "works at a connected organisation")
    but = number_in(request.POST.get("article", ""))
    lessons = alike(request.POST.get("title", "")[:LONGEST_TITLE], request.user, but=but)
    return render(request, "knowledge/articles/_alike.html", {"alike": lessons})


@signed_in
@require_POST
def language(request: SignedInRequest) -> HttpResponse:
    need(request, request.user.belonging.connected, "works at a connected organisation")
    parts = [request.POST.get(name, "")[:LONGEST_TEXT] for name in SECTIONS]
    context = {"plain": read(parts, request.user)}
    return render(request, "knowledge/articles/_plain.html", context)
