"""Django's sessions in our own table, so that each row knows whose it is and from where."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY as PERSON
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

BEGUN, SEEN, DEVICE = "begun", "seen", "device"
HANDLE = 22  # letters of the digest that names a row in addresses; the key itself never leaves


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def handle_of(session_key: str | None) -> str:
    return sha256((session_key or "").encode()).hexdigest()[:HANDLE]


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> Any:
        from people.signin.models import SignIn

        return SignIn

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row to save. A sign-in ends an hour after its last visit, and after twelve."""
        row: Any = super().create_model_instance(data)
        row.handle = handle_of(row.session_key)
        if PERSON in data and SEEN in data:
            row.person_id = int(data[PERSON])
            row.begun_at, row.seen_at = moment(data[BEGUN]), moment(data[SEEN])
            row.browser, row.system = data[DEVICE]
            row.expire_date = min(
                row.begun_at + timedelta(seconds=settings.SESSION_COOKIE_AGE),
                row.seen_at + timedelta(seconds=settings.SESSION_IDLE_SECONDS),
            )
        return row
