"""Stops reading as soon as a file is larger than any that is taken."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from people.uploads.limits import FILE


class Limited(FileUploadHandler):
    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > FILE:
            raise RequestDataTooBig("a file is larger than any that is taken")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
