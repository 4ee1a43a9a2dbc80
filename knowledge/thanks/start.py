"""What thanks put in notices and on the worker's list."""

from django.utils.translation import gettext_lazy as _

from knowledge.thanks import figures, parts
from knowledge.thanks.figures import Figure
from knowledge.thanks.monthly import KIND, tell_of_month
from people import worker
from people.notices import kinds


def register() -> None:
    parts.register()
    figures.register_figure(
        Figure("reads", _("Läst"), figures.reads, guarded=True, order=10),
        Figure("helped", _("Har hjälpt"), figures.helped, guarded=True, order=20),
        Figure("questions", _("Frågor"), figures.questions, order=30),
    )
    kinds.register(
        kinds.NoticeKind(
            KIND,
            _("Månaden för mina lärdomar"),
            _("Så kom dina lärdomar till nytta förra månaden."),
        )
    )
    worker.register(worker.Job("months of lessons", 3600, tell_of_month))
