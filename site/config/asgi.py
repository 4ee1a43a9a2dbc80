"""The whole site, with connections that stay open.

Pages are answered in a few threads that keep their connections to the database; Django's own ASGI
handler would open a new one at each request.
"""

import os
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages: Any = WSGIMiddleware(cast(Any, get_wsgi_application()), workers=4)

from config.env import TIMEOUT  # noqa: E402
from knowledge.retrospectives.live.listeners import Boards  # noqa: E402
from people.streams import Streams, Whole  # noqa: E402

application = Streams(Whole(pages, TIMEOUT), Boards())
