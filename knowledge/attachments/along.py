"""Pictures and files of a lesson that is merged into another."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowledge.articles.models import ArticlePage
from knowledge.attachments.actions import copy, need_room
from knowledge.attachments.models import AttachmentQuerySet
from knowledge.shelf.following import Follower, Offer, register_follower, words_stay


def new_to(article: ArticlePage, into: ArticlePage) -> AttachmentQuerySet:
    found: AttachmentQuerySet = article.attachments.in_order()
    return found.exclude(upload__in=into.attachments.values("upload"))


def offer(article: ArticlePage, into: ArticlePage) -> Offer | None:
    count = new_to(article, into).count()
    if not count:
        return None
    label = ngettext("Ta med %(count)s bild eller fil", "Ta med %(count)s bilder och filer", count)
    wider = words_stay(article, into)
    hint = _("Det du inte tar med försvinner när det inte går att ångra längre.")
    if wider:
        hint = _(
            "Alla som läser den som blir kvar ser det du tar med. "
            "Resten försvinner när det inte går att ångra längre."
        )
    return Offer(label % {"count": count}, hint, ticked=not wider)


def follow(article: ArticlePage, into: ArticlePage) -> list[int]:
    """All, or Refused: nothing is left behind that one thought was taken along."""
    there, new = into.attachments.all(), list(new_to(article, into))
    need_room(there, *(one.upload.size for one in new))
    last = there.aggregate(last=Max("order", default=0))["last"]
    return [copy(one, article=into, order=last + n).pk for n, one in enumerate(new, 1)]


def back(article: ArticlePage, into: ArticlePage, ids: Any) -> None:
    into.attachments.filter(pk__in=ids).delete()


def register() -> None:
    register_follower(Follower("attachments", follow, back, offer=offer))
