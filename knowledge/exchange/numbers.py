"""Personal identity numbers in what is brought in are taken out, as the forms take them out."""

from django.forms import CharField

from knowledge.exchange import values
from knowledge.exchange.entries import Entry
from people.sensitive.guard import cleaned
from people.sensitive.numbers import SHORT, has_number, without_numbers

FIELDS = {
    name: CharField(max_length=most)
    for name, most in (values.TEXTS | {"title": values.TITLE}).items()
}


def taken_out(entry: Entry) -> tuple[Entry, list[str]]:
    """The entry without numbers, and the fields that had one."""
    kept = entry | {name: cleaned(field, entry[name]) for name, field in FIELDS.items()}
    kept["slug"] = without_numbers(entry["slug"], instead="-").strip("-_") or "lardom"
    kept["topics"] = [one for one in entry["topics"] if not has_number(one)]
    kept["skills"] = [one for one in entry["skills"] if not has_number(one)]
    kept["files"] = [of_file(one) for one in entry["files"]]
    return kept, [name for name in entry if kept[name] != entry[name]]


def of_file(file: Entry) -> Entry:
    facts = {
        name: without_numbers(fact, instead=SHORT) if isinstance(fact, str) else fact
        for name, fact in file["facts"].items()
    }
    return file | {"name": without_numbers(file["name"], instead="fil"), "facts": facts}
