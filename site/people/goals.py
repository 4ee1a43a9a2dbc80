"""What a lesson or an opportunity can help with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Goal(models.TextChoices):
    CLIMATE = "climate", _("Klimat")
    ECONOMIC = "economic", _("Ekonomi")
    SOCIAL = "social", _("Socialt")
    DEMOCRATIC = "democratic", _("Demokrati")
