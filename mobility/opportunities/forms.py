"""What a manager writes; only the title must be there from the start."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mobility.opportunities.hosts import audience_for, readers, units_for
from mobility.opportunities.models import Opportunity
from mobility.profiles.models import Level
from people.audience import Audience
from people.choosing import ReadersField
from people.forms import HouseForm, HouseModelForm
from people.ordering import by_name
from people.organisations.models import Unit
from people.persons.models import Person
from people.subgoals.choosing import GoalsField
from skills.forms import SkillField

DAYS = ("starts_on", "ends_on", "deadline", "reply_by")
ROWS = {"summary": 2, "duties": 5, "learning": 3, "support": 3}
WIDGETS: dict[str, forms.Widget] = {
    **{name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}) for name in DAYS},
    **{name: forms.Textarea(attrs={"rows": rows}) for name, rows in ROWS.items()},
}


class OpportunityForm(HouseModelForm):
    mark_optional = False

    unit = forms.ModelChoiceField(
        label=_("Enhet"),
        queryset=Unit.objects.none(),
        error_messages={"required": _("Välj enhet.")},
    )
    goals = GoalsField(label=_("Vad bidrar det till?"))
    audience = ReadersField(
        label=_("Vem får se uppdraget?"),
        help_text=_(
            "Hos myndigheter, kommuner och regioner är ett publicerat uppdrag en allmän handling."
        ),
    )

    class Meta:
        model = Opportunity
        fields = (
            *("title", "unit", "type", "summary", "duties", "learning", "support"),
            *("seats", "share", "starts_on", "ends_on", "deadline", "reply_by"),
            *("place", "remote", "pay"),
        )
        widgets = WIDGETS
        help_texts = {
            "title": _("Säg vad man får vara med om."),
            "learning": _("Det är ofta därför man söker."),
            "share": _("Procent av en heltid."),
            "reply_by": _("Senast den dagen får de som söker svar."),
        }
        error_messages = {"title": {"required": _("Skriv en rubrik.")}}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units, audience = self.fields["unit"], self.fields["audience"]
        assert isinstance(units, forms.ModelChoiceField) and isinstance(audience, ReadersField)
        self.offer_goals(person)
        units.queryset = units_for(person).order_by(by_name())
        units.initial = person.employment.unit_id if person.employment else None
        self.person, self.kept = person, self._kept()
        audience.offer(readers(person), person, kept=self.kept)
        kind = self.instance.audience.kind if self.instance.pk else "connected"
        audience.initial = self.kept.key if self.kept else kind

    def offer_goals(self, person: Person) -> None:
        goals = self.fields["goals"]
        assert isinstance(goals, GoalsField)
        goals.initial = self.instance.goal_keys if self.instance.pk else []
        goals.offer(person, kept=goals.initial)

    def _kept(self) -> Audience | None:
        """Readers that are named and so do not follow the unit."""
        named = (Audience.Kind.NETWORK, Audience.Kind.ORGANISATIONS)
        kept = self.instance.audience if self.instance.pk else None
        return kept if kept and kept.kind in named else None

    @property
    def written(self) -> dict[str, Any]:
        fields = dict(self.cleaned_data)
        fields["audience"] = audience_for(
            fields["unit"], fields["audience"], self.person, kept=self.kept
        )
        return fields


class SkillRowForm(HouseForm):
    WEIGHTS = [(1, _("Bra att ha")), (2, _("Viktig")), (3, _("Avgörande"))]

    skill = SkillField(label=_("Kompetens"))
    level = forms.TypedChoiceField(
        label=_("Nivå"), coerce=int, choices=Level.choices[1:], initial=Level.TWO
    )
    weight = forms.TypedChoiceField(label=_("Vikt"), coerce=int, choices=WEIGHTS, initial=1)
    must = forms.BooleanField(
        label=_("Krav"),
        help_text=_("Krav visas för sig och påverkar inte hur väl ni passar ihop."),
        required=False,
    )


class ReturnForm(HouseForm):
    comment = forms.CharField(
        label=_("Vad behöver ändras?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv vad som behöver ändras.")},
    )
