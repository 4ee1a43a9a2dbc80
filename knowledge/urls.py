from django.urls import include, path

app_name = "knowledge"
urlpatterns = [
    path("fredag/", include("knowledge.retrospectives.urls")),
    path("kunskap/", include("knowledge.validity.urls")),
    path("kunskap/", include("knowledge.reports.urls")),
    path("kunskap/", include("knowledge.recommending.urls")),
    path("kunskap/", include("knowledge.versions.urls")),
    path("kunskap/", include("knowledge.grounds.urls")),
    # Last: the address of a lesson is any two words.
    path("kunskap/", include("knowledge.articles.urls")),
]
