from django.urls import include, path

from people import language
from people.start import views as start

urlpatterns = [
    path("", start.start, name="start"),
    path("sprak/", language.switch, name="switch_language"),
    path("", include("people.about.urls")),
]
