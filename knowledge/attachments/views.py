"""Adding to a draft, and handing out to those who may read."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.articles.actions import AlreadyPublished
from knowledge.articles.drafts import Draft
from knowledge.attachments import actions, importing
from knowledge.attachments.forms import AttachForm, WordForm, WordsForm
from knowledge.attachments.models import WORDS, Attachment
from people.access import SignedInRequest, anyone, find, need, signed_in
from people.typed import key_in
from people.uploads import serving
from people.uploads.bodies import takes_files
from people.uploads.models import Upload
from people.uploads.refusals import Refused

either = require_http_methods(["GET", "HEAD", "POST"])


@anyone
@require_safe
def file(request: HttpRequest, key: uuid.UUID, small: bool = False) -> HttpResponse:
    files = Attachment.objects.visible_to(request.user).files()
    return serving.answer(request, find(request, files, key=key), small=small)


@takes_files
@signed_in
@either
def attachments(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = find(request, Draft.objects.of(request.user).select_related("article"), pk=pk)
    form = AttachForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return listing(request, draft, form)
    if not form.is_valid():
        return listing(request, draft, form, status=422)
    sent = form.cleaned_data
    words = {name: sent[name] for name in WORDS}
    try:
        attachment = actions.attach(
            draft=draft,
            by=request.user,
            name=sent["file"].name,
            file=sent["file"],
            key=key_in(request.POST.get("key", "")),
            **words,
        )
    except Refused as no:
        form.add_error("file", no)
        return listing(request, draft, form, status=422)
    say(request, attachment.upload)
    return redirect("knowledge:attachments", pk=draft.pk)


def say(request: HttpRequest, upload: Upload) -> None:
    if upload.is_held:
        held = _("%(file)s är mottagen men inte granskad än. Den visas när virusskyddet svarar.")
        messages.warning(request, held % {"file": upload.name})
    else:
        messages.success(request, _("%(file)s är tillagd.") % {"file": upload.name})


def listing(
    request: SignedInRequest,
    draft: Draft,
    form: AttachForm,
    *,
    wrong: WordsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = [
        wrong
        if wrong is not None and wrong.instance.pk == one.pk
        else WordsForm(instance=one, prefix=f"b{one.pk}")
        for one in draft.attachments.in_order()
    ]
    context = {"draft": draft, "form": form, "rows": rows, "key": uuid.uuid4()}
    return render(request, "knowledge/attachments/attachments.html", context, status=status)


@signed_in
@require_POST
def describe(request: SignedInRequest, pk: int, attachment: int) -> HttpResponse:
    draft = find(request, Draft.objects.of(request.user).select_related("article"), pk=pk)
    one = find(request, draft.attachments.in_order(), pk=attachment)
    form = WordsForm(request.POST, instance=one, prefix=f"b{one.pk}")
    if not form.is_valid():
        return listing(request, draft, AttachForm(), wrong=form, status=422)
    words = {name: form.cleaned_data[name] for name in WORDS}
    actions.describe(attachment=one, by=request.user, **words)
    messages.success(request, _("Beskrivningen är sparad."))
    return redirect("knowledge:attachments", pk=draft.pk)


@signed_in
@require_POST
def remove(request: SignedInRequest, pk: int, attachment: int) -> HttpResponse:
    """A second click on what is gone leads to the same page."""
    draft = find(request, Draft.objects.of(request.user), pk=pk)
    one = draft.attachments.in_order().filter(pk=attachment).first()
    if one is not None:
        actions.remove(attachment=one, by=request.user)
        messages.success(request, _("%(file)s är borttagen.") % {"file": one.upload.name})
    return redirect("knowledge:attachments", pk=draft.pk)


@takes_files
@signed_in
@either
def from_word(request: SignedInRequest) -> HttpResponse:
    person = request.user
    need(request, person.belonging.connected, "works at a connected organisation")
    form = WordForm(request.POST or None, request.FILES or None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        key = form.cleaned_data["key"]
        try:
            done = importing.start_from_word(by=person, name=sent.name, file=sent, key=key)
        except AlreadyPublished as before:
            messages.info(request, _("Dokumentet är redan publicerat som den här lärdomen."))
            return redirect(before.article)
        except Refused as no:
            form.add_error("file", no)
        else:
            report(request, done)
            return redirect("knowledge:draft", pk=done.draft.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "knowledge/attachments/word.html", {"form": form}, status=status)


def report(request: HttpRequest, done: importing.Imported) -> None:
    """What became of the document; nothing when the same form was sent once more."""
    if done.word is None:
        return
    messages.success(
        request,
        ngettext(
            "Dokumentet är ett utkast nu. Vi kände igen %(known)s rubrik; resten står under "
            "”Vad gjorde ni, och hur gick det?”.",
            "Dokumentet är ett utkast nu. Vi kände igen %(known)s rubriker; resten står under "
            "”Vad gjorde ni, och hur gick det?”.",
            done.word.known,
        )
        % {"known": done.word.known},
    )
    for number, one, many in (
        (
            done.lacking,
            _("En bild följde med. Beskriv den, så visas den."),
            _("%(number)s bilder följde med och saknar beskrivning. Beskriv dem, så visas de."),
        ),
        (
            done.lost,
            _("En bild gick inte att ta med."),
            _("%(number)s bilder gick inte att ta med."),
        ),
        (
            done.word.dropped,
            _("En länk togs bort för att den inte leder till en webbsida. Texten står kvar."),
            _(
                "%(number)s länkar togs bort för att de inte leder till webbsidor. "
                "Texten står kvar."
            ),
        ),
    ):
        if number:
            messages.warning(request, one if number == 1 else many % {"number": number})
