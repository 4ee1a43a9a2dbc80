"""The barest project that serves a Wagtail page: what our own pages are compared with."""

import os
import subprocess
import sys

from django.conf import settings

SETTINGS = "config.benches.bare.settings"


def make_bare(folder: str) -> str:
    """Its database with one page, in `folder`; the name of its settings."""
    here = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS, "BENCH_FOLDER": folder}
    here["PYTHONPATH"] = os.pathsep.join(sys.path)
    made = "from config.benches.bare.make import make; make()"
    subprocess.run([sys.executable, "-c", made], env=here, cwd=settings.BASE_DIR, check=True)
    return SETTINGS
