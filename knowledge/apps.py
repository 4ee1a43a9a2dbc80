from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = _("Kunskap")

    def ready(self) -> None:
        from knowledge import record_kinds, search_documents  # noqa: F401
        from knowledge.articles import (
            counting,
            following,
            in_networks,
            related,
            similar,
            skills,
            start,
        )
        from knowledge.attachments import parts as attachments
        from knowledge.beginning import start as beginning
        from knowledge.calls import start as calls
        from knowledge.challenges import start as challenges
        from knowledge.echoes import start as echoes
        from knowledge.exchange import head as for_machines
        from knowledge.exchange import jobs as exchange
        from knowledge.glossary import start as glossary
        from knowledge.goals import parts as goals
        from knowledge.grounds import panel as grounds
        from knowledge.questions import start as questions
        from knowledge.recommending import start as recommending
        from knowledge.reports import start as reports
        from knowledge.retrospectives import disclosure
        from knowledge.retrospectives import start as fridays
        from knowledge.shelf import parts as shelf
        from knowledge.thanks import start as thanks
        from knowledge.trials import start as trials
        from knowledge.validity import panel as validity_panel
        from knowledge.validity import start as validity
        from knowledge.validity import tasks
        from knowledge.versions import reading as versions

        record_kinds.register_kinds()
        disclosure.register()
        following.register()
        counting.register()
        start.register()
        in_networks.register()
        skills.register()
        related.register()
        similar.register()
        attachments.register()
        validity.register()
        validity_panel.register()
        reports.register()
        recommending.register()
        versions.register()
        grounds.register()
        tasks.register()
        challenges.register()
        goals.register()
        fridays.register()
        echoes.register()
        questions.register()
        thanks.register()
        trials.register()
        calls.register()
        beginning.register()
        glossary.register()
        shelf.register()
        for_machines.register()
        exchange.register()
