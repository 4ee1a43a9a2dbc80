"""An opportunity in the words that search needs."""

from django.utils.translation import gettext_lazy as _

from mobility.opportunities.models import Opportunity
from mobility.opportunities.states import State
from search.documents import Described, SearchDocument


def describe(one: Opportunity) -> Described | None:
    """Only open ones are to be found."""
    if one.state != State.OPEN:
        return None
    texts = (one.summary, one.learning, one.duties, one.support, one.place)
    skills = [row.skill for row in one.skills.select_related("skill")]
    return Described(
        title=one.title,
        body="\n\n".join(text for text in texts if text),
        keywords=[name for skill in skills for name in (skill.label_sv, skill.label_en) if name],
        audience=one.audience_id,
        organisation=one.organisation_id,
        dated=one.opened_at,
    )


OPPORTUNITY = SearchDocument(
    kind="opportunity",
    model=Opportunity,
    label=_("Uppdrag"),
    plural=_("Uppdrag"),
    area="uppdrag",
    describe=describe,
    template="mobility/opportunities/_hit.html",
    related=("organisation", "unit"),
)
