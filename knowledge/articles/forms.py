"""The five questions, and what a reader needs to find the answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from knowledge.articles import topics
from knowledge.articles.drafts import WRITTEN, Draft
from knowledge.articles.kinds import Kind
from knowledge.articles.models import LONGER, QUICK, SECTIONS, ArticlePage
from knowledge.articles.readers import choices_for
from knowledge.articles.related import LessonsField
from people.choosing import ReadersField, chosen_choice
from people.forms import HouseModelForm
from people.organisations.models import Unit
from people.persons.models import Person
from people.persons.names import clean_name
from people.subgoals.choosing import GoalsField
from skills.forms import SkillsField

LONGEST = 20_000
ROWS = {"problem": 3, "what_we_did": 6, "what_we_learned": 4, "advice": 3}
FEW = 3


def area(name: str, label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": ROWS.get(name, FEW)}),
    )


class DraftForm(HouseModelForm):
    """Everything may wait until one publishes."""

    mark_optional = False

    problem = area("problem", _("Vad var problemet?"))
    what_we_did = area(
        "what_we_did",
        _("Vad gjorde ni, och hur gick det?"),
        _("Gick det snett är det minst lika bra att veta."),
    )
    what_we_learned = area(
        "what_we_learned", _("Vad lärde ni er?"), _("Två eller tre meningar. De står först.")
    )
    advice = area("advice", _("Vilka råd ger du andra?"))
    result = area("result", _("Vad blev resultatet?"), _("Gärna med siffror, före och efter."))
    differently = area("differently", _("Vad skulle ni göra annorlunda?"))
    cost = area("cost", _("Vad kostade det, och hur lång tid tog det?"))
    topics = forms.CharField(
        label=_("Ämnen"),
        help_text=_("Ord som andra letar efter, med komma emellan."),
        required=False,
        max_length=500,
    )
    goals = GoalsField(label=_("Vad bidrar det till?"))
    skills = SkillsField(
        label=_("Vilka kompetenser handlar det om?"),
        help_text=_("Sådant som man behöver kunna, eller lär sig av det här."),
    )
    related = LessonsField(
        label=_("Vilka lärdomar hör ihop med den här?"),
        help_text=_("Börja skriva rubriken och välj, eller klistra in lärdomens adress."),
    )
    kind = forms.ChoiceField(
        label=_("Vad är det för slags text?"),
        help_text=_("Det avgör hur ofta någon frågar om den stämmer."),
        choices=Kind.choices,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Vilket språk skriver du på?"),
        choices=ArticlePage.Language.choices,
        required=False,
    )
    unit = forms.ModelChoiceField(
        label=_("Vilken enhet gäller det?"), queryset=Unit.objects.none(), required=False
    )
    audience = ReadersField(
        label=_("Vem får läsa?"),
        help_text=_(
            "Hos myndigheter, kommuner och regioner blir texten en allmän handling "
            "när du publicerar. Den kan begäras ut."
        ),
        required=False,
    )

    class Meta:
        model = Draft
        fields = (
            *("title", *SECTIONS, "topics", "goals", "skills", "related", "kind", "language"),
            *("unit", "audience", "change_note"),
        )
        help_texts = {"title": _("Säg vad man kan göra, inte vad projektet hette.")}

    def __init__(self, *args: Any, person: Person, typing: bool = False, **kwargs: Any) -> None:
        """While `typing`, what is half written is left out and stops nothing."""
        super().__init__(*args, **kwargs)
        skills, related = self.fields["skills"], self.fields["related"]
        assert isinstance(skills, SkillsField) and isinstance(related, LessonsField)
        skills.patient = related.patient = typing
        skills.kept = self.instance.skills
        related.offer(person, kept=self.instance.related, own=self.instance.article_id)
        self.readers = {one.key: one for one in choices_for(person)}
        self.offer_readers(person)
        goals = self.fields["goals"]
        assert isinstance(goals, GoalsField)
        goals.offer(person, kept=self.instance.goals)
        own = {one.unit_id for one in person.belonging.employments}
        if not self.instance.is_change:
            del self.fields["change_note"]
        if len(own) > 1:
            self.set_units(own)
        else:
            del self.fields["unit"]

    def offer_readers(self, person: Person) -> None:
        """One's own, chosen organisations before the wide ones, and what the lesson has already."""
        field = self.fields["audience"]
        assert isinstance(field, ReadersField)
        choices = [(one.key, one.label) for one in self.readers.values()]
        choices.insert(-2, chosen_choice())
        kept = self.instance.article.audience if self.instance.article else None
        field.offer(choices, person, kept=kept)

    def set_units(self, own: set[int]) -> None:
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Unit.objects.filter(pk__in=own)

    def clean_topics(self) -> str:
        names = topics.split(self.cleaned_data["topics"])
        if len(names) > topics.MOST:
            raise forms.ValidationError(
                ngettext("Välj högst %(most)s ämne.", "Välj högst %(most)s ämnen.", topics.MOST)
                % {"most": topics.MOST}
            )
        if any(len(name) > topics.LONGEST for name in names):
            raise forms.ValidationError(_("Ett ämne är ett eller ett par ord, inte en mening."))
        return ", ".join(names)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Kind.LESSON

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or ArticlePage.Language.SV

    def named(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def quick(self) -> list[forms.BoundField]:
        return self.named("title", *QUICK)

    @property
    def longer(self) -> list[forms.BoundField]:
        return self.named(*LONGER, "kind", "language", "goals", "skills", "related")

    @property
    def readers_and_topics(self) -> list[forms.BoundField]:
        return self.named("topics", "unit", "audience", "change_note")

    @property
    def is_long(self) -> bool:
        """Something is written, or wrong, in the part that is folded at first."""
        return any(
            field.errors or (field.value() and field.name in LONGER) for field in self.longer
        )

    @property
    def written(self) -> dict[str, Any]:
        """What to save, by field."""
        names = (*WRITTEN, "unit")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class PublishForm(DraftForm):
    """What a lesson must have before others read it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, sentence in {
            "title": _("Skriv en rubrik."),
            "what_we_learned": _("Skriv vad ni lärde er. Det är det andra läser först."),
            "audience": _("Välj vem som får läsa."),
        }.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence

    def clean_title(self) -> str:
        title = clean_name(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(_("Skriv en rubrik."))
        return title

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        unit = self.cleaned_data.get("unit")
        readers = self.readers.get(self.cleaned_data.get("audience", ""))
        if unit and readers and readers.organisation not in (None, unit.organisation_id):
            self.add_error("audience", _("Enheten och läsarna hör till olika organisationer."))
        return cleaned
