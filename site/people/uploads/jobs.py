"""What the worker does with files."""

from people.uploads import actions
from people.worker import Job, register


def register_jobs() -> None:
    register(
        Job("scan files", 30, actions.scan_waiting),
        Job("remove unused files", 3600, actions.remove_unused),
    )
