"""A sign-in is over after an hour without a visit, after twelve hours, and when its owner says."""

from collections.abc import Callable
from time import time
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from people.persons.models import Person
from people.signin.actions import end_other_sign_ins
from people.signin.devices import device
from people.signin.store import BEGUN, DEVICE, SEEN

STEP = 300


@receiver(user_logged_in)
def begin(request: HttpRequest, **kwargs: Any) -> None:
    request.session[BEGUN] = request.session[SEEN] = int(time())
    request.session[DEVICE] = device(request.headers.get("User-Agent", ""))


@receiver([password_changed, password_reset, password_set])
def end_others(request: HttpRequest, user: Person, **kwargs: Any) -> None:
    end_other_sign_ins(person=user, but=request.session.session_key)


class NoteVisit:
    """Notes the last visit at most every five minutes, so that reading does not mean writing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and time() - request.session[SEEN] > STEP:
            request.session[SEEN] = int(time())
        return self.get_response(request)
