"""A believable Swedish world to walk around in, with server and worker on 127.0.0.1."""

import gc
import json
import os
import signal
import socket
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config import env, texts
from config.world import build
from config.world.large import Sizes, fill
from people.organisations.models import Organisation
from people.worker import run_all
from skills.models import Occupation, Source


def real_missing(data: str) -> list[tuple[str, ...]]:
    """The commands that bring in what is not in yet of the real files; each is all or nothing."""
    catalogue = os.path.join(data, "organisations.csv")
    imports = [
        (Organisation.objects.exclude(source=""), ("import_organisations", catalogue)),
        (Occupation.objects.filter(source=Source.JOBTECH), ("import_skills", "jobtech", data)),
        (Occupation.objects.filter(source=Source.ESCO), ("import_skills", "esco", data)),
    ]
    return [command for stored, command in imports if data and not stored.exists()]


@contextmanager
def rare_cleaning() -> Iterator[None]:
    """Migrations make and drop millions of small objects; looking for cycles takes a fifth."""
    before = gc.get_threshold()
    gc.set_threshold(300_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="make the world and stop")
        for name in (one.name for one in fields(Sizes)):
            help = f"a world for load, with that many {name} in all"
            parser.add_argument(f"--{name}", type=int, default=0, metavar="N", help=help)
        parser.add_argument("--seed", type=int, default=0, help="for load; the same gives the same")
        parser.add_argument("--json", action="store_true", help="the accounts, on the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["no_serve"]:
            self.find_port_free()
        self.make_ready()
        sizes = Sizes(**{one.name: options[one.name] for one in fields(Sizes)})
        if sizes:
            self.say("Making the world large:")
            fill(sizes, options["seed"], self.say)
        if options["json"]:
            self.stdout.write(json.dumps({"accounts": build.accounts()}, ensure_ascii=False))
        else:
            self.show_accounts()
        if not options["no_serve"]:
            self.serve()

    def say(self, line: str) -> None:
        self.stderr.write(line)

    def make_ready(self) -> None:
        for language in ("sv", "en"):
            if texts.catalogue_path(language).exists():
                texts.compiled(language)
        self.say("Preparing the database …")
        with rare_cleaning():
            call_command("migrate", verbosity=0, interactive=False)
        there, missing = build.exists(), real_missing(settings.UTBYTE_DATA)
        if there:
            self.say("The world is already there; what was written is kept.")
        else:
            self.say("Making the world:")
            build.build(self.say)
        try:
            for command in missing:  # what they did goes where progress goes
                call_command(*command, stdout=self.stderr)
        finally:  # a file that fails leaves a world that can be searched
            if missing or not there:
                self.say("  search index …")
                run_all()

    def show_accounts(self) -> None:
        self.stdout.write(f"\n  http://127.0.0.1:{env.PORT}/\n")
        for account in build.accounts():
            where = f"{account['role']}, {account['organisation']}"
            self.stdout.write(f"  {account['email']:<40} {where}")
        self.stdout.write(f"\n  Everyone's password: {build.accounts()[0]['password']}\n")

    def find_port_free(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", env.PORT))
            except OSError:
                raise CommandError(
                    f"Port {env.PORT} is taken. Stop what uses it, or run with another one: "
                    f"UTBYTE_PORT={env.PORT + 1} make demo"
                ) from None

    def serve(self) -> None:
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        self.stdout.write("  Stop with Ctrl-C.\n")
        self.stdout.flush()
        config = str(settings.BASE_DIR / "site" / "gunicorn.conf.py")
        server = subprocess.Popen([sys.executable, "-m", "gunicorn", "-c", config])
        worker = subprocess.Popen([*manage, "worker"])
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl-C does
        with suppress(KeyboardInterrupt):
            server.wait()
        for one in (server, worker):
            one.terminate()
            one.wait()
