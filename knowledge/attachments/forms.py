"""One file at a time, and the words of a picture."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.attachments.models import WORDS, Attachment
from people.forms import HouseModelForm
from people.uploads import kinds, pictures
from people.uploads.forms import UploadForm

SAY = _("Beskriv bilden, eller säg att den bara är utsmyckning.")


def lacks_words(cleaned: dict[str, Any]) -> bool:
    return not (cleaned.get("alt", "").strip() or cleaned.get("decorative"))


class WordsForm(HouseModelForm):
    """Of a picture; a file needs none."""

    mark_optional = False

    class Meta:
        model = Attachment
        fields = WORDS
        help_texts = {"alt": _("Säg det som bilden säger. En eller två meningar räcker.")}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.upload.is_picture and lacks_words(self.cleaned_data):
            self.add_error("alt", SAY)
        return cleaned


class AttachForm(UploadForm):
    alt = forms.CharField(
        label=_("Beskriv bilden för den som inte ser den"),
        help_text=_("Säg det som bilden säger. En eller två meningar räcker. Filer behöver ingen."),
        max_length=300,
        required=False,
    )
    decorative = forms.BooleanField(label=_("Bilden är bara utsmyckning"), required=False)
    caption = forms.CharField(label=_("Text under bilden"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["file"]
        file.label = _("Bild eller fil")
        file.help_text = _(
            "Bilder: PNG, JPEG, WebP eller GIF, högst 15 MB. Filer: PDF, Word, Excel, "
            "PowerPoint, OpenDocument, text eller CSV, högst 20 MB."
        )
        file.widget.attrs["accept"] = f"{pictures.ACCEPT},{kinds.ACCEPT}"

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        file = self.cleaned_data.get("file")
        if file and pictures.is_picture(file.name) and lacks_words(self.cleaned_data):
            self.add_error("alt", SAY)
        return cleaned


class WordForm(UploadForm):
    """`key` makes it one draft however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    field_order = ("file", "key", "whole")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("Word-dokument")
        self.fields["file"].help_text = _("Ett dokument som slutar på .docx, högst 10 MB.")
        self.fields["file"].widget.attrs["accept"] = ".docx"
