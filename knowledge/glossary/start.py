"""What the start page and notices say about the glossary."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from knowledge.articles.abbreviations import register_abbreviations
from knowledge.glossary import editions, explaining, synonyms
from knowledge.glossary.models import Term
from people.notices import kinds
from people.notices.kinds import NoticeKind
from people.organisations.models import Role
from people.persons.models import Person
from people.start.parts import Todo, register_todos

KINDS = (
    NoticeKind(
        "term_reviewed",
        gettext_lazy("Ett ord som du har föreslagit är granskat"),
        gettext_lazy("”%(word)s” är granskat och står i ordlistan"),
        by_mail=False,
    ),
    NoticeKind(
        "term_not_taken",
        gettext_lazy("Ett ord som du har föreslagit kom inte med"),
        gettext_lazy("”%(word)s” kom inte med i ordlistan. Läs varför"),
        by_mail=False,
    ),
)


def todos(person: Person) -> list[Todo]:
    """One thing for an editor, however many proposals wait."""
    if not person.has_role(Role.Kind.EDITOR):
        return []
    count = Term.objects.waiting_for(person).count()
    if not count:
        return []
    text = ngettext("%(n)s ord är föreslaget.", "%(n)s ord är föreslagna.", count)
    return [
        Todo(
            title=_("Granska ord i ordlistan"),
            text=text % {"n": count},
            url=reverse("knowledge:glossary"),
            button=_("Läs och granska"),
            area="kunskap",
        )
    ]


def register() -> None:
    editions.watch()
    explaining.register()
    register_abbreviations(explaining.known_abbreviations)
    synonyms.register_source()
    register_todos(todos)
    kinds.register(*KINDS)
