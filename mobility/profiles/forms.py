"""What a person says of themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mobility.profiles.models import Level, Profile
from people.forms import HouseForm, HouseModelForm
from people.persons.models import Person
from people.sensitive.asking import AskingForm
from skills.forms import SkillField


class InTheirOwnWords(forms.Select):
    """Each language has its own name for itself; it is read aloud in that language."""

    def create_option(self, name: str, value: Any, *rest: Any, **more: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *rest, **more)
        option["attrs"]["lang"] = str(value)
        return option


class ProfileForm(AskingForm, HouseModelForm):
    asked_of = ("headline",)

    language = forms.ChoiceField(
        label=_("Språk"), choices=Person.Language.choices, widget=InTheirOwnWords
    )

    class Meta:
        model = Profile
        fields = ("headline", "home_place", "remote_ok", "shows_written", "shown_to")
        help_texts = {
            "headline": _("En mening, som du skulle säga den till en ny kollega."),
            "home_place": _(
                "Den ort du reser från. Den används när vi räknar ut vad som passar dig, "
                "och visas inte för andra."
            ),
            "shows_written": _(
                "De står vid kompetensen de handlar om, för den som får läsa dem. "
                "Det ni säger på fredagar är aldrig med."
            ),
            "shown_to": _(
                "Det gäller meningen ovan och det du kan. Det du vill utveckla ser bara du."
            ),
        }

    field_order = ("headline", "home_place", "remote_ok", "language", "shows_written", "shown_to")


class ClaimForm(HouseForm):
    """Level and wish of a skill that is already in the list."""

    level = forms.TypedChoiceField(label=_("Nivå"), coerce=int, choices=Level.choices)
    want_to_develop = forms.BooleanField(label=_("Vill utveckla"), required=False)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        said = self.cleaned_data
        if said.get("level") == Level.NOT_YET and not said.get("want_to_develop"):
            self.add_error(
                "want_to_develop",
                _("Det du inte kan än står här bara om du vill utveckla det. Kryssa i rutan."),
            )
        return cleaned


class NewClaimForm(ClaimForm):
    skill = SkillField(label=_("Kompetens"), help_text=_("Till exempel upphandling."))

    field_order = ("skill", "level", "want_to_develop")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"level": Level.TWO}, **kwargs)
