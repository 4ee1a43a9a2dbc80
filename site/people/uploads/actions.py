"""Taking in a file, letting the scanner look at it, and throwing it away."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from people import audit
from people.persons.models import Person
from people.uploads import kinds, limits, names, pictures, scanner
from people.uploads.models import UNUSED, Upload, storage
from people.uploads.refusals import Refused

log = logging.getLogger("utbyte.uploads")
State = Upload.State
Told = Callable[[Upload], None]
_told: list[Told] = []


def when_judged(told: Told) -> None:
    """`told` is called in the transaction where a file that waited is let out or stopped."""
    if told not in _told:
        _told.append(told)


def take_in(name: str, file: IO[bytes], *, by: Person) -> Upload:
    """Look at the file, store it under a random name and return its row; or Refused."""
    if pictures.is_picture(name):
        return take_picture(name, file, by=by)
    _not_larger(file, limits.FILE)
    kind = kinds.known(name, file)
    upload = Upload(name=names.clean(name), kind=kind, size=_size(file), by=by)
    _judge(upload, file, first=True)
    file.seek(0)
    whole = kinds.as_text(file.read()).encode() if kind in {"txt", "csv"} else None
    return _stored(upload, ContentFile(whole) if whole is not None else File(file))


def take_picture(name: str, file: IO[bytes], *, by: Person) -> Upload:
    """Made anew; what the scanner looks for does not survive that, so it is not asked."""
    _not_larger(file, limits.PICTURE)
    picture = pictures.made_anew(name, file)
    upload = Upload(name=names.clean(name), kind=picture.kind, size=len(picture.data), by=by)
    upload.width, upload.height, upload.state = picture.width, picture.height, State.CLEAN
    storage().save(upload.small_path, ContentFile(picture.small))
    return _stored(upload, ContentFile(picture.data))


def _stored(upload: Upload, content: File) -> Upload:
    """The file first: a row never points at nothing. A file without row is swept away."""
    upload.size = content.size
    storage().save(upload.path, content)
    upload.save()
    audit.record("upload", upload, by=upload.by, kind=upload.kind, state=upload.state)
    return upload


def _size(file: IO[bytes]) -> int:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    return size


def _not_larger(file: IO[bytes], most: int) -> None:
    size = _size(file)
    if size > most:
        raise Refused(
            _("Filen är för stor. Den får vara högst %(most)s MB."),
            "size",
            {"most": most // limits.MB},
        )
    if not size:
        raise Refused(_("Filen är tom."), "empty")


def _judge(upload: Upload, file: IO[bytes], *, first: bool = False) -> None:
    """Ask the scanner; the answer becomes the state. Found at the first look is Refused."""
    if not scanner.is_configured():
        upload.state = State.UNSCANNED
        return
    try:
        found = scanner.finds(file)
    except ScannerDown as fault:
        log.warning("the scanner gave no answer: %s", fault)
        if first or upload.state != State.UNSCANNED:
            upload.state = State.HELD
        return
    upload.state = State.REFUSED if found else State.CLEAN
    if found:
        log.warning("the scanner stopped a file: %s", found)
        if first:
            raise Refused(_("Virusskyddet stoppade filen. Den är inte sparad."), "virus")


ScannerDown = scanner.ScannerDown


def scan_waiting(most: int = 20) -> int:
    """Let the scanner look at what waits; stops at once when it is down. Returns how many."""
    if not scanner.is_configured():
        return 0
    judged = 0
    for upload in Upload.objects.waiting()[:most]:
        before = upload.state
        with storage().open(upload.path) as file:
            _judge(upload, file)
        _remember(upload, before)
        if upload.state == before:
            break
        judged += 1
    return judged


@transaction.atomic
def _remember(upload: Upload, before: str) -> None:
    now = timezone.now()
    same = Upload.objects.filter(pk=upload.pk, state=before)
    if upload.state == before:
        same.update(tries=F("tries") + 1, tried_at=now)
        return
    if not same.update(state=upload.state, tried_at=now):
        return
    audit.record("scan", upload, state=upload.state)
    for told in _told:
        told(upload)
    if upload.state == State.REFUSED:
        transaction.on_commit(lambda: _throw(upload))


def remove_unused() -> int:
    """Rows that nothing points at, and files that no row points at. Returns how many rows."""
    gone = sum(_forgotten(upload) for upload in Upload.objects.unused()[:500])
    _sweep()
    return gone


def _forgotten(upload: Upload) -> bool:
    """False when somebody took it into use just now."""
    key = upload.pk
    try:
        with transaction.atomic():
            upload.delete()
            audit.record("remove", Upload(pk=key))
    except ProtectedError:
        return False
    _throw(upload)
    return True


def _throw(upload: Upload) -> None:
    for path in (upload.path, upload.small_path):
        storage().delete(path)


def _sweep() -> None:
    """Files older than a day without a row, as a stopped server leaves them."""
    place = storage()
    if not place.exists(""):
        return
    for folder in place.listdir("")[0]:
        there = place.listdir(folder)[1]
        keys = {name: name.removesuffix("-small") for name in there}
        known = {
            key.hex
            for key in Upload.objects.filter(
                key__in=[key for key in keys.values() if _is_key(key)]
            ).values_list("key", flat=True)
        }
        for name, key in keys.items():
            path = str(PurePosixPath(folder) / name)
            old = timezone.now() - place.get_modified_time(path) > UNUSED
            if key not in known and old:
                place.delete(path)


def _is_key(name: str) -> bool:
    return len(name) == 32 and all(sign in "0123456789abcdef" for sign in name)
