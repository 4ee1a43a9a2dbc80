"""Why a file is not taken, in a sentence for the one who sent it."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """`code` says which rule; the message what to do instead."""

    def __init__(self, message: str, code: str, params: dict[str, object] | None = None) -> None:
        super().__init__(message, code=code, params=params)
        self.code: str = code
