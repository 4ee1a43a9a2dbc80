"""`gunicorn -c site/gunicorn.conf.py` serves Utbyte from a checkout."""

import os
from pathlib import Path

_here = Path(__file__).resolve().parent
pythonpath = f"{_here},{_here.parent}"
wsgi_app = "config.wsgi"
bind = f"127.0.0.1:{os.environ.get('UTBYTE_PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
timeout = 60
accesslog = None
loglevel = "warning"
