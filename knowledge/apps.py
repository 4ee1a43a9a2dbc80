from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = _("Kunskap")

    def ready(self) -> None:
        from knowledge import search_documents  # noqa: F401
        from knowledge.articles import following, in_networks, start
        from knowledge.attachments import parts as attachments
        from knowledge.calls import start as calls
        from knowledge.questions import start as questions
        from knowledge.retrospectives import start as fridays
        from knowledge.thanks import start as thanks
        from knowledge.trials import start as trials

        following.register()
        start.register()
        in_networks.register()
        attachments.register()
        fridays.register()
        questions.register()
        thanks.register()
        trials.register()
        calls.register()
