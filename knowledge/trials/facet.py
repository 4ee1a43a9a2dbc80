"""Lessons by what others say about trying them."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from knowledge.articles.facets import Facet
from knowledge.articles.questions import ArticleQuerySet
from knowledge.calls.models import Call
from knowledge.trials.models import Trial
from knowledge.trials.states import TRIED, Status, Verdict
from people.persons.models import Viewer

WHICH = {
    "nagon": Q(status__in=TRIED),
    "infort": Q(status=Status.ADOPTED),
    "fungerade": Q(verdict=Verdict.WORKED),
    "fungerade-inte": Q(status=Status.STOPPED) | Q(verdict=Verdict.FAILED),
}


def narrow(articles: ArticleQuerySet, value: str, viewer: Viewer) -> ArticleQuerySet:
    if value == "inbjudan":
        asked = Call.objects.reaching(viewer).open().filter(article=OuterRef("pk"))
        return articles.filter(Exists(asked))
    told = Trial.objects.shown_to(viewer).filter(WHICH[value], article=OuterRef("pk"))
    return articles.filter(Exists(told))


FACET = Facet(
    "provad",
    _("Provad av andra"),
    _("Spelar ingen roll"),
    (
        ("nagon", _("Provad av någon")),
        ("infort", _("Införd av någon")),
        ("fungerade", _("Fungerade för någon")),
        ("fungerade-inte", _("Fungerade inte för någon")),
        ("inbjudan", _("Söker fler som provar")),
    ),
    narrow,
)
