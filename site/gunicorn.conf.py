"""`gunicorn -c site/gunicorn.conf.py` serves Utbyte from a checkout."""

import os
import sys
from pathlib import Path

_here = Path(__file__).resolve().parent
sys.path.insert(0, str(_here))

from config import env  # noqa: E402

pythonpath = f"{_here},{_here.parent}"
wsgi_app = "config.wsgi"
bind = f"127.0.0.1:{env.PORT}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
timeout = env.TIMEOUT
accesslog = None
loglevel = "warning"
