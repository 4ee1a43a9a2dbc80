from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = _("Kunskap")

    def ready(self) -> None:
        from knowledge import search_documents  # noqa: F401
        from knowledge.articles import in_networks, start
        from knowledge.exchange import head as for_machines
        from knowledge.exchange import jobs as exchange
        from knowledge.retrospectives import start as fridays
        from knowledge.shelf import parts as shelf

        start.register()
        in_networks.register()
        fridays.register()
        shelf.register()
        for_machines.register()
        exchange.register()
