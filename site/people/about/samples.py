"""A form with one field of each kind, for the page that shows the parts."""

from django import forms

from people.forms import HouseForm

GOALS = [("climate", "Klimat"), ("economy", "Ekonomi"), ("social", "Socialt")]
WHO = [("everyone", "Alla anslutna organisationer"), ("own", "Min organisation")]
AREAS = ["kunskap", "fredag", "utveckling"]
STEPS = ["Förra veckan", "Skriv", "Visa", "Samla", "Rösta", "Prata", "Punkt"]


class SampleForm(HouseForm):
    title = forms.CharField(label="Rubrik", help_text="Säg vad man kan göra.")
    email = forms.EmailField(label="E-post", required=False)
    text = forms.CharField(label="Vad var problemet?", widget=forms.Textarea, required=False)
    who = forms.ChoiceField(label="Vem får läsa?", choices=WHO)
    ground = forms.ChoiceField(label="Var?", choices=WHO, widget=forms.RadioSelect)
    goals = forms.MultipleChoiceField(
        label="Mål",
        choices=GOALS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Välj de som stämmer.",
    )
    day = forms.DateField(
        label="När?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    agree = forms.BooleanField(label="Jag har läst", help_text="Det tar en minut.")
    secret = forms.CharField(widget=forms.HiddenInput, initial="x")
