"""Work that is done beside the requests: each room registers its jobs, one process runs them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils import timezone

from people.records import Keep, Records

log = logging.getLogger("utbyte.worker")


@dataclass(frozen=True)
class Job:
    """`run` is called every `seconds`; it must be safe to call twice."""

    name: str
    seconds: int
    run: Callable[[], object]


_jobs: dict[str, Job] = {}


def register(*jobs: Job) -> None:
    _jobs.update({job.name: job for job in jobs})


def job_names() -> set[str]:
    return set(_jobs)


class JobRun(models.Model):
    """When each job last ran, so that a second worker or a restart does not run it too soon."""

    name = models.CharField(max_length=60, primary_key=True)
    ran_at = models.DateTimeField()
    succeeded = models.BooleanField(default=True)

    records = Records(keep=Keep.INSTALLATION, internal="name ran_at succeeded")

    def __str__(self) -> str:
        return self.name


def run_due() -> list[str]:
    """Run every job whose time has come. A job that fails is logged and does not stop the rest."""
    last = dict(JobRun.objects.values_list("name", "ran_at"))
    now = timezone.now()
    names = []
    for job in list(_jobs.values()):
        if job.name in last and now - last[job.name] < timedelta(seconds=job.seconds):
            continue
        try:
            job.run()
            succeeded = True
        except Exception:
            log.exception("the job %s failed", job.name)
            succeeded = False
        facts = {"ran_at": timezone.now(), "succeeded": succeeded}
        JobRun.objects.update_or_create(name=job.name, defaults=facts)
        names.append(job.name)
    return names


def run_all() -> None:
    """Every job once, now. What tests and commands call instead of waiting; errors are raised."""
    for job in list(_jobs.values()):
        job.run()
