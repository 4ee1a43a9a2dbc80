"""Where the files lie: in a folder that only the server reads, and no address leads to."""

import os
from typing import Any

from django.core.files.storage import FileSystemStorage


class PrivateFiles(FileSystemStorage):
    """A file is there whole, also after a power cut, or not at all."""

    def url(self, name: str | None) -> str:
        raise ValueError("a private file has no address of its own")

    def _save(self, name: str, content: Any) -> str:
        try:
            saved: str = super()._save(name, content)  # type: ignore[misc]
            with self.open(saved) as file:
                os.fsync(file.fileno())
        except BaseException:
            self.delete(name)
            raise
        return saved
