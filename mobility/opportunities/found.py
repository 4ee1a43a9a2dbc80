"""An opportunity in the words that search needs."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from mobility.opportunities.models import Opportunity
from mobility.opportunities.states import State
from search.documents import Described, GoalMarks, SearchDocument


def skill_names(one: Opportunity) -> Iterator[str]:
    """Asks for the skills only when it is read, which hits never do."""
    for row in one.skills.all():
        yield from (name for name in (row.skill.label_sv, row.skill.label_en) if name)


def describe(one: Opportunity) -> Described | None:
    """Only open ones are to be found."""
    if one.state != State.OPEN:
        return None
    texts = (one.summary, one.learning, one.duties, one.support, one.place)
    return Described(
        title=one.title,
        body="\n\n".join(text for text in texts if text),
        keywords=skill_names(one),
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
    related=("organisation",),
    indexed=("skills__skill",),
    findable=lambda opportunities: opportunities.filter(state=State.OPEN),
    own=lambda opportunities, person: opportunities.filter(owner=person),
    goals=GoalMarks("mobility:opportunities"),
)
