"""An organisation's administrators: all lessons out as a file, and in again."""

from typing import Any, cast
from zipfile import is_zipfile

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from knowledge.exchange import exporting
from knowledge.exchange.models import Transfer
from people.access import SignedInRequest, find, need, signed_in
from people.forms import HouseForm
from people.once import once
from people.organisations.models import Organisation
from people.persons.models import Person

SHOWN = 10
LARGEST = 500_000_000  # bytes


class ExportForm(HouseForm):
    whole = forms.BooleanField(
        label=gettext_lazy("Ta med allt som organisationen har publicerat"),
        help_text=gettext_lazy(
            "Också det som bara ett team, en enhet eller ett nätverk läser, och det som är "
            "tillbakadraget. Om det finns något sådant, och hur mycket, står inte här. De som har "
            "skrivit det får veta att du har hämtat ut det."
        ),
        required=False,
    )


class ImportForm(HouseForm):
    file = forms.FileField(
        label=gettext_lazy("Zipfil från Utbyte"),
        help_text=gettext_lazy("Allt läses in, eller inget. Samma fil en gång till ändrar inget."),
        error_messages={"required": gettext_lazy("Välj en fil.")},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("Filen får vara högst 500 MB."))
        if not is_zipfile(file.file):  # type: ignore[arg-type]
            raise forms.ValidationError(_("Filen är ingen zipfil."))
        return file


def own(request: SignedInRequest, slug: str) -> Organisation:
    return find(request, Organisation.objects.administered_by(request.user), slug=slug)


@signed_in
@require_safe
def exchange(request: SignedInRequest, slug: str) -> HttpResponse:
    return page(request, own(request, slug), ImportForm())


def page(
    request: SignedInRequest, organisation: Organisation, form: ImportForm, status: int = 200
) -> HttpResponse:
    context = {
        "organisation": organisation,
        "out": ExportForm(prefix="ut"),
        "form": form,
        "seen": exporting.owned(organisation, request.user, whole=False).count(),
        **latest(request, organisation),
    }
    return render(request, "knowledge/exchange/exchange.html", context, status=status)


def latest(request: SignedInRequest, organisation: Organisation) -> dict[str, Any]:
    seen = Transfer.objects.visible_to(request.user).filter(organisation=organisation)
    found = list(seen.select_related("by")[:SHOWN])
    return {"transfers": found, "is_busy": any(one.is_open for one in found)}


@signed_in
@require_safe
def progress(request: SignedInRequest, slug: str) -> HttpResponse:
    """The list alone, for the page to ask for while something is under way."""
    organisation = own(request, slug)
    context = {"organisation": organisation, **latest(request, organisation)}
    return render(request, "knowledge/exchange/_transfers.html", context)


@signed_in
@require_POST
def export(request: SignedInRequest, slug: str) -> HttpResponse:
    """One at a time: asked for again while it waits, it is the same."""
    organisation = own(request, slug)
    form = ExportForm(request.POST, prefix="ut")
    whole = form.is_valid() and form.cleaned_data["whole"]

    def act() -> str:
        ask_export(organisation, request.user, whole=whole)
        messages.success(request, _("Filen görs. Du får en notis när den är klar."))
        return reverse("knowledge:exchange", args=[slug])

    return once(request, act)


@transaction.atomic
def ask_export(organisation: Organisation, by: Person, *, whole: bool) -> Transfer:
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    facts = {"organisation": organisation, "by": by, "whole": whole}
    facts |= {"kind": Transfer.Kind.EXPORT, "state": Transfer.State.WAITING}
    waiting = Transfer.objects.filter(**facts).first()
    return waiting or Transfer.objects.create(**facts)


@signed_in
@require_POST
def bring_in(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = own(request, slug)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, organisation, form, status=422)

    def act() -> str:
        ask_import(organisation, request.user, form.cleaned_data["file"])
        messages.success(request, _("Filen läses in. Du får en notis när det är klart."))
        return reverse("knowledge:exchange", args=[slug])

    return once(request, act)


def ask_import(organisation: Organisation, by: Person, file: UploadedFile) -> Transfer:
    """The file first: a row never points at nothing."""
    transfer = Transfer(organisation=organisation, by=by, kind=Transfer.Kind.IMPORT)
    transfer.path.parent.mkdir(parents=True, exist_ok=True)
    with transfer.path.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    transfer.save()
    return transfer


@signed_in
@require_safe
def download(request: SignedInRequest, slug: str, key: object) -> HttpResponse:
    organisation = own(request, slug)
    seen = Transfer.objects.visible_to(request.user).filter(organisation=organisation)
    transfer = find(request, seen, key=key)
    # It holds what the one who asked for it may read, which another administrator may not.
    theirs = transfer.has_file and transfer.by == request.user
    need(request, theirs and transfer.path.exists(), "asked for the file")
    name = f"utbyte-{organisation.slug}-{transfer.asked_at:%Y-%m-%d}.zip"
    file = transfer.path.open("rb")
    return cast(HttpResponse, FileResponse(file, as_attachment=True, filename=name))
