from django.db import models
from django.utils.translation import gettext_lazy as _


class Label(models.TextChoices):
    """What a team may let others know that it has met. Fixed, so that no words of its own leak."""

    STAFFING = "staffing", _("Bemanning")
    SCHEDULES = "schedules", _("Schema och planering")
    WORKLOAD = "workload", _("Arbetsbelastning")
    HANDOVERS = "handovers", _("Överlämning mellan enheter")
    COOPERATION = "cooperation", _("Samarbete med andra organisationer")
    RESIDENTS = "residents", _("Kontakt med invånare")
    INFORMATION = "information", _("Information som inte når fram")
    MEETINGS = "meetings", _("Möten")
    ROLES = "roles", _("Oklart vem som gör vad")
    DECISIONS = "decisions", _("Väntan på beslut")
    ROUTINES = "routines", _("Rutiner")
    RECORDS = "records", _("Dokumentation")
    BEGINNERS = "beginners", _("Introduktion av nya")
    SKILLS = "skills", _("Kompetens som saknas")
    SYSTEMS = "systems", _("Systemstöd")
    ACCESS = "access", _("Inloggning och behörigheter")
    EQUIPMENT = "equipment", _("Utrustning och hjälpmedel")
    PURCHASES = "purchases", _("Inköp och avtal")
    PREMISES = "premises", _("Lokaler")
    SAFETY = "safety", _("Trygghet och säkerhet")
    CHANGE = "change", _("Förändringar i organisationen")
