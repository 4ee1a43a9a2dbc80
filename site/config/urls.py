"""The whole address book; each room keeps its own page of it."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern
from wagtail.views import serve

from people.signin import urls as signin_urls
from people.signin.views import to_sign_in

urlpatterns = [
    path("", include("people.urls")),
    path("konto/", include(signin_urls)),
    path("", include("skills.urls")),
    path("", include("search.urls")),
    path("", include("mobility.urls")),
    path("", include("knowledge.urls")),
    path("cms/login/", to_sign_in),
    path("cms/", include(wagtailadmin_urls)),
    re_path(f"kunskap/{serve_pattern.lstrip('^')}", serve, name="wagtail_serve"),
]

if settings.PROVIDER:
    urlpatterns.append(path("konto/", include("people.signin.provider_urls")))

handler400 = "people.errors.bad_request"
handler403 = "people.errors.forbidden"
handler404 = "people.errors.not_found"
handler500 = "people.errors.failed"
