"""The worker's part: exports and imports that wait, and files that have lain long enough."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from knowledge.exchange import exporting, importing
from knowledge.exchange.archives import BadArchive
from knowledge.exchange.models import Transfer
from people import audit, worker
from people.notices import kinds
from people.notices.actions import tell
from people.organisations.models import Organisation
from people.persons.models import Person

log = logging.getLogger("utbyte.exchange")
State = Transfer.State
SILENT = timedelta(minutes=30)
KEPT = timedelta(days=30)
STEP = 25


def run_waiting() -> int:
    """Each by one worker only. Returns how many were done or refused."""
    cold = timezone.now() - SILENT
    Transfer.objects.filter(state=State.RUNNING, beat_at__lt=cold).update(state=State.WAITING)
    waiting = Transfer.objects.filter(state=State.WAITING).order_by("pk")
    ran = 0
    for transfer in waiting.select_related("organisation", "by"):
        mine = Transfer.objects.filter(pk=transfer.pk, state=State.WAITING)
        if mine.update(state=State.RUNNING, beat_at=timezone.now()):
            run(transfer)
            ran += 1
    return ran


def run(transfer: Transfer) -> None:
    by = transfer.by
    language = by.language if by else "sv"
    with translation.override(language):
        try:
            allowed = by and transfer.organisation in Organisation.objects.administered_by(by)
            if by is None or not allowed:
                raise BadArchive([_("Du är inte längre administratör.")])
            (export if transfer.kind == Transfer.Kind.EXPORT else bring_in)(transfer, by)
        except BadArchive as refused:
            finish(transfer, State.FAILED, faults=refused.faults)
        except Exception:
            log.exception("the transfer %s failed", transfer.key)
            finish(transfer, State.FAILED, faults=[_("Något gick fel hos oss. Inget är ändrat.")])


def export(transfer: Transfer, by: Person) -> None:
    found = exporting.owned(transfer.organisation, by, whole=transfer.whole)
    total = found.count()
    beat = beater(transfer)
    count = exporting.write_archive(
        transfer.path, transfer.organisation, found, lambda number: beat(number, total)
    )
    with transaction.atomic():
        audit.record("export", transfer.organisation, by=by, lessons=count, whole=transfer.whole)
        told = exporting.told_of(found) - {by} if transfer.whole else set()
        house = transfer.organisation.name
        tell("lesson_exported", told, url=reverse("knowledge:mine"), organisation=house)
        finish(transfer, State.DONE, done=count, total=count)


def bring_in(transfer: Transfer, by: Person) -> None:
    try:
        done = importing.bring_in(transfer.path, transfer.organisation, by, beater(transfer))
    finally:
        transfer.path.unlink(missing_ok=True)
    said = [
        ngettext("%(count)s ny lärdom", "%(count)s nya lärdomar", done.added)
        % {"count": done.added},
        ngettext("%(count)s ändrad", "%(count)s ändrade", done.changed) % {"count": done.changed},
        ngettext("%(count)s var redan här", "%(count)s var redan här", done.unchanged)
        % {"count": done.unchanged},
    ]
    facts = {"added": done.added, "changed": done.changed, "unchanged": done.unchanged}
    audit.record("import", transfer.organisation, by=by, **facts)
    finish(transfer, State.DONE, notes=[", ".join(said), *done.notes])


class beater:  # noqa: N801
    """Says how far it has come, now and then."""

    def __init__(self, transfer: Transfer) -> None:
        self.rows = Transfer.objects.filter(pk=transfer.pk)

    def __call__(self, number: int, total: int) -> None:
        if number == 1 or number % STEP == 0 or number == total:
            self.rows.update(done=number, total=total, beat_at=timezone.now())


def finish(transfer: Transfer, state: str, **facts: object) -> None:
    now = timezone.now()
    Transfer.objects.filter(pk=transfer.pk).update(state=state, finished_at=now, **facts)
    if transfer.by:
        url = reverse("knowledge:exchange", args=[transfer.organisation.slug])
        kind = "exchange_done" if state == State.DONE else "exchange_failed"
        tell(kind, [transfer.by], url=url, organisation=transfer.organisation.name)


def forget_old() -> int:
    """The files lie for 30 days, and the rows with them."""
    old = Transfer.objects.filter(asked_at__lt=timezone.now() - KEPT)
    for transfer in old:
        transfer.path.unlink(missing_ok=True)
    return old.delete()[0]


def register() -> None:
    worker.register(worker.Job("exchange", 5, run_waiting))
    worker.register(worker.Job("old exchanges", 86_400, forget_old))
    kinds.register(
        kinds.NoticeKind(
            "exchange_done",
            gettext_lazy("Lärdomar som du har hämtat ut eller läst in är klara"),
            gettext_lazy("Klart: lärdomar ut eller in för %(organisation)s"),
            by_mail=False,
        ),
        kinds.NoticeKind(
            "exchange_failed",
            gettext_lazy("Lärdomar gick inte att hämta ut eller läsa in"),
            gettext_lazy("Det gick inte: lärdomar ut eller in för %(organisation)s"),
            by_mail=False,
        ),
        kinds.NoticeKind(
            "lesson_exported",
            gettext_lazy("En lärdom som bara några läser är hämtad ut"),
            gettext_lazy(
                "Administratören för %(organisation)s har hämtat ut det du skrev för några få"
            ),
            by_mail=False,
        ),
    )
