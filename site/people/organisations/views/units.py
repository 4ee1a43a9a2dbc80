"""Units: new, changed, moved, merged."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from people.access import SignedInRequest, find, signed_in
from people.organisations import reorganising
from people.organisations.forms import NewUnitForm, OtherUnitForm, UnitForm
from people.organisations.views.frame import answer, own


@signed_in
def add_unit(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = own(request, slug)
    form = NewUnitForm(request.POST or None, organisation=organisation)
    return answer(
        request,
        organisation,
        form,
        title=_("Ny enhet"),
        button=_("Lägg till enheten"),
        act=lambda form: reorganising.add_unit(
            organisation=organisation, by=request.user, **form.cleaned_data
        ),
        done=_("Enheten finns nu."),
    )


@signed_in
def change_unit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    organisation = own(request, slug)
    unit = find(request, organisation.units.living(), pk=pk)
    form = UnitForm(request.POST or None, organisation=organisation, instance=unit)
    return answer(
        request,
        organisation,
        form,
        title=_("Ändra %(unit)s") % {"unit": unit.name},
        button=_("Spara"),
        act=lambda form: reorganising.change_unit(unit=unit, by=request.user),
        done=_("Enheten är ändrad."),
    )


@signed_in
def move_unit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    organisation = own(request, slug)
    unit = find(request, organisation.units.living(), pk=pk)
    form = OtherUnitForm(request.POST or None, unit=unit, required=False)
    return answer(
        request,
        organisation,
        form,
        title=_("Flytta %(unit)s") % {"unit": unit.name},
        button=_("Flytta enheten"),
        act=lambda form: reorganising.move_unit(
            unit=unit, under=form.cleaned_data["unit"], by=request.user
        ),
        done=_("Enheten är flyttad. Människor, lärdomar och historik följde med."),
    )


@signed_in
def merge_unit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    organisation = own(request, slug)
    unit = find(request, organisation.units.living(), pk=pk)
    form = OtherUnitForm(request.POST or None, unit=unit)
    return answer(
        request,
        organisation,
        form,
        title=_("Slå ihop %(unit)s med en annan enhet") % {"unit": unit.name},
        button=_("Slå ihop"),
        act=lambda form: reorganising.merge_unit(
            unit=unit, into=form.cleaned_data["unit"], by=request.user
        ),
        done=_("Enheterna är ihopslagna. Människor, lärdomar och historik följde med."),
    )
