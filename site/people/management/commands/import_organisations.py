from argparse import ArgumentParser
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from people.organisations.importing import import_organisations
from people.reading import BadFile


class Command(BaseCommand):
    help = "Bring in the catalogue of employers. Safe to run again; all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--leave-out",
            action="append",
            default=[],
            metavar="TEXT",
            help="pass by rows with this text in department_or_group; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = monotonic()
        self.stderr.write(f"[  0.0 s] reading {options['file']}")
        try:
            done = import_organisations(options["file"], options["leave_out"])
        except BadFile as fault:
            raise CommandError(f"{fault} Nothing was changed.") from None
        self.stderr.write(f"[{monotonic() - began:5.1f} s] done")
        self.stdout.write(str(done))
