from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from people.reading import BadFile
from skills.importing.esco import import_esco
from skills.importing.jobtech import import_jobtech
from skills.importing.progress import Progress

IMPORTERS = {"jobtech": import_jobtech, "esco": import_esco}


class Command(BaseCommand):
    help = "Bring in a taxonomy of skills and occupations. Safe to run again; all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("taxonomy", choices=IMPORTERS)
        parser.add_argument("folder", type=Path, help="the files' folder, or the one above it")

    def handle(self, *args: Any, **options: Any) -> None:
        progress = Progress(self.stderr.write)
        try:
            done = IMPORTERS[options["taxonomy"]](options["folder"], progress)
        except BadFile as fault:
            raise CommandError(f"{fault} Nothing was changed.") from None
        self.stdout.write(done)
