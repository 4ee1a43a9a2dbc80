"""Where those who have told stand in the picture."""

from __future__ import annotations

from django.core.cache import cache

from knowledge.articles.models import ArticlePage
from knowledge.trials import sizes
from knowledge.trials.models import TrialQuerySet
from knowledge.trials.picture import MOST_DOTS, Picture, Seen, drawn
from people.organisations.models import Organisation

LAND = 500  # points of the map's backdrop


HOUR = 3600


def picture(article: ArticlePage, rows: TrialQuerySet) -> Picture:
    first = [(one.organisation, one.sign or "plan") for one in rows[:MOST_DOTS]]
    others = [seen(n, at, mark) for n, (at, mark) in enumerate(first, 1)]
    everywhere = all(one.has_place for one in others)
    return drawn(seen(0, article.organisation, "home"), others, land() if everywhere else ())


def seen(number: int, organisation: Organisation, mark: str) -> Seen:
    size = sizes.size_of(organisation)
    place = organisation.latitude, organisation.longitude
    return Seen(number, organisation.name, mark, size.step if size else 1, *place)


def land() -> tuple[tuple[float, float], ...]:
    """Where organisations lie: together they show the outline of the country."""

    def points() -> list[tuple[float, float]]:
        placed = Organisation.objects.order_by("pk").values_list("latitude", "longitude")
        return [(n, e) for n, e in placed[:LAND] if n is not None and e is not None]

    return tuple(cache.get_or_set("map of organisations", points, HOUR) or ())
