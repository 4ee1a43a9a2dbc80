"""Words as search sees them; the same for what is indexed and for what is asked.

A word is kept as written (`handläggningen`), as its stem (`handläggning0`), as the ends that may
be words of their own (`biståndshandläggning` → `handläggning1`), and, where it has å, ä, ö or
accents, without them (`zzhandlaggningen`), for those who cannot type them. The digits and `zz`
keep the four apart, and keep an exact search from finding får where far was asked for.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+", re.UNICODE)
MOST_WORDS = 12  # of one question
LONGEST_WORD = 60  # longer ones are cut: no word, and costly
LONGEST_QUERY = 2_000  # characters that are read
SHORTEST_STEM = 5
SHORTEST_START = 3  # from how many letters a question also finds longer words
STEMMERS = {"sv": snowballstemmer.stemmer("swedish"), "en": snowballstemmer.stemmer("english")}
LITTLE = """
och eller i på av för med om till från som en ett den det de att är var har hade jag du vi ni man
kan ska skall vill hur vad när vilka vilken vilket vem min mitt mina din ditt dina sin inte så än
the a an and or of in on to for with by is are was how what when which who do does i my your
"""
STOP = set(LITTLE.split())
VOWELS = set("aeiouyåäöéèàü")
SHORTEST_HEAD, SHORTEST_TAIL = 3, 4


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def bare(word: str) -> str:
    """Without marks above the letters: får → far."""
    apart = unicodedata.normalize("NFD", word)
    return "".join(char for char in apart if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    return [word[:LONGEST_WORD] for word in WORD.findall(normal(text))]


def key(text: str) -> str:
    """Its words and nothing else: capitals, spaces and signs make no other question."""
    return " ".join(words(text[:LONGEST_QUERY]))


@lru_cache(maxsize=100_000)
def stem(word: str, language: str = "sv") -> str:
    """Snowball until it stands still: kompetenser → kompetens → kompet, as kompetens does."""
    stemmer = STEMMERS.get(language, STEMMERS["sv"])
    shortest = str(stemmer.stemWord(word))
    while len(again := str(stemmer.stemWord(shortest))) >= SHORTEST_STEM and again != shortest:
        shortest = again
    return shortest


FAMILY = re.compile(r"(?P<vowel>.*[aeiouyåäö])ning|(?P<joined>.*[^aeiouyåäö])ning|(?P<ing>.*)ing")
OF_NA = re.compile(r".*(ord|öpp|läm|räk|teck|vatt)n$")  # ordna, öppna: the n is the verb's own
NOT_IT = "bild land rätt sätt skatt sats kost grund form fören vind vän tidn"
OTHERS = set(NOT_IT.split())
SHORTEST_ROOT = 4
SHORT_ROOTS = {"mät", "läs", "led", "sök"}


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """What a noun in -ning or -ing shares with who does it: handläggning → handlägg.

    The stem of handläggare, handlägga and handläggande is that already. Empty where there is none
    or where it would be another word: tidning is not about tid, nor bildning about bild.
    """
    fit = FAMILY.fullmatch(stem(word))
    if not fit:
        return ""
    found = fit["joined"] or (fit["vowel"] + "n" if fit["vowel"] else fit["ing"])
    if OF_NA.fullmatch(found + "n"):
        found += "n"
    long_enough = found in SHORT_ROOTS or len(found) >= SHORTEST_ROOT
    return found if long_enough and found not in OTHERS and VOWELS & set(found) else ""


@lru_cache(maxsize=100_000)
def parts(word: str) -> tuple[str, ...]:
    """Ends of a long word that may be words: the seam where a dictionary can take over.

    An end begins as Swedish words begin, after something that can end one. After the s that joins
    two words it may have four letters (digitalisering-s-chef), else five.
    """
    last = len(word) - SHORTEST_TAIL
    return tuple(word[at:] for at in range(SHORTEST_HEAD, last + 1) if _can_part(word, at))


STARTS = re.compile(
    r"(?:[bcdfghjklmnprstv]|[bdfgkpt]r|[bfgkp]l|[dkst]v|[bfp]j|kn|gn|s[jklmnpt]|s[kpt][rj]|spl|skv"
    r"|ch|sch|tj|hj|lj)[aeiouyåäö]"
    r"|an|ar|av|al|ap|e[nkl]|in|ut|upp|und|om|öv|öp|är|än|åt|ål"
)
ENDS = re.compile(r"[aeiouyåäöé][bcdfghjklmnprstvwx]{0,4}$")
JOINT = re.compile(r"[bcdfghjklmnprtv]s$")


def _can_part(word: str, at: int) -> bool:
    head, tail = word[:at], word[at:]
    if not (STARTS.match(tail) and ENDS.search(head) and VOWELS & set(tail)):
        return False
    return len(tail) > SHORTEST_TAIL or bool(JOINT.search(head))


def forms(text: str, language: str = "sv") -> str:
    """What is written to the index for a text."""
    return " ".join(form for word in words(text) for form in _forms(word, language))


@lru_cache(maxsize=50_000)
def _forms(word: str, language: str) -> tuple[str, ...]:
    ends = parts(word)
    found = [word, *_kin(word, "0", language)]
    found += [form for end in ends for form in _kin(end, "1", language)]
    found += ["zz" + bare(whole) for whole in (word, *ends) if bare(whole) != whole]
    return tuple(dict.fromkeys(found))


def _kin(word: str, mark: str, language: str) -> list[str]:
    """The stem and, in Swedish, the root where there is one; the mark says whole word or end."""
    kin = [stem(word, language), root(word) if language == "sv" else ""]
    return [one + mark for one in kin if one]


@dataclass(frozen=True)
class Asked:
    """One word of a question: whole forms that fit, and beginnings that fit."""

    whole: tuple[str, ...]
    starts: tuple[str, ...]


def asked(text: str, *, loose: bool = False) -> list[Asked]:
    """At most 12 words, without the little ones unless there are no others.

    `loose` also reads å, ä and ö as a and o.
    """
    all_words = list(dict.fromkeys(words(text[:LONGEST_QUERY])))
    telling = [word for word in all_words if word not in STOP] or all_words
    return [_asked(word, loose) for word in telling[:MOST_WORDS]]


def _asked(word: str, loose: bool) -> Asked:
    stems = dict.fromkeys(stem(word, language) for language in STEMMERS)
    stems |= {root(word): None} if root(word) else {}
    whole = [word, *(f"{one}{mark}" for one in stems for mark in "01")]
    starts = [word]
    if loose:
        plain = bare(word)
        whole += [plain, "zz" + plain, *(f"{stem(plain)}{mark}" for mark in "01")]
        starts += [plain, "zz" + _shorter(plain)]
    long_enough = [one for one in starts if len(one.removeprefix("zz")) >= SHORTEST_START]
    return Asked(tuple(dict.fromkeys(whole)), tuple(dict.fromkeys(long_enough)))


def _shorter(plain: str) -> str:
    """The beginning that its inflections share, once the marks are gone."""
    shorter = stem(plain)
    return shorter if plain.startswith(shorter) else plain


def spans(text: str, question: list[Asked], language: str = "sv") -> Iterator[tuple[int, int]]:
    """Where in a text the words of a question are: from and to, in order."""
    for match in WORD.finditer(text):
        word = normal(match.group())[:LONGEST_WORD]
        length = _marked(word, question, language)
        if length:
            yield (match.end() - length if length < len(word) else match.start()), match.end()


def _marked(word: str, question: list[Asked], language: str) -> int:
    """How many of the last letters to mark; 0 for none. A compound is marked in its end."""
    if _fits({word, "zz" + bare(word), *_kin(word, "0", language)}, question):
        return len(word)
    for end in parts(word):
        if _fits({"zz" + bare(end), *_kin(end, "1", language)}, question):
            return len(end)
    return 0


def _fits(forms: set[str], question: list[Asked]) -> bool:
    return any(
        form in one.whole or form.startswith(one.starts) for form in forms for one in question
    )
