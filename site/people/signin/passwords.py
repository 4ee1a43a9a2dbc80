"""How passwords are kept and which are refused."""

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.persons.models import Person

MIN_LENGTH = 12  # as in AUTH_PASSWORD_VALIDATORS
LOCAL_WORDS = (
    "utbyte",
    "sommar",
    "vinter",
    "höst",
    "hösten",
    "våren",
    "välkommen",
    "lösenord",
    "kommun",
    "region",
    "fredag",
)


class Argon2id(Argon2PasswordHasher):
    """OWASP's lowest recommended cost: 19 MiB, two passes, one lane; 34–53 ms on our machines."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


def letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalpha())


def own_words(person: Person) -> set[str]:
    """What others would try first: parts of the name, the whole name, the mail's first half."""
    words = {*person.name.split(), person.name, person.email.split("@")[0]}
    return {letters(word) for word in words} - {""}


class LocalWords:
    """Refuses a password that is a local word, the person's name or mail, and a few digits."""

    def validate(self, password: str, user: Person | None = None) -> None:
        guessable = {*LOCAL_WORDS, *own_words(user)} if user else set(LOCAL_WORDS)
        bare = letters(password)
        if any(bare in {word, word * 2} for word in guessable):
            raise ValidationError(self.get_help_text(), code="password_local_word")

    def get_help_text(self) -> str:
        return _("Välj något annat än ett vanligt ord eller ditt namn med siffror efter.")
