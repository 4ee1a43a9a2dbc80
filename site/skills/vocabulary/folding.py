"""How two spellings are compared."""

import re
import unicodedata

OWN_LETTERS = "åäö"
WORD = re.compile(r"[^\s/,()\-–]+")
LITTLE_WORD = re.compile(
    r"och|eller|i|på|av|för|med|om|till|från|som|en|ett|att"
    r"|the|a|an|and|or|of|in|on|to|for|with|by"
)


def fold(text: str) -> str:
    """Lower case, single spaces, no accents; å, ä and ö stay letters of their own."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    composed = unicodedata.normalize("NFC", composed)
    letters = (char if char in OWN_LETTERS else bare(char) for char in composed)
    return " ".join("".join(letters).split())


def bare(text: str) -> str:
    """Without any marks above or below the letters: måltid → maltid."""
    return "".join(
        char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char)
    )


def beginnings(folded: str) -> list[str]:
    """The text from its start, then from each later word that carries meaning."""
    later = [
        folded[match.start() :]
        for match in WORD.finditer(folded)
        if match.start() and not LITTLE_WORD.fullmatch(match.group())
    ]
    return [folded, *later]
