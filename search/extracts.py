"""The piece of a text that shows why it was found. Escaped first, marked after."""

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from search.analysis import WORD, Asked, normal, spans

BEFORE, LENGTH = 60, 200  # characters
READ = 20_000  # of a body, when looking for the place


def marked(text: str, question: list[Asked], language: str = "sv") -> SafeString:
    """The whole text with the words of the question in <mark>."""
    pieces, at = [], 0
    for start, end in spans(text, question, language):
        pieces.append(format_html("{}<mark>{}</mark>", text[at:start], text[start:end]))
        at = end
    pieces.append(conditional_escape(text[at:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def extract(body: str, question: list[Asked], language: str = "sv") -> SafeString:
    """About 200 characters around the first word that fits; the beginning when none does."""
    text = " ".join(body[:READ].split())
    if not text:
        return SafeString()
    first = next(spans(text, question, language), (0, 0))[0]
    start = _word_start(text, first)
    end = text.rfind(" ", start, start + LENGTH) if start + LENGTH < len(text) else len(text)
    end = end if end > start else start + LENGTH
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, marked(text[start:end], question, language), after)


def _word_start(text: str, first: int) -> int:
    """Far enough before the word to read on from, where a word begins."""
    if first <= BEFORE:
        return 0
    return min(text.find(" ", first - BEFORE) + 1, first)


def other_words(text: str, question: list[Asked], language: str = "sv") -> list[str]:
    """Words of the text that fit without being the very words asked for: handläggarna."""
    typed = {one.whole[0] for one in question}
    ends = {end for _start, end in spans(text, question, language)}
    fitting = [match for match in WORD.finditer(text) if match.end() in ends]
    return [normal(one.group()) for one in fitting if normal(one.group()) not in typed]
