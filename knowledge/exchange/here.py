"""What an entry names, found where it is to stand; what is not found is noted."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from knowledge.articles.models import ArticlePage
from knowledge.exchange.archives import MOST_FAULTS
from knowledge.exchange.entries import Entry, path_of
from people.audience import Audience
from people.organisations.models import Organisation, Unit
from people.persons.models import Person
from people.sensitive.numbers import SHORT, without_numbers
from skills.vocabulary.models import Skill


@dataclass
class Done:
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)

    def note(self, where: str, what: str) -> None:
        text = without_numbers(f"{where}: {what}", instead=SHORT)
        if len(self.notes) < MOST_FAULTS and text not in self.notes:
            self.notes.append(text)


class Here:
    """One organisation, and the administrator who brings something into it."""

    def __init__(self, organisation: Organisation, by: Person, done: Done) -> None:
        self.organisation, self.by, self.done = organisation, by, done
        units = {unit.pk: unit for unit in organisation.units.living()}
        everything = {unit.pk: unit for unit in organisation.units.all()}
        self.units: dict[tuple[str, ...], Unit] = {
            tuple(path_of(pk, everything)): unit for pk, unit in units.items()
        }
        staff = Person.objects.filter(employments__unit__organisation=organisation).distinct()
        self.people = {one.email.lower(): one for one in staff}

    def person(self, name: str, email: str) -> Person | None:
        """Only somebody who works or has worked at the organisation."""
        found = self.people.get(email)
        if email and found is None:
            self.done.note(name, _("%(who)s finns inte här, och står inte med") % {"who": email})
        return found

    def unit(self, name: str, path: list[str]) -> Unit | None:
        found = self.units.get(tuple(path))
        if path and found is None:
            unit = " / ".join(path)
            self.done.note(name, _("enheten %(unit)s finns inte här") % {"unit": unit})
        return found

    def own_unit(self, name: str) -> Unit | None:
        """The administrator's own, for what nobody else answers for."""
        jobs = self.by.belonging.employments
        found = next((one.unit for one in jobs if one.unit.organisation == self.organisation), None)
        if found:
            said = _("ingen som står i den finns här, så %(unit)s svarar för den")
            self.done.note(name, said % {"unit": found})
        return found

    def skills(self, name: str, labels: list[str]) -> list[Skill]:
        """Those that go by exactly these names here."""
        known = {label: Skill.objects.called(label) for label in labels}
        for label in [one for one, skill in known.items() if skill is None]:
            self.done.note(name, _("kompetensen %(skill)s finns inte här") % {"skill": label})
        return [skill for skill in known.values() if skill]

    def readers(self, name: str, wanted: Entry, article: ArticlePage) -> Audience:
        """Those it had. If they are not here: the administrator alone, until new are chosen."""
        found = self.same_readers(wanted)
        if found is None:
            article.owner = article.owner or self.by
            self.done.note(name, _("läsarna finns inte här; bara du ser den tills du väljer nya"))
            found = Audience.objects.people([self.by])
        return found

    def same_readers(self, wanted: Entry) -> Audience | None:
        shared, kind = Audience.objects, wanted["kind"]
        if kind in ("everyone", "connected"):
            return shared.everyone() if kind == "everyone" else shared.connected()
        if kind == "organisation":
            return shared.organisation(self.organisation)
        if kind == "unit":
            unit = self.units.get(tuple(wanted["unit"]))
            return shared.unit(unit) if unit else None
        if kind == "team":
            teams = list(self.organisation.teams.filter(name=wanted["team"])[:2])
            return shared.team(teams[0]) if len(teams) == 1 else None
        if kind == "network":
            nets = [one for one in self.by.belonging.networks if one.name == wanted["network"]]
            return shared.network(nets[0]) if len(nets) == 1 else None
        if kind == "organisations":
            chosen = Organisation.objects.connected().filter(slug__in=wanted["organisations"])
            whole = len(chosen) == len(set(wanted["organisations"])) and bool(chosen)
            return shared.organisations(list(chosen)) if whole else None
        return None
