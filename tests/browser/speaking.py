"""What a page says, and which of it is Swedish of ours: for pages shown in English."""

import re
from functools import cache

from django.apps import apps
from django.db import models

from config import texts
from people.notices.models import Letter

ROOMS = {"people", "skills", "knowledge", "mobility", "search"}
# Every piece of text a reader meets outside what is marked as Swedish, names of things included.
PIECES = """() => {
  const ours = (one) => !one.closest("body [lang=sv], script, style, noscript, textarea");
  const found = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let one = walk.nextNode(); one; one = walk.nextNode())
    if (ours(one.parentElement)) found.push(one.data);
  for (const name of ["aria-label", "placeholder", "title", "alt"])
    for (const one of document.querySelectorAll(`[${name}]`))
      if (ours(one)) found.push(one.getAttribute(name));
  return found;
}"""
BETWEEN = re.compile(r" · | – Utbyte$|\n")
JOINTS = re.compile(r"[,:()–]")
WORDS = re.compile(r"[^\W\d_]{2}")
FILLED = re.compile(r"%\([^)]+\)[sd]|%[sd]")
TAG = re.compile(r"<[^>]+>")


def swedish_of_ours(page):
    return [piece for piece in pieces(page) if is_swedish(piece)]


def pieces(page):
    said = [" ".join(text.split()) for one in page.evaluate(PIECES) for text in BETWEEN.split(one)]
    return sorted({one for one in said if WORDS.search(one)})


def is_swedish(piece):
    """One of our Swedish texts; or with å, ä or ö, and neither an English text nor somebody's."""
    whole, _with_gaps = forms("sv")
    if fits(piece, "en") or (piece not in whole and written(piece)):
        return False
    if fits(piece, "sv"):
        return True
    parts = [part.strip() for part in JOINTS.split(piece) if WORDS.search(part)]
    if parts and parts != [piece]:
        return any(map(is_swedish, parts))
    return bool(re.search("[åäöÅÄÖ]", piece))


def fits(piece, language):
    whole, with_gaps = forms(language)
    return piece in whole or any(form.fullmatch(piece) for form in with_gaps)


@cache
def forms(language):
    """The texts of the catalogue as they stand on a page: those to fill in become patterns."""
    parts = [part for text in spoken(language) for part in TAG.split(text)]
    tidy = {" ".join(part.replace("%%", "%").split()) for part in parts}
    with_gaps = {part for part in tidy if FILLED.search(part)}
    return tidy - with_gaps, [pattern(part) for part in with_gaps if has_words(part)]


def spoken(language):
    for message in texts.read("en"):
        said = message.string if language == "en" else message.id
        yield from (said,) if isinstance(said, str) else said


def has_words(part):
    return bool(WORDS.search(FILLED.sub("", part)))


def pattern(part):
    return re.compile(".+?".join(re.escape(fixed) for fixed in FILLED.split(part)))


def written(piece):
    """Somebody has written it: it is a whole value of a row, or some words of one."""
    piece, values = piece.rstrip("…").strip(), stored()
    return piece in values or (piece.count(" ") > 1 and any(piece in one for one in values))


@cache
def stored():
    """What people have written, and the names of what they write about; not the letters we sent."""
    found = set()
    for model in apps.get_models():
        if model._meta.app_label in ROOMS and model is not Letter:
            for row in model._base_manager.values_list(*fields_of(model)):
                found |= {" ".join(value.split()) for value in row if isinstance(value, str)}
    return found


def fields_of(model):
    kinds = (models.CharField, models.TextField)
    return [one.name for one in model._meta.concrete_fields if isinstance(one, kinds)] or ["pk"]
