"""Why a lesson is taken back, and the one text of two."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.articles.forms import LONGEST
from knowledge.articles.models import SECTIONS, ArticlePage
from knowledge.shelf.following import offers
from knowledge.shelf.merging import TEXT, joined
from people.forms import HouseForm, NameField

ROWS = 5


class RetractForm(HouseForm):
    because = NameField(
        label=_("Varför drar du tillbaka den?"),
        help_text=_("Skälet visas för dem som kunde läsa lärdomen."),
        max_length=300,
        error_messages={"required": _("Skriv ett skäl. En mening räcker.")},
    )


class MergeForm(HouseForm):
    """The text that remains; it begins with both, each part of a text once."""

    title = NameField(
        label=_("Rubrik"), max_length=200, error_messages={"required": _("Skriv en rubrik.")}
    )
    seen_goes = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_stays = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, goes: ArticlePage, stays: ArticlePage, **kwargs: Any) -> None:
        proposed: dict[str, Any] = {
            name: joined(getattr(stays, name), getattr(goes, name)) for name in SECTIONS
        }
        proposed |= {"title": stays.title, "seen_goes": goes.latest_revision_id}
        proposed |= {"seen_stays": stays.latest_revision_id}
        super().__init__(*args, initial=proposed, **kwargs)
        for name in SECTIONS:
            if proposed[name] or name == "what_we_learned":
                self.fields[name] = self._area(name, proposed[name])
        self.sides = [
            (self[name], getattr(goes, name), getattr(stays, name))
            for name in TEXT
            if name in self.fields
        ]
        self.offers = offers(goes, stays)
        for name, one in self.offers.items():
            self.fields[name] = forms.BooleanField(
                label=one.label, help_text=one.hint, initial=one.ticked, required=False
            )

    def _area(self, name: str, text: str) -> forms.CharField:
        rows = min(16, max(ROWS, len(text) // 60))
        return forms.CharField(
            label=ArticlePage._meta.get_field(name).verbose_name,
            required=name == "what_we_learned",
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": rows}),
        )

    @property
    def offered(self) -> list[forms.BoundField]:
        return [self[name] for name in self.offers]

    @property
    def text(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in TEXT}

    @property
    def choice(self) -> dict[str, Any]:
        """For `merging.merge`."""
        found = self.cleaned_data
        seen = (found.get("seen_goes") or 0, found.get("seen_stays") or 0)
        along = [name for name in self.offers if found.get(name)]
        return {"text": self.text, "seen": seen, "along": along}
