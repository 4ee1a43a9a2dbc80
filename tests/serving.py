"""The project's own server on the tests' database."""

from urllib.parse import quote

from django.db import connection

from config.benches.server import serving


def own_server(**environment):
    return serving("config.settings", WEB_CONCURRENCY="1", DATABASE_URL=address(), **environment)


def address():
    where = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{where['NAME']}"
    at = f"{where['HOST']}:{where['PORT']}/{where['NAME']}"
    return f"postgres://{quote(where['USER'])}:{quote(where['PASSWORD'])}@{at}"
