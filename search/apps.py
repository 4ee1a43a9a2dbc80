from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Sök")

    def ready(self) -> None:
        from people import worker
        from search import empty, following, kept, outbox, record_kinds
        from search.documents import all_documents
        from search.models import Promotion, Synonym, SynonymGroup

        autodiscover_modules("search_documents")
        for document in all_documents():
            outbox.watch(document)
        following.register()
        record_kinds.register_kinds()
        kept.watch(Promotion, Synonym, SynonymGroup)
        worker.register(
            worker.Job("search index", 1, outbox.drain),
            worker.Job("old empty searches", 86_400, empty.forget),
        )
