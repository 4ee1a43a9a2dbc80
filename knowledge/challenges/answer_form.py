"""One form for each way to answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.articles.lists import seen_by
from knowledge.articles.models import ArticlePage
from knowledge.challenges.models import LONGEST, Challenge
from knowledge.challenges.offers import own_offers
from knowledge.challenges.states import Way
from people.forms import HouseForm, NameField
from people.persons.models import Person
from people.persons.names import clean_email, clean_name


class LessonField(forms.ModelChoiceField):
    """A lesson that the person may read. A number too large for the database is none of them."""

    widget = forms.RadioSelect

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], "invalid_choice", {"value": ""}
            ) from None


HINTS = {
    Way.WORDS: _("Ett råd, en fråga tillbaka eller vart man kan vända sig."),
    Way.LESSON: _("Vad i lärdomen är till hjälp?"),
    Way.PERSON: _("Vad kan personen berätta om?"),
    Way.TRIAL: _("Vad gjorde ni, hur gick det och vad skulle ni göra annorlunda?"),
    Way.OFFER: _("Vad får den som kommer till er vara med om?"),
}


class AnswerForm(HouseForm):
    """One way to answer; the fields are those of the way. `found` are lessons to tick among."""

    text = forms.CharField(
        label=_("Ditt svar"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv ditt svar.")},
    )
    who = NameField(
        label=_("Vem är det?"),
        help_text=_(
            "Namn eller e-post i arbetet. Personen får frågan först, och syns efter ett ja."
        ),
        max_length=254,
        error_messages={"required": _("Skriv vem det är.")},
    )
    article = LessonField(
        label=_("Vilken lärdom?"),
        queryset=ArticlePage.objects.none(),
        error_messages={
            "required": _("Välj en lärdom i listan, eller sök efter en annan."),
            "invalid_choice": _("Välj en lärdom i listan, eller sök efter en annan."),
        },
    )
    offer = forms.ChoiceField(
        label=_("Vilken plats?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj en plats."),
            "invalid_choice": _("Välj en plats i listan."),
        },
    )
    FIELDS = {
        Way.WORDS: ("text",),
        Way.LESSON: ("article", "text"),
        Way.PERSON: ("who", "text"),
        Way.TRIAL: ("text", "article"),
        Way.OFFER: ("offer", "text"),
    }

    def __init__(
        self,
        *args: Any,
        way: Way,
        person: Person,
        challenge: Challenge,
        found: Sequence[ArticlePage] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.challenge, self.way = person, challenge, way
        self.fields = {name: self.fields[name] for name in self.FIELDS[way]}
        self.fields["text"].help_text = HINTS[way]
        self.fields["text"].required = way in (Way.WORDS, Way.TRIAL)
        if "article" in self.fields:
            self.offer_lessons(found, required=way == Way.LESSON)
        if "offer" in self.fields:
            field = self.fields["offer"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(str(one.pk), one.title) for one in own_offers(person)]

    def offer_lessons(self, found: Sequence[ArticlePage], *, required: bool) -> None:
        field = self.fields["article"]
        assert isinstance(field, LessonField)
        field.queryset, field.required = seen_by(self.person), required
        choices: list[tuple[Any, Any]] = [] if required else [("", _("Ingen lärdom"))]
        choices += [(one.pk, f"{one.title} · {one.organisation}") for one in found]
        field.widget.choices = choices

    def clean_who(self) -> Person:
        """One person whom both the writer and the question reach; all else is found nobody."""
        text = self.cleaned_data["who"]
        seen = Person.objects.visible_to(self.person)
        found = list(seen.filter(email=clean_email(text))[:1]) if "@" in text else []
        found = found or list(seen.filter(name__iexact=clean_name(text))[:2])
        if len(found) > 1:
            raise forms.ValidationError(_("Flera heter så. Skriv e-postadressen i stället."))
        if not found or not self.challenge.audience.reaches(found[0]):
            raise forms.ValidationError(
                _("Ingen med det namnet eller den adressen kan se efterlysningen.")
            )
        if found[0].pk == self.challenge.asker_id:
            raise forms.ValidationError(_("Det är den som frågar."))
        return found[0]

    @property
    def written(self) -> dict[str, Any]:
        """What the action needs, by its own names."""
        offer = self.cleaned_data.get("offer")
        return {
            "way": self.way,
            "text": self.cleaned_data["text"],
            "article": self.cleaned_data.get("article"),
            "person": self.cleaned_data.get("who"),
            "offer": int(offer) if offer else None,
        }
