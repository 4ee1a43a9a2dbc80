"""How many organisations tried a writer's lesson in a month."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from knowledge.thanks.figures import Counts, Figure
from knowledge.trials.models import Trial
from knowledge.trials.states import TRIED


def trials(articles: Collection[int], first: date, last: date) -> Counts:
    """Reports that began in the month; plans, and what stays in a house, are not told."""
    told = Trial.objects.living().filter(own_only=False, status__in=TRIED, article__in=articles)
    begun = told.filter(created_at__date__range=(first, last)).order_by()
    return dict(begun.values_list("article").annotate(n=Count("pk")))


TRIALS = Figure("trials", _("Provat av"), trials, order=40)
