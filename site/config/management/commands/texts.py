"""`texts`: add new texts to the English catalogue, drop old ones, say what lacks English.
`texts --compile`: only write what Django reads."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from config import texts


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--compile", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["compile"]:
            self.update()
        for language in ("sv", "en"):
            if texts.catalogue_path(language).exists():
                texts.compiled(language)

    def update(self) -> None:
        old, new = texts.read("en"), texts.Catalog(locale="en")
        for text, context, _where in texts.all_texts():
            key = text if isinstance(text, str) else text[0]
            known = old.get(key, context)
            new.add(text, known.string if known else "", context=context)
        texts.write(new)
        gaps = texts.missing()
        for text, _context, where in gaps:
            self.stdout.write(f"{where}: {text!r}")
        self.stdout.write(f"{len(gaps)} texts lack English.")
