from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.trials.models import Trial
from knowledge.trials.states import Answer, Status
from people.forms import HouseForm, HouseModelForm
from people.ordering import by_name
from people.organisations.models import Employment, Unit
from people.persons.models import Person

LONGEST = 5_000


def area(label: Any, hint: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class TrialForm(HouseModelForm):
    """Five questions; only the first has to be answered, and why when it was stopped."""

    status = forms.ChoiceField(
        label=_("Hur långt har ni kommit?"), choices=Status.choices, widget=forms.RadioSelect
    )
    outcome = area(_("Vad hände?"), _("Gärna med siffror, före och efter."))
    changes = area(
        _("Vad gjorde ni på ett annat sätt?"), _("Det ni ändrade för att det skulle passa hos er.")
    )
    why_not = area(
        _("Varför fungerade det inte?"),
        _("Behöver bara svaras på om ni avbröt. Det hjälper andra lika mycket som en framgång."),
    )
    own_only = forms.BooleanField(
        label=_("Visa bara för vår organisation"),
        help_text=_("Annars ser alla som får läsa lärdomen det ni skriver här."),
        required=False,
    )

    class Meta:
        model = Trial
        fields = (
            *("status", "verdict", "outcome", "changes", "why_not"),
            *("unit", "contact", "own_only"),
        )
        help_texts = {
            "contact": _("Namnet står vid er rapport. Välj ingen om det räcker med enheten.")
        }

    def __init__(self, *args: Any, person: Person, units: dict[int, Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.unit is not None:
            units = units | {self.instance.unit.pk: self.instance.unit}
        beside = Employment.objects.current().filter(unit__in=list(units)).values("person")
        colleagues = Person.objects.visible_to(person).filter(pk__in=beside)
        if self.instance.contact_id:
            colleagues |= Person.objects.visible_to(person).filter(pk=self.instance.contact_id)
        contact, unit = self.fields["contact"], self.fields["unit"]
        assert isinstance(contact, forms.ModelChoiceField)
        assert isinstance(unit, forms.ModelChoiceField)
        contact.queryset = colleagues.order_by(by_name())
        contact.empty_label = _("Ingen särskild, fråga enheten")
        unit.required = False
        unit.queryset = Unit.objects.filter(pk__in=list(units))
        if len(units) < 2:
            del self.fields["unit"]
        self.fields["verdict"].choices = [  # type: ignore[attr-defined]
            ("", _("Välj")),
            *Trial._meta.get_field("verdict").choices,  # type: ignore[misc]
        ]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        stopped = cleaned.get("status") == Status.STOPPED
        if stopped and not cleaned.get("why_not") and "why_not" not in self.errors:
            self.add_error("why_not", _("Skriv varför ni avbröt. En mening räcker."))
        return cleaned

    def _post_clean(self) -> None:
        """What is stored changes in the action only."""


class AnswerForm(HouseForm):
    answer = forms.ChoiceField(
        label=_("Är det kvar?"), choices=Answer.choices, widget=forms.RadioSelect
    )
    text = area(
        _("Vad har ni ändrat, eller varför slutade ni?"),
        _("Behövs inte om allt är som förut."),
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        lacks = {
            Answer.CHANGED: _("Skriv vad ni har ändrat. En mening räcker."),
            Answer.ENDED: _("Skriv varför ni slutade. En mening räcker."),
        }.get(cleaned.get("answer", ""))
        if lacks and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", lacks)
        return cleaned
