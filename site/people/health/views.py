"""For those who watch the machines: is the process alive, is everything it needs ready."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.access import anyone
from people.worker import JobRun

SILENCE = timedelta(minutes=5)


@anyone
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("lever\n", content_type="text/plain; charset=utf-8")


@anyone
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    parts = {"database": database_answers()}
    parts["worker"] = parts["database"] and worker_is_awake()
    parts["search"] = parts["database"]
    status = 200 if all(parts.values()) else 503
    return JsonResponse({"ready": status == 200, **parts}, status=status)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def worker_is_awake() -> bool:
    return JobRun.objects.filter(ran_at__gte=timezone.now() - SILENCE).exists()
