"""The words that are explained, marked where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from knowledge.glossary.recognising import Said


class Explained:
    """The words of one text, each marked once: where it first stands on the page."""

    def __init__(self, said: Iterable[Said]) -> None:
        self.numbers = {str(escape(one.surface)): number for number, one in enumerate(said, 1)}
        self.waiting = dict(self.numbers)

    def mark(self, html: SafeString) -> SafeString:
        """Escaped text with its tags, and a button where a word is first said.

        Of words that overlap the longest is marked.
        """
        spans: list[tuple[int, int, str]] = []
        for word in sorted(self.waiting, key=len, reverse=True):
            at = _first(word, html, spans)
            if at >= 0:
                spans.append((at, at + len(word), word))
                del self.waiting[word]
        pieces, end = [], 0
        for start, stop, word in sorted(spans):
            pieces += [html[end:start], self._button(word)]
            end = stop
        return mark_safe("".join([*pieces, html[end:]]))

    def _button(self, word: str) -> str:
        return format_html(
            '<button type="button" class="term" popovertarget="ord-{}">{}</button>',
            self.numbers[word],
            mark_safe(word),
        )


def _first(word: str, html: str, spans: list[tuple[int, int, str]]) -> int:
    """Where a whole word first stands in the text of some HTML, outside the spans; else -1."""
    at = html.find(word)
    while at >= 0:
        end = at + len(word)
        whole = not (html[at - 1 : at].isalnum() or html[end : end + 1].isalnum())
        free = all(end <= start or at >= stop for start, stop, _word in spans)
        if whole and free and not _in_markup(html, at):
            return at
        at = html.find(word, at + 1)
    return -1


def _in_markup(html: str, at: int) -> bool:
    """Inside a tag, or the name of an escaped sign: every < and & that is neither is escaped."""
    in_tag = html.rfind("<", 0, at) > html.rfind(">", 0, at)
    return in_tag or html[:at].endswith(("&", "&#"))
