"""Cleaning of what people are called. Pure text in, pure text out."""

import unicodedata

ALPHABETS = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean_name(text: str) -> str:
    """NFC, without invisible signs (direction marks, zero-width), single spaces."""
    composed = unicodedata.normalize("NFC", text)
    visible = (
        " " if char in "\t\n\r" else char
        for char in composed
        if char in "\t\n\r" or unicodedata.category(char) not in INVISIBLE
    )
    return " ".join("".join(visible).split())


def mixes_scripts(name: str) -> bool:
    """Letters of several alphabets: a Cyrillic а looks like the Latin one, and is another."""
    letters = (char for char in name if char.isalpha())
    return len(ALPHABETS & {unicodedata.name(char, "").split(" ")[0] for char in letters}) > 1


def clean_email(text: str) -> str:
    """One spelling for one mailbox: NFC, lower case, no space around."""
    return unicodedata.normalize("NFC", text).strip().lower()
