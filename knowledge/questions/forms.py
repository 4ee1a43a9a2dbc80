from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import HouseForm
from people.persons.models import Person
from people.presence.forms import stand_ins_for

LONGEST = 2_000


class WordsForm(HouseForm):
    """Blank lines and spaces alone are nothing."""

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).strip()


class QuestionForm(WordsForm):
    text = forms.CharField(
        label=_("Vad vill du fråga?"),
        help_text=_(
            "Frågan och ditt namn syns för alla som får läsa lärdomen. "
            "Hos myndigheter, kommuner och regioner blir den en allmän handling."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv din fråga.")},
    )


class AnswerForm(WordsForm):
    text = forms.CharField(
        label=_("Ditt svar"),
        max_length=2 * LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv ditt svar.")},
    )


class StandInForm(HouseForm):
    person = forms.ModelChoiceField(
        label=_("Vem kan man fråga när du är borta?"),
        help_text=_("Namnet står här bara medan du är borta. Det säger du på din egen sida."),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Den jag har valt på min egen sida"),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = stand_ins_for(by)
