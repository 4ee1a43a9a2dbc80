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


class LocalWords:
    """Refuses a password that is a local word, the person's name or mail, and a few digits."""

    def validate(self, password: str, user: Person | None = None) -> None:
        names = user.name.lower().split() if user else []
        own = [user.email.split("@")[0], *names, "".join(names)] if user else []
        bare = password.lower().strip("0123456789!?.-_ ")
        if any(bare == word or bare == word * 2 for word in (*LOCAL_WORDS, *own)):
            raise ValidationError(self.get_help_text(), code="password_local_word")

    def get_help_text(self) -> str:
        return _("Välj något annat än ett vanligt ord eller ditt namn med siffror efter.")
