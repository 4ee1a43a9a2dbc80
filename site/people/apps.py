from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("Människor och organisationer")

    def ready(self) -> None:
        from people import checks, worker  # noqa: F401
        from people.signin import sessions  # noqa: F401
