"""Pictures and files of lessons, out with an export and in again."""

from functools import partial
from typing import IO, Any

from django.core.exceptions import ValidationError

from knowledge.articles.models import ArticlePage
from knowledge.attachments.actions import need_room
from knowledge.attachments.models import WORDS, Attachment
from knowledge.exchange.carriers import Carried, Carrier, register_carrier
from people.persons.models import Person
from people.uploads.actions import take_in
from people.uploads.models import Upload, storage


def opened(upload: Upload) -> IO[bytes]:
    file: IO[bytes] = storage().open(upload.path)
    return file


def take(article: ArticlePage) -> list[Carried]:
    """Named by what they became, so that they are known for it on the way in."""
    shown = [one for one in article.attachments.in_order() if one.is_shown]
    return [
        Carried(
            one.upload.shown_name, partial(opened, one.upload), one.words, one.upload.is_picture
        )
        for one in shown
    ]


def put(article: ArticlePage, found: list[Carried], by: Person) -> None:
    Attachment.objects.filter(article=article).delete()
    for order, one in enumerate(found, 1):
        try:
            put_one(article, one, order, by)
        except ValidationError as refused:
            raise ValueError(f"{one.name}: {' '.join(refused.messages)}") from None


def put_one(article: ArticlePage, one: Carried, order: int, by: Person) -> None:
    about: Any = Attachment._meta
    told = [name for name in WORDS if name in one.facts]
    words = {name: about.get_field(name).clean(one.facts[name], None) for name in told}
    with one.open() as file:
        upload = take_in(one.name, file, by=by)
    need_room(article.attachments.all(), upload.size)
    Attachment.objects.create(article=article, upload=upload, order=order, **words)


def register() -> None:
    register_carrier(Carrier("attachments", take, put))
