"""The whole address book; each room keeps its own page of it."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from people.signin import urls as signin_urls

urlpatterns = [
    path("", include("people.urls")),
    path("konto/", include(signin_urls)),
    path("", include("skills.urls")),
    path("", include("search.urls")),
    path("", include("mobility.urls")),
    path("", include("knowledge.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("kunskap/", include(wagtail_urls)),
]

handler400 = "people.errors.bad_request"
handler403 = "people.errors.forbidden"
handler404 = "people.errors.not_found"
handler500 = "people.errors.failed"
