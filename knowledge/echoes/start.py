"""What the worker does for echoes, and what people are told."""

from django.utils.translation import gettext_lazy as _

from knowledge.echoes.hearing import listen
from people import worker
from people.notices import kinds
from people.notices.kinds import NoticeKind

KINDS = (
    NoticeKind(
        "echo_heard",
        _("Flera team har mött samma sak"),
        _("Flera team i %(organisation)s har mött samma sak. Bjud in till en gemensam lärdom"),
    ),
    NoticeKind(
        "echo_joined",
        _("Någon vill skriva en lärdom tillsammans med mig"),
        _("Någon vill vara med och skriva om det som flera team har mött"),
    ),
    NoticeKind(
        "echo_written",
        _("Någon har börjat på en lärdom som jag vill vara med på"),
        _("Någon har börjat skriva om det som flera team har mött"),
    ),
)


def register() -> None:
    worker.register(worker.Job("echoes", 3600, listen))
    kinds.register(*KINDS)
