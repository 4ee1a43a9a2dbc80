from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail import urls as wagtail_urls


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("En rad.")


urlpatterns = [path("plain/", plain), path("", include(wagtail_urls))]
