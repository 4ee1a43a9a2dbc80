from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.forms import HouseForm, HouseModelForm, NameField, PeopleField
from people.ordering import by_name
from people.organisations.models import Employment, Organisation, Role, Team, Unit
from people.persons.models import Person
from people.persons.names import clean_email


class UnitForm(HouseModelForm):
    class Meta:
        model = Unit
        fields = ("name", "authority")
        field_classes = {"name": NameField}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = organisation.authorities.all()  # type: ignore[attr-defined]


class NewUnitForm(UnitForm):
    class Meta(UnitForm.Meta):
        fields = ("name", "parent", "authority")  # type: ignore[assignment]

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        parent = self.fields["parent"]
        parent.label = _("Ligger under")
        parent.queryset = organisation.units.living()  # type: ignore[attr-defined]
        parent.empty_label = _("Direkt under organisationen")  # type: ignore[attr-defined]


class OtherUnitForm(HouseForm):
    """Another unit of the same organisation: where to move, or what to become part of."""

    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Enhet"))

    def __init__(self, *args: Any, unit: Unit, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        others = unit.organisation.units.living().exclude(lineage__startswith=unit.lineage)
        field.queryset = others  # type: ignore[attr-defined]
        field.required = required
        if not required:
            field.empty_label = _("Direkt under organisationen")  # type: ignore[attr-defined]


class EmploymentForm(HouseModelForm):
    class Meta:
        model = Employment
        fields = ("unit", "title", "manager", "share")
        help_texts = {
            "manager": _("Den som svarar när medarbetaren vill till ett uppdrag hos någon annan.")
        }

    def __init__(self, *args: Any, organisation: Organisation, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.visible_to(by).employed_at(organisation)
        self.fields["unit"].queryset = organisation.units.living()  # type: ignore[attr-defined]
        self.fields["manager"].queryset = people.order_by(by_name())  # type: ignore[attr-defined]


class EmployForm(EmploymentForm):
    email = forms.EmailField(
        label=_("E-post i arbetet"), max_length=254, help_text=_("Hit går inbjudan.")
    )
    name = NameField(label=_("Namn"), max_length=200)
    field_order = ("name", "email", "title", "unit", "manager", "share")

    def clean_email(self) -> str:
        return clean_email(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        email, unit = cleaned.get("email"), cleaned.get("unit")
        already = Employment.objects.current().filter(person__email=email, unit=unit)
        if email and unit and already.exists():
            raise ValidationError(_("Personen är redan anställd på den enheten."))
        return cleaned


class RoleForm(HouseForm):
    person = forms.ModelChoiceField(queryset=Person.objects.none(), label=_("Person"))
    kind = forms.ChoiceField(choices=Role.Kind.choices, label=_("Behörighet som"))
    unit = forms.ModelChoiceField(
        queryset=Unit.objects.none(),
        label=_("För enheten"),
        required=False,
        empty_label=_("Hela organisationen"),
        help_text=_("En chef ansvarar alltid för en enhet."),
    )

    def __init__(self, *args: Any, organisation: Organisation, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.visible_to(by).employed_at(organisation)
        self.fields["person"].queryset = people.order_by(by_name())  # type: ignore[attr-defined]
        self.fields["unit"].queryset = organisation.units.living()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Role.Kind.MANAGER and not cleaned.get("unit"):
            self.add_error("unit", _("Välj vilken enhet chefen ansvarar för."))
        return cleaned


class TeamForm(HouseModelForm):
    members = PeopleField(
        queryset=Person.objects.none(),
        label=_("Medlemmar"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Från fem personer kan lapparna vara anonyma."),
    )

    class Meta:
        model = Team
        fields = ("name", "unit", "weekday", "meets_at")
        field_classes = {"name": NameField}
        widgets = {"meets_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}

    def __init__(self, *args: Any, organisation: Organisation, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.visible_to(by).employed_at(organisation)
        self.fields["members"].queryset = people.order_by(by_name())  # type: ignore[attr-defined]
        self.fields["unit"].queryset = organisation.units.living()  # type: ignore[attr-defined]
        self.fields["weekday"].widget = forms.Select(choices=WEEKDAYS)
        if self.instance.pk:
            self.fields["members"].initial = list(self.instance.members.all())

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = Team.objects.filter(organisation=self.instance.organisation, name=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Det finns redan ett team som heter så."))
        return name


WEEKDAYS = [
    (1, _("måndag")),
    (2, _("tisdag")),
    (3, _("onsdag")),
    (4, _("torsdag")),
    (5, _("fredag")),
]


class RetentionForm(HouseForm):
    sentence = NameField(
        label=_("Er mening om gallring"),
        max_length=300,
        help_text=_(
            "En mening, så som er arkivarie har beslutat. Den visas när en tavla öppnas, innan "
            "någon skriver och när teamet sätter punkt."
        ),
        error_messages={"required": _("Skriv en mening. Den som ska skriva behöver veta.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
