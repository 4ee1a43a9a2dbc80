"""What readers see of pictures and files, and what the writer is told."""

from typing import Any

from django.db.models import OuterRef
from django.db.models.signals import post_save
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from knowledge.articles.checking import Words, register_words
from knowledge.articles.drafts import Draft
from knowledge.articles.glance import glance, register_fact
from knowledge.articles.models import ArticlePage
from knowledge.articles.parts import Part, register_part
from knowledge.articles.publishing import filled
from knowledge.attachments import actions, along, carried
from knowledge.attachments.jobs import register_jobs
from knowledge.attachments.models import Attachment
from people.gathered import gathered, made
from people.notices.actions import tell
from people.notices.kinds import NoticeKind
from people.notices.kinds import register as register_notices
from people.persons.models import Viewer
from people.uploads.actions import when_judged
from people.uploads.models import Upload

OWN = ("id", "article_id", "alt", "decorative", "caption", "order")
FILE = ("id", "key", "name", "kind", "size", "width", "height", "state")


def attachments() -> Any:
    return gathered(Attachment.objects.filter(article=OuterRef("pk")), *OWN, upload=FILE)


def attached(article: ArticlePage, viewer: Viewer) -> list[Attachment]:
    found = made(Attachment, glance(article, viewer).get("attachments"))
    return sorted(found, key=lambda one: (one.order, one.pk))


def sorted_out(attachments: list[Attachment]) -> dict[str, Any]:
    """Pictures and files that are ready to be seen."""
    shown = [one for one in attachments if one.is_shown]
    return {
        "pictures": [one for one in shown if one.upload.is_picture],
        "files": [one for one in shown if not one.upload.is_picture],
    }


def for_readers(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    found = sorted_out(attached(article, viewer))
    return found if any(found.values()) else None


def for_owner(article: ArticlePage, viewer: Viewer) -> dict[str, Any] | None:
    """How many are not shown, and why."""
    lacking = sum(one.lacks_words for one in attached(article, viewer))
    waiting = sum(one.upload.is_held for one in attached(article, viewer))
    return {"lacking": lacking, "waiting": waiting} if lacking or waiting else None


def begun(
    sender: object, instance: Draft, created: bool, raw: bool = False, **rest: object
) -> None:
    if created and not raw:
        actions.begin_change(instance)


def published(sender: object, article: ArticlePage, draft: Draft, **rest: object) -> None:
    actions.take_over(article, draft)


def words(thing: Draft | ArticlePage) -> list[Words]:
    """What is written about pictures and files, for the check before others read."""
    where = "draft" if isinstance(thing, Draft) else "article"
    own = Attachment.objects.filter(**{where: thing})
    return [Words(one, field) for one in own for field in ("alt", "caption")]


def judged(upload: Upload) -> None:
    """Tell the writer what the scanner said about a file that waited."""
    uses = Attachment.objects.filter(upload=upload).select_related("article", "draft")
    use = uses.first()
    if use is None or upload.by is None:
        return
    kind = "file_stopped" if upload.state == Upload.State.REFUSED else "file_let_out"
    tell(kind, [upload.by], url=_address(use), file=upload.name)


def _address(use: Attachment) -> str:
    if use.article is not None:
        return use.article.get_absolute_url()
    return reverse("knowledge:attachments", args=[use.draft_id])


def register() -> None:
    register_fact(attachments=attachments())
    register_part(Part("attachments", "knowledge/attachments/_part.html", for_readers, "text", 10))
    register_part(
        Part("attachments owner", "knowledge/attachments/_owner.html", for_owner, "owner")
    )
    post_save.connect(begun, sender=Draft, dispatch_uid="attachments begin")
    filled.connect(published, sender=ArticlePage, dispatch_uid="attachments take over")
    when_judged(judged)
    register_words(words)
    register_jobs()
    along.register()
    carried.register()
    register_notices(
        NoticeKind(
            "file_stopped",
            _("Virusskyddet har stoppat en fil du har lagt till"),
            _("Virusskyddet stoppade filen %(file)s. Den visas inte för någon."),
        ),
        NoticeKind(
            "file_let_out",
            _("En fil du har lagt till är granskad"),
            _("Filen %(file)s är granskad och visas nu."),
            by_mail=False,
        ),
    )
