"""What keeps a draft from being published yet. A subject whose people have a say registers here."""

from collections.abc import Callable

from knowledge.articles.drafts import Draft

Hold = Callable[[Draft], str]
_holds: list[Hold] = []


def register_hold(hold: Hold) -> None:
    """`hold` says in a sentence until when the draft waits; an empty text lets it go."""
    if hold not in _holds:
        _holds.append(hold)


def held(draft: Draft) -> str:
    """Why the draft cannot be published yet; empty when it can."""
    said = (hold(draft) for hold in _holds) if draft.pk else iter(())
    return next(filter(None, said), "")
