"""`gunicorn -c site/gunicorn.conf.py` serves Utbyte from a checkout.

Each worker answers pages and keeps the connections of those who look at a board. Where many do,
let one such worker serve `/fredag/…/nu/` alone and plain ones (`UTBYTE_SERVE=pages`) the rest.
"""

import os
import sys
from pathlib import Path

_here = Path(__file__).resolve().parent
sys.path.insert(0, str(_here))

from config import env  # noqa: E402

pythonpath = f"{_here},{_here.parent}"
bind = f"127.0.0.1:{env.PORT}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
timeout = env.TIMEOUT
accesslog = None
loglevel = "warning"
if env.SERVE == "pages":
    wsgi_app = "config.wsgi"
else:
    wsgi_app, worker_class = "config.asgi", "asgi"
    worker_connections, graceful_timeout = 10_000, 2
