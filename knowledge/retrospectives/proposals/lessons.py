"""A theme becomes the draft of a lesson, which any member of the team can change or stop.

Who changed or stopped it is written nowhere: no event, no name, no time.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.articles.actions import Conflict, start_draft
from knowledge.articles.drafts import Draft
from knowledge.retrospectives.cards import Theme
from knowledge.retrospectives.formats import place_of
from knowledge.retrospectives.opening import locked, must_belong
from knowledge.retrospectives.proposals.models import LessonProposal, Proposal
from knowledge.retrospectives.proposals.time_to_stop import time_to_stop
from knowledge.retrospectives.quiet import MORNING, is_quiet
from people.notices.actions import tell
from people.notices.models import Letter, Notice
from people.once import forget_page
from people.persons.models import Person


@transaction.atomic
def propose_lesson(*, theme: Theme, by: Person) -> LessonProposal:
    """One draft for each theme, whoever asks for it again, and whatever has become of it.

    The cards' texts go into the draft sorted by their letters, so that their order says nothing.
    """
    board = locked(theme.retrospective, by)
    if made := LessonProposal.objects.filter(theme=theme).first():
        return made
    draft = start_draft(by=by, title=theme.label, **_texts(theme))
    proposal = LessonProposal.objects.create(
        team=board.team,
        draft=draft,
        theme=theme,
        writer=by,
        until=time_to_stop(timezone.now()),
        is_told=True,
    )
    others = board.team.people.exclude(pk=by.pk)
    tell("lesson_drafted", others, url=proposal.get_absolute_url(), team=board.team.name)
    return proposal


def _texts(theme: Theme) -> dict[str, Any]:
    texts: dict[str, list[str]] = {}
    for card in sorted(theme.cards.shown(), key=lambda card: card.text):
        texts.setdefault(place_of(card.column), []).append(card.text)
    return {name: "\n\n".join(found) for name, found in texts.items()}


def _draft_of(proposal: LessonProposal, by: Person) -> tuple[LessonProposal, Draft]:
    """Both as they are stored, nobody else changing them; only while the team has a say."""
    must_belong(by, proposal.team_id)
    proposal = LessonProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    draft = proposal.draft
    if draft is None:
        raise ValidationError(_("Utkastet är stoppat."))
    if not proposal.is_waiting:
        raise ValidationError(_("Tiden är ute. Prata med den som skriver klart utkastet."))
    return proposal, draft


@transaction.atomic
def rewrite(*, proposal: LessonProposal, by: Person, version: int, **text: str) -> None:
    """Save what was written on top of `version`; Conflict if something else was saved since."""
    _proposal, draft = _draft_of(proposal, by)
    own = Draft.objects.filter(pk=draft.pk, version=version)
    if own.update(**text, version=F("version") + 1):
        return
    if any(getattr(draft, name) != said for name, said in text.items()):
        raise Conflict(draft)


@transaction.atomic
def stop(*, proposal: LessonProposal, by: Person) -> None:
    """Gone for all at once. The worker tells the team later, so that no time points at anyone."""
    _proposal, draft = _draft_of(proposal, by)
    draft.delete()


@transaction.atomic
def take_over(*, proposal: LessonProposal, by: Person) -> None:
    """Somebody else writes it to its end, when the one who began is not in the team any more."""
    proposal, draft = _draft_of(proposal, by)
    if proposal.has_writer:
        raise ValidationError(_("Någon skriver redan klart utkastet."))
    proposal.writer = draft.author = by
    proposal.save(update_fields=["writer"])
    Draft.objects.filter(pk=draft.pk).update(author=by)


def end_proposals() -> None:
    """Tell of what was stopped, and let go of what the team has had its time for."""
    even_out()
    for pk in list(LessonProposal.objects.over().values_list("pk", flat=True)):
        _end(pk)


def even_out() -> None:
    """Write all rows anew, so that no version of one stands beside the visit of who wrote last."""
    Draft.objects.filter(proposal__isnull=False).update(version=F("version"))
    LessonProposal.objects.update(is_told=F("is_told"))


@transaction.atomic
def _end(pk: UUID) -> None:
    """A draft whose writer has left, and that nobody took over, goes the way of a stopped one.

    Somebody may have thrown it away or published it while the job was busy with others.
    """
    rows = LessonProposal.objects.over().select_for_update(of=("self",))
    proposal = rows.select_related("team__organisation").filter(pk=pk).first()
    if proposal is None:
        return
    if proposal.draft and not proposal.has_writer:
        proposal.draft.delete()
        proposal.draft = None
    if proposal.draft:
        _let_go(proposal, proposal.draft)
    elif proposal.writer is None or not is_quiet(proposal.team):
        _tell_of_stop(proposal)


def _let_go(proposal: LessonProposal, draft: Draft) -> None:
    """Not at night. The notice says nothing of the team, and goes when the draft is published."""
    forget_told(proposal)
    if timezone.localtime().time() < MORNING:
        return
    forget(proposal)
    tell("lesson_free", [draft.author], url=reverse("knowledge:draft", args=[draft.pk]))


def _tell_of_stop(proposal: LessonProposal) -> None:
    if proposal.writer:
        everybody = {*proposal.team.people, proposal.writer}
        url = reverse("knowledge:friday")
        tell("lesson_stopped", everybody, url=url, team=proposal.team.name)
    forget(proposal)


def forget(proposal: LessonProposal) -> None:
    """Nothing ties a draft to the team any more; its theme only knows that it has been one."""
    forget_told(proposal)
    own = LessonProposal.objects.filter(pk=proposal.pk)
    own.filter(theme=None).delete()
    own.update(draft=None, writer=None)


def forget_told(proposal: Proposal) -> None:
    """Notices, letters and the form it came from lead to the page, so they go with it."""
    url = proposal.get_absolute_url()
    forget_page(url, reverse("knowledge:friday"))
    Notice.objects.filter(url=url).delete()
    Letter.objects.filter(text__contains=url).delete()


def forget_published(draft: Draft, **_rest: object) -> None:
    """When it is published, in the same transaction."""
    url = reverse("knowledge:draft", args=[draft.pk])
    Notice.objects.filter(kind="lesson_free", url=url).delete()
    Letter.objects.filter(text__contains=url).delete()
    for proposal in LessonProposal.objects.filter(draft=draft):
        forget(proposal)


def hold(draft: Draft) -> str:
    """What the writer is told instead of the button that publishes."""
    proposal = LessonProposal.objects.filter(draft=draft).select_related("team").first()
    if proposal is None:
        return ""
    if not proposal.has_writer:
        return _("Du är inte med i teamet längre. Någon där kan ta över utkastet.")
    if not proposal.is_waiting:
        return ""
    return _(
        "Teamet kan läsa, ändra och stoppa utkastet till och med %(day)s. "
        "Sedan kan du publicera det."
    ) % {"day": proposal.last_moment}
