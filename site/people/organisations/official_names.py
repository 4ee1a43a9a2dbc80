"""Names as the organisations are called in law, from the short or shouted names of a register."""

import re

# "Kommun" is what the law calls all 290; "stad" is a name some of them use for themselves. The
# name stands in the genitive: -s after a consonant (Lunds kommun), nothing after a vowel (Malmö
# kommun), s, x or z (Borås, Kalix). Only these do otherwise.
IRREGULAR = {"Falun": "Falu kommun", "Kalmar": "Kalmar kommun", "Orust": "Orust kommun"}
WITHOUT_S = "aeiouyåäöéüsxz"

UNIVERSITY = re.compile(r"(universitet|universitetet|högskola|högskolan)\b", re.IGNORECASE)
ALSO_UNIVERSITIES = {"Karolinska institutet", "Konstfack"}
SECOND_COURT = re.compile(r" (OCH|O) (MIGRATIONS|MARK\b|PATENT\b).*")
COMMON_WORDS = re.compile(
    r"^(I|FÖR|ÖVER|OCH|HOVRÄTT|TINGSRÄTT|HÖGSTA|DOMSTOLEN|ARRENDENÄMNDEN|NEDRE|ÖVRE|VÄSTRA|"
    r"RIKSBANK)$"
)
MISSPELT = {"ARRENDENÄMNEN": "ARRENDENÄMNDEN", "HYRES OCH": "HYRES- OCH"}


def municipality_name(name: str) -> str:
    if name.endswith((" kommun", " stad")):
        return name
    if name in IRREGULAR:
        return IRREGULAR[name]
    genitive = name if name[-1].lower() in WITHOUT_S else f"{name}s"
    return f"{genitive} kommun"


def court_name(name: str) -> str:
    """BLEKINGE TINGSRÄTT → Blekinge tingsrätt, and only the first of a court's two names.

    The register cuts its capitals at 48 characters, in the middle of the second name.
    """
    if not name.isupper():
        return name
    for wrong, right in MISSPELT.items():
        name = name.replace(wrong, right)
    first, *rest = SECOND_COURT.sub("", name).split()
    words = [word.lower() if COMMON_WORDS.match(word) else place(word) for word in rest]
    return " ".join([place(first), *words])


def place(word: str) -> str:
    """ILO-KOMMITTÉN keeps the letters that are short for something."""
    return "ILO-kommittén" if word == "ILO-KOMMITTÉN" else word.capitalize()


def is_university(name: str) -> bool:
    """Not the agencies for them: Myndigheten för yrkeshögskolan."""
    return name in ALSO_UNIVERSITIES or bool(UNIVERSITY.search(name) and " för " not in name)
