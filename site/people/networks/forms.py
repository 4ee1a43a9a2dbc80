from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import HouseForm, HouseModelForm, NameField
from people.networks.models import Joining, Network
from people.ordering import by_name
from people.persons.models import Person
from people.persons.names import clean_email


class NetworkForm(HouseModelForm):
    name = NameField(
        label=_("Vad heter nätverket?"),
        max_length=120,
        error_messages={"required": _("Skriv vad nätverket heter.")},
    )
    for_whom = NameField(
        label=_("Vem är det till för?"),
        help_text=_("Till exempel alla som förvaltar ett visst ärendesystem, var som helst."),
        max_length=200,
        error_messages={"required": _("Skriv vem nätverket är till för.")},
    )

    class Meta:
        model = Network
        fields = ("name", "for_whom", "purpose")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"purpose": _("Vad vill ni lära er av varandra?")}
        error_messages = {"purpose": {"required": _("Skriv vad nätverket är till för.")}}

    def validate_constraints(self) -> None:
        """The action decides about the name: the second click of two is no fault."""

    @property
    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "for_whom", "purpose")}


class AskForm(HouseForm):
    why = NameField(
        label=_("Varför vill du vara med?"),
        help_text=_("En rad räcker. De som är med läser den och svarar."),
        max_length=Joining._meta.get_field("why").max_length,
        error_messages={"required": _("Skriv en rad om varför du vill vara med.")},
    )


class InviteForm(HouseForm):
    email = forms.EmailField(
        label=_("E-post i arbetet"),
        help_text=_("Till någon som redan är med i Utbyte."),
        max_length=254,
        error_messages={
            "required": _("Skriv en e-postadress."),
            "invalid": _("Skriv en e-postadress, till exempel namn@kommun.se."),
        },
    )

    def clean_email(self) -> str:
        return clean_email(self.cleaned_data["email"])


class HandOverForm(HouseForm):
    """Which member looks after the network from now on; those whom the keeper may know of."""

    person = forms.ModelChoiceField(
        label=_("Vem tar över?"),
        queryset=Person.objects.none(),
        error_messages={"required": _("Välj vem som tar över.")},
    )

    def __init__(self, *args: Any, network: Network, keeper: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = network.memberships.seen_by(keeper).exclude(person=keeper)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Person.objects.filter(pk__in=seen.values("person")).order_by(by_name())
