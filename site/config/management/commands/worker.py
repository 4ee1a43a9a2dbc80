"""Runs what the requests leave behind: mail, search index, reminders. Stop with Ctrl-C."""

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from people.worker import run_due


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.wait(1):
            try:
                run_due()
            except DatabaseError as fault:
                self.stderr.write(f"The database does not answer ({fault}); trying again.")
                close_old_connections()
                stop.wait(5)
