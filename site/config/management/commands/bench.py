import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from config.benches import friday, pages

SUBJECTS = {"pages": pages.measure, "friday": friday.measure}


class Command(BaseCommand):
    help = "Figures, with what they are compared with. For pages: demo --articles N first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("subject", choices=SUBJECTS)
        parser.add_argument("--json", action="store_true", help="one object, on the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        figures = SUBJECTS[options["subject"]](self.stderr.write)
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
            return
        for name, value in figures.items():
            if not isinstance(value, list):
                self.stdout.write(f"{name}: {value}")
                continue
            self.stdout.write("  ".join(f"{head:>20}" for head in value[0]))
            for row in value:
                self.stdout.write(
                    "  ".join(f"{'' if one is None else one:>20}" for one in row.values())
                )
