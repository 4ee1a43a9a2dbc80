"""Where something is missing the form says what to do, not that a rule was broken."""

import pytest
from django import forms
from django.utils import translation

from people.forms import DayField, HouseForm


class Asked(HouseForm):
    name = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    several = forms.MultipleChoiceField(choices=[("a", "A")])
    day = forms.DateField()
    last = DayField()
    sure = forms.BooleanField()
    own = forms.CharField(error_messages={"required": "Skriv vad det fastnade på."})


SAID = {
    "name": ("Fyll i det här.", "Fill this in."),
    "kind": ("Välj ett alternativ.", "Choose one of them."),
    "several": ("Välj minst en.", "Choose at least one."),
    "day": ("Välj en dag.", "Choose a day."),
    "last": ("Välj en dag.", "Choose a day."),
    "sure": ("Kryssa i rutan för att gå vidare.", "Tick the box to go on."),
    "own": ("Skriv vad det fastnade på.", "Skriv vad det fastnade på."),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_missing_is_asked_for(name):
    for language, said in zip(("sv", "en"), SAID[name], strict=True):
        with translation.override(language):
            assert Asked({}).errors[name] == [said]
