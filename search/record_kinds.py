"""What the room's tables are to a registrar, and which tables it has copies of."""

from django.utils.translation import gettext_lazy as _

from people.registry.kinds import RecordKind, leave_out, register, register_searched
from search import models as tables
from search.documents import all_documents

KINDS = (
    RecordKind(
        "index",
        _("Sökregistret"),
        (tables.IndexedDocument,),
        _("Var och en hittar bara det som hen får läsa."),
        _("En kopia för att hitta. Lämna ut texten själv, inte kopian."),
        order=80,
    ),
    RecordKind(
        "searches",
        _("Sökningar som inte gav någon träff, utan vem som sökte"),
        (tables.EmptySearch,),
        _("Redaktörer, när minst sex har sökt efter samma sak."),
        order=81,
    ),
)


def register_kinds() -> None:
    register(*KINDS)
    register_searched(lambda: [document.model for document in all_documents()])
    leave_out(
        "search",
        _("Sökmotorns egna ord och kö."),
        tables.IndexChange,
        tables.SynonymGroup,
        tables.Synonym,
        tables.Promotion,
    )
