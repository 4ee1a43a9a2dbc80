"""How words of the glossary are compared, sorted and recognised. Pure."""

import re
import unicodedata

from people.ordering import plain

WORD = re.compile(r"[^\W_]+")
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzåäö"
FIRST_LETTER = LETTERS.index("a")
OTHER = "#"


def key(word: str) -> str:
    """What makes two spellings the same word: capitals, spaces and hyphens aside."""
    composed = unicodedata.normalize("NFC", word).casefold()
    return " ".join(WORD.findall(unicodedata.normalize("NFC", composed)))


def sort_key(word: str) -> str:
    """Two digits a letter, in Swedish order, the same in every database: å, ä and ö come last."""
    return "".join(_rank(char) for char in _letters(word))[:160]


def letter(word: str) -> str:
    """The letter that the word stands under; # for those that begin with something else."""
    first = next(iter(_letters(word)), OTHER)
    return first.upper() if LETTERS.find(first) >= FIRST_LETTER else OTHER


def is_exact(word: str) -> bool:
    """An abbreviation is recognised as it is written: LSS, SoL; the word sol is another."""
    return sum(char.isupper() for char in word) > 1


def _rank(char: str) -> str:
    return f"{LETTERS.find(char) + 1:02d}"


def _letters(word: str) -> str:
    return "".join(plain(char) for char in key(word))
