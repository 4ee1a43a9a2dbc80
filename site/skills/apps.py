from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SkillsConfig(AppConfig):
    name = "skills"
    verbose_name = _("Kompetenser")

    def ready(self) -> None:
        from skills import record_kinds

        record_kinds.register_kinds()
