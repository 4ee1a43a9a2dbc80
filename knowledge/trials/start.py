"""What the start page says about trials, and the job that asks again."""

from django.utils.translation import gettext as _

from knowledge.articles.facets import register_facet
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import register_part
from knowledge.trials.actions import address_of, ask_again
from knowledge.trials.facet import FACET
from knowledge.trials.glance import TRIED
from knowledge.trials.models import Trial
from knowledge.trials.notices import KINDS
from people import worker
from people.notices import kinds
from people.persons.models import Person
from people.start.parts import Todo, register_todos

DAY = 24 * 3600


def todos(person: Person) -> list[Todo]:
    if not person.belonging.connected:
        return []
    seen = ArticlePage.objects.visible_to(person)
    due = Trial.objects.due().waiting_for(person).filter(article__in=seen)
    return [
        Todo(
            title=_("Hur går det med ”%(title)s”?") % {"title": trial.article.title},
            text=_("Ni berättade att ni provade. Säg om det är kvar, så vet andra mer."),
            url=address_of(trial),
            button=_("Berätta hur det går"),
            area="kunskap",
            due=trial.ask_on,
        )
        for trial in due.select_related("article").order_by("ask_on", "pk")[:3]
    ]


def register() -> None:
    register_part(TRIED)
    register_facet(FACET)
    register_todos(todos)
    kinds.register(*KINDS)
    worker.register(worker.Job("ask about trials", DAY, ask_again))
