"""Words about somebody's health or membership of a union, in what one writes of a person. Pure.

It is what article 9 of the data protection regulation guards most. Nothing is forbidden: the
writer sees the words and decides.
"""

import re

HEALTH = r"""
    sjukskriv\w* sjukpenning\w* sjukersättning\w* sjukfrånvaro\w* långtidssjuk\w* utbränd\w*
    utmattning\w* utmattad\w* depression\w* deprimera\w* ångest\w* bipolär\w* adhd autis\w*
    diagnos diagnosen diagnoser diabet\w* cancer\w* epilep\w* migrän\w* gravid\w* missbruk\w*
    alkoholis\w* funktionsnedsätt\w* funktionshind\w* rehab rehabiliter\w* arbetsskad\w*
    sick\sleave burnout pregnan\w* disabilit\w* diagnosis depress\w*
"""
UNION = r"""
    facket facklig\w* fackförbund\w* fackförening\w* fackombud\w*
    medlem\si\s(?:kommunal|vision|unionen|akavia|ledarna|saco|ssr|tco|lo|vårdförbundet)
    sveriges\slärare sveriges\singenjörer vårdförbundet akademikerförbund\w*
    trade\sunion\w* union\smember\w*
"""
WORDS = re.compile(rf"\b(?:{'|'.join((HEALTH + UNION).split())})\b", re.IGNORECASE)


def matters(text: str) -> list[str]:
    """The words as they stand, each once."""
    found: dict[str, str] = {}
    for match in WORDS.finditer(text):
        found.setdefault(match.group().casefold(), match.group())
    return list(found.values())
