from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MobilityConfig(AppConfig):
    name = "mobility"
    verbose_name = _("Rörlighet")

    def ready(self) -> None:
        from mobility import notices, record_kinds, search_documents  # noqa: F401
        from mobility.applications import start as applications
        from mobility.opportunities.actions import close_past_deadline
        from mobility.paths import start as paths
        from mobility.profiles import colleague
        from mobility.profiles.leads import ABLE
        from people.worker import Job, register
        from search import leads

        notices.register_kinds()
        record_kinds.register_kinds()
        colleague.register()
        leads.register(ABLE)
        applications.register()
        paths.register()
        register(Job("close_past_deadline", seconds=600, run=close_past_deadline))
