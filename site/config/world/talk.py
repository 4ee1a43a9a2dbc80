"""Who asked what, who follows what, who is away and who has moved."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from config.world.people import unit_named
from config.world.reading import rows
from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import Topic
from knowledge.questions import actions
from knowledge.questions.models import Answer, Question
from knowledge.thanks.models import Helped, ReadingCount
from people.following.actions import follow
from people.notices.models import Notice
from people.organisations.models import Employment, Organisation
from people.persons.models import Person

MOVED = "fatuma.jama@granby.example"
FOLLOWS = {
    "amina.berg@sjovalla.example": (("topic", "e-arkiv"), ("organisation", "granby")),
    "karin.holmvik@granby.example": (("topic", "hemtjänst"), ("search", "digitala lås")),
    "jonas.ek@sjovalla.example": (("organisation", "tillstandsverket"), ("search", "avslag")),
}


def build_talk() -> None:
    move_the_librarian()
    for row in rows("talk"):
        ask_and_answer(row)
    Notice.objects.filter(kind__startswith="question_").exclude(
        created_at__gt=timezone.now() - timedelta(days=3)
    ).update(read_at=timezone.now())
    send_somebody_away()
    count_thanks()
    for email, chosen in FOLLOWS.items():
        for kind, what in chosen:
            follow(by=person(email), kind=kind, key=key_of(kind, what))


def person(email: str) -> Person:
    return Person.objects.get(email=email)


def lesson(title: str) -> ArticlePage:
    found: ArticlePage = ArticlePage.objects.get(title=title)
    return found


def key_of(kind: str, what: str) -> str:
    if kind == "topic":
        return str(Topic.objects.called(what).pk)
    return str(Organisation.objects.get(slug=what).pk) if kind == "organisation" else what


def move_the_librarian() -> None:
    """She wrote at one school and works at another; her manager answers for the lesson."""
    librarian, today = person(MOVED), timezone.localdate()
    old = librarian.employments.get()
    old.until = today - timedelta(days=30)
    old.save(update_fields=["until"])
    Employment.objects.create(
        person=librarian,
        unit=unit_named("sjovalla", "Barn och utbildning"),
        title=old.title,
        share=old.share,
        since=today - timedelta(days=29),
    )
    Person.objects.filter(pk=librarian.pk).update(takes_questions=True)
    ArticlePage.objects.filter(author=librarian).update(owner=old.manager)


def ask_and_answer(row: dict[str, Any]) -> None:
    article, now = lesson(row["lesson"]), timezone.now()
    question, _receivers = actions.ask(article=article, by=person(row["asker"]), text=row["text"])
    then = now - timedelta(days=row["days"])
    reminded = then.date() + timedelta(days=3) if row["days"] > 5 else None
    Question.objects.filter(pk=question.pk).update(created_at=then, reminded_on=reminded)
    for email, days, text in row["answers"]:
        said = actions.answer(question=question, by=person(email), text=text)
        Answer.objects.filter(pk=said.pk).update(created_at=now - timedelta(days=days))
    told = Notice.objects.filter(kind__startswith="question_", url=question.get_absolute_url())
    told.update(created_at=then)


def send_somebody_away() -> None:
    away, stand_in = person("hodan.warsame@sjovalla.example"), "lena.akesson@sjovalla.example"
    away.away_until = timezone.localdate() + timedelta(days=12)
    away.stand_in = person(stand_in)
    away.save(update_fields=["away_until", "stand_in"])


def count_thanks() -> None:
    """Believable numbers, the same in every demo."""
    today, everyone = timezone.localdate(), list(Person.objects.active().order_by("pk"))
    thanks, readings = [], []
    for place, article in enumerate(ArticlePage.objects.published().order_by("pk")):
        glad = [one for one in everyone[place % 5 :: 4 + place % 7] if one.pk != article.author_id]
        thanks += [Helped(article=article, person=one) for one in glad]
        readings += [
            ReadingCount(
                article=article, day=today - timedelta(days=day), count=1 + (place + day) % 6
            )
            for day in range(place % 3, 60, 2 + place % 3)
        ]
    Helped.objects.bulk_create(thanks)
    ReadingCount.objects.bulk_create(readings)
