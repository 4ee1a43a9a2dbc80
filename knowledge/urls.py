from django.urls import include, path

from knowledge.articles import in_networks
from knowledge.exchange import urls as exchange_urls

app_name = "knowledge"
urlpatterns = [
    path("organisation/<slug:slug>/kunskap/", include(exchange_urls.of_organisation)),
    path("fredag/", include("knowledge.retrospectives.urls")),
    path("natverk/<int:pk>/lardomar/", in_networks.lessons, name="network_lessons"),
    path("kunskap/", include("knowledge.exchange.urls")),
    path("kunskap/", include("knowledge.shelf.urls")),
    # Last: the address of a lesson is any two words.
    path("kunskap/", include("knowledge.articles.urls")),
]
