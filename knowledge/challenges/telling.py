"""Who is told of what happens to a challenge."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from knowledge.challenges.models import Challenge, ChallengeAnswer
from people.notices.actions import tell
from people.notices.kinds import NoticeKind
from people.organisations.models import Role
from people.persons.models import Person

MOST = 200

KINDS = (
    NoticeKind(
        "challenge_answered",
        _("Någon har svarat på din efterlysning"),
        _("Du har fått svar på efterlysningen %(title)s"),
    ),
    NoticeKind(
        "challenge_named",
        _("Någon vill tipsa om dig"),
        _("Någon vill tipsa om dig i efterlysningen %(title)s. Säg ja eller nej"),
    ),
    NoticeKind(
        "challenge_person_said",
        _("Svar från någon du tipsade om"),
        _("Personen du tipsade om i efterlysningen %(title)s har svarat"),
        by_mail=False,
    ),
    NoticeKind(
        "challenge_helped",
        _("Ditt svar hjälpte"),
        _("Ditt svar på efterlysningen %(title)s hjälpte"),
    ),
    NoticeKind(
        "challenge_closed",
        _("En efterlysning som du svarade på är avslutad"),
        _("Efterlysningen %(title)s är avslutad. Läs vad det blev av den"),
        by_mail=False,
    ),
    NoticeKind(
        "challenge_soon",
        _("Svarstiden för din efterlysning går snart ut"),
        _("Svarstiden för efterlysningen %(title)s går snart ut"),
    ),
    NoticeKind(
        "challenge_due",
        _("Svarstiden för din efterlysning är ute"),
        _("Svarstiden för efterlysningen %(title)s är ute. Vad blev det av den?"),
    ),
)


def say(kind: str, challenge: Challenge, people: Iterable[Person | None], part: str = "") -> None:
    """Titles are told only to those who see the challenge; nobody is told of what is hidden."""
    seen = [one for one in people if one and _sees(challenge, one)]
    url = reverse("knowledge:challenge", args=[challenge.pk]) + part
    tell(kind, seen, url=url, title=challenge.title)


def _sees(challenge: Challenge, person: Person) -> bool:
    return Challenge.objects.visible_to(person).filter(pk=challenge.pk).exists()


def tenders(challenge: Challenge) -> list[Person]:
    """The asker while they work there, else the organisation's editors."""
    if challenge.asker and challenge.organisation_id in challenge.asker.belonging.organisations:
        return [challenge.asker]
    editors = Person.objects.active().filter(
        roles__kind=Role.Kind.EDITOR, roles__organisation=challenge.organisation_id
    )
    return list(editors.distinct()[:20])


def those_who_answered(challenge: Challenge) -> list[Person]:
    answers: list[ChallengeAnswer] = list(challenge.answers.shown().select_related("by")[:MOST])
    return [one.by for one in answers if one.by]
