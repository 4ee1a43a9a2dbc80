"""Being away, and being asked."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms import HouseModelForm
from people.ordering import by_name
from people.organisations.models import Employment
from people.persons.models import Person, PersonQuerySet

LONGEST = timedelta(days=730)


def stand_ins_for(person: Person) -> PersonQuerySet:
    """Colleagues in the person's own units, by name."""
    beside = Employment.objects.current().filter(unit__in=person.belonging.own_units)
    seen = Person.objects.visible_to(person).filter(pk__in=beside.values("person"))
    return seen.exclude(pk=person.pk).order_by(by_name(), "pk")


class PresenceForm(HouseModelForm):
    stand_in = forms.ModelChoiceField(
        label=_("Vem kan man fråga i stället?"),
        help_text=_("Namnet står vid dina lärdomar medan du är borta."),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Ingen"),
    )

    class Meta:
        model = Person
        fields = ("away_until", "stand_in", "takes_questions")
        widgets = {"away_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {
            "takes_questions": _(
                "Jag svarar på korta frågor om det jag skrev där jag arbetade förr"
            )
        }
        help_texts = {
            "takes_questions": _(
                "När du har bytt arbetsgivare eller enhet står det vid dina lärdomar var du "
                "arbetar nu. Du får högst tre frågor i veckan."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stand_in"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = stand_ins_for(self.instance)

    def clean_away_until(self) -> date | None:
        day: date | None = self.cleaned_data["away_until"]
        if day and day > timezone.localdate() + LONGEST:
            raise forms.ValidationError(_("Välj en dag inom två år."))
        return day
