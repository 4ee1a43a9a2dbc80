"""How search describes a published retrospective. Boards are not findable at all."""

from django.utils.translation import gettext_lazy as _

from knowledge.retrospectives.outcome import RetrospectivePage
from search.documents import Described, SearchDocument


def describe(page: RetrospectivePage) -> Described | None:
    if not page.live:
        return None
    return Described(
        title=page.title,
        body=f"{page.learned}\n\n{page.next_up}",
        keywords=page.theme_list,
        audience=page.audience_id,
        organisation=page.organisation_id,
        dated=page.first_published_at,
    )


RETROSPECTIVE = SearchDocument(
    kind="retrospective",
    model=RetrospectivePage,
    label=_("Återblick"),
    plural=_("Återblickar"),
    area="fredag",
    describe=describe,
    template="knowledge/retrospectives/_hit.html",
    related=("organisation",),
)
