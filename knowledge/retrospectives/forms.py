from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.retrospectives.cards import LONGEST, Card
from knowledge.retrospectives.follow_up import ENDINGS
from knowledge.retrospectives.models import Action, Retrospective
from people.belonging import name_to
from people.forms import HouseForm, HouseModelForm
from people.ordering import by_name
from people.persons.models import Person


class CardForm(HouseForm):
    """The text, and the column as the button that was pressed.

    `columns` is the fingerprint of those that the writer chose among.
    """

    text = forms.CharField(
        label=_("Ny lapp"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
        help_text=_("Skriv vad som hände, inte vem. Välj sedan var lappen hör hemma."),
    )
    column = forms.CharField(max_length=10, widget=forms.HiddenInput)
    key = forms.CharField(
        required=False, max_length=100, widget=forms.HiddenInput({"autocomplete": "off"})
    )
    columns = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    named = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ChangeNamedForm(HouseForm):
    text = forms.CharField(
        label=_("Din lapp"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Lämna tomt för att ta bort lappen."),
    )


class ChangeCardForm(ChangeNamedForm):
    key = forms.CharField(max_length=100, widget=forms.HiddenInput)


class GatherForm(HouseForm):
    cards = forms.ModelMultipleChoiceField(queryset=Card.objects.none(), to_field_name="key")
    label = forms.CharField(label=_("Tema"), max_length=80, required=False)

    def __init__(self, *args: Any, board: Retrospective, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cards"].queryset = board.cards.shown()  # type: ignore[attr-defined]
        self.fields["cards"].error_messages["required"] = _("Välj minst en lapp att samla.")


def day_to_come(day: date) -> date:
    if day < timezone.localdate():
        raise ValidationError(_("Välj en dag som inte har varit."))
    return day


class ActionForm(HouseModelForm):
    class Meta:
        model = Action
        fields = ("text", "owner", "due_on")
        widgets = {"due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, members: list[Person], by: Person, **kwargs: Any) -> None:
        """`by`: who reads the members' names."""
        kwargs.setdefault("initial", {"due_on": timezone.localdate() + timedelta(days=7)})
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        owner.required = True
        owner.queryset = Person.objects.filter(  # type: ignore[attr-defined]
            pk__in=[one.pk for one in members]
        ).order_by(by_name())
        owner.label_from_instance = lambda one: name_to(by, one)  # type: ignore[attr-defined]

    def clean_due_on(self) -> date:
        return day_to_come(self.cleaned_data["due_on"])


class SeenForm(HouseForm):
    """`seen`: the state that the page showed."""

    seen = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)

    @property
    def chosen(self) -> dict[str, Any]:
        """What the act is told."""
        return {name: said for name, said in self.cleaned_data.items() if name != "back"}

    def show_now(self, action: Action) -> None:
        """What is refused comes back with the state as it is by now, and can be sent again."""
        action.refresh_from_db(fields=["state"])
        self.data = {**self.data.dict(), "seen": action.state}  # type: ignore[attr-defined]


class PlanForm(SeenForm, HouseModelForm):
    """Other words, another day or another owner, for one that is open or was ended too soon."""

    class Meta:
        model = Action
        fields = ("text", "owner", "due_on")
        widgets = {"due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.required = True
        owner.queryset = self.instance.team.people.order_by(by_name(), "pk")
        owner.label_from_instance = lambda one: name_to(by, one)

    def clean_due_on(self) -> date:
        return day_to_come(self.cleaned_data["due_on"])


class FinishForm(SeenForm):
    """How it ended; open again is another form."""

    state = forms.ChoiceField(
        label=_("Hur gick det?"), choices=[(one.value, one.label) for one in ENDINGS]
    )
    reason = forms.CharField(label=_("Något att tillägga?"), max_length=200, required=False)
    # To the board, else to the actions.
    back = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)
