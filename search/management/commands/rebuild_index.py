from typing import Any

from django.core.management.base import BaseCommand

from search.upkeep import rebuild


class Command(BaseCommand):
    help = "Describe everything that can be found again. Search answers meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        for document, done, of in rebuild():
            if done == of or done % 2_000 == 0:
                self.stdout.write(f"{document.kind}: {done} of {of}")
        self.stdout.write("The index is filled.")
