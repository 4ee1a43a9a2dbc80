from django.urls import include, path

from knowledge.articles import in_networks
from knowledge.exchange import urls as exchange_urls
from knowledge.goals import views as goals

app_name = "knowledge"
urlpatterns = [
    path("organisation/<slug:slug>/kunskap/", include(exchange_urls.of_organisation)),
    path("fredag/", include("knowledge.retrospectives.urls")),
    path("fredag/", include("knowledge.echoes.urls")),
    path("kunskap/", include("knowledge.attachments.urls")),
    path("kunskap/", include("knowledge.questions.urls")),
    path("kunskap/", include("knowledge.thanks.urls")),
    path("kunskap/", include("knowledge.validity.urls")),
    path("kunskap/", include("knowledge.reports.urls")),
    path("kunskap/", include("knowledge.recommending.urls")),
    path("kunskap/", include("knowledge.versions.urls")),
    path("kunskap/", include("knowledge.grounds.urls")),
    path("natverk/<int:pk>/lardomar/", in_networks.lessons, name="network_lessons"),
    path("kunskap/innan-du-borjar/", include("knowledge.beginning.urls")),
    path("kunskap/", include("knowledge.calls.urls")),
    path("kunskap/", include("knowledge.trials.urls")),
    path("kunskap/efterlysningar/", include("knowledge.challenges.urls")),
    path("kunskap/mal/", goals.picture, name="goals"),
    path("ordlista/", include("knowledge.glossary.urls")),
    path("kunskap/", include("knowledge.exchange.urls")),
    path("kunskap/", include("knowledge.shelf.urls")),
    # Last: the address of a lesson is any two words.
    path("kunskap/", include("knowledge.articles.urls")),
]
