"""Who works here."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import SignedInRequest, find, signed_in
from people.organisations import employing
from people.organisations.forms import EmployForm, EmploymentForm
from people.organisations.models import Employment
from people.organisations.views.frame import answer, own
from people.paging import page_of
from people.signin.actions import invite

PAGE = 50


@signed_in
@require_safe
def staff(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = own(request, slug)
    page = page_of(request, Employment.objects.current_at(organisation, request.user), PAGE)
    return render(
        request, "people/organisation/staff.html", {"organisation": organisation, "page": page}
    )


@signed_in
def employ(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = own(request, slug)
    form = EmployForm(request.POST or None, by=request.user, organisation=organisation)
    return answer(
        request,
        organisation,
        form,
        title=_("Ny medarbetare"),
        button=_("Bjud in"),
        act=lambda form: employing.employ(
            organisation=organisation, by=request.user, **form.cleaned_data
        ),
        done=_("Klart. Den som är ny får en inbjudan, den som redan finns här får svara ja först."),
        back="organisation_staff",
    )


@signed_in
def change_employment(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    organisation = own(request, slug)
    employment = find(request, Employment.objects.current_at(organisation, request.user), pk=pk)
    form = EmploymentForm(
        request.POST or None, by=request.user, organisation=organisation, instance=employment
    )
    return answer(
        request,
        organisation,
        form,
        title=_("Ändra anställningen för %(name)s") % {"name": employment.person.name},
        button=_("Spara"),
        act=lambda form: employing.change_employment(employment=employment, by=request.user),
        done=_("Anställningen är ändrad."),
        back="organisation_staff",
    )


@signed_in
@require_POST
def end_employment(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    organisation = own(request, slug)
    employment = find(request, Employment.objects.current_at(organisation, request.user), pk=pk)
    try:
        employing.end_employment(employment=employment, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(
            request, _("Anställningen är avslutad. Lärdomarna finns kvar hos enheten.")
        )
    return redirect("organisation_staff", organisation.slug)


@signed_in
@require_POST
def invite_again(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    organisation = own(request, slug)
    employment = find(request, Employment.objects.current_at(organisation, request.user), pk=pk)
    if employment.person.has_usable_password():
        messages.info(request, _("Personen har redan valt lösenord."))
    else:
        invite(person=employment.person, unit=employment.unit, by=request.user)
        messages.success(
            request, _("En ny inbjudan är på väg. Den gamla länken gäller inte längre.")
        )
    return redirect("organisation_staff", organisation.slug)
