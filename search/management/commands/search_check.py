from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.documents import all_documents
from search.upkeep import differences


class Command(BaseCommand):
    help = "Compare the index with the database; ends with 1 when they differ."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for document in all_documents():
            found = differences(document)
            wrong += found.total()
            said = ", ".join(f"{count} {what}" for what, count in sorted(found.items()))
            self.stdout.write(f"{document.kind}: {said or 'as the database'}")
        if wrong:
            raise CommandError(
                f"{wrong} differ. Changes that wait are brought by the worker; "
                "if none wait, run rebuild_index.",
                returncode=1,
            )
