from django.urls import include, path

app_name = "knowledge"
urlpatterns = [
    path("fredag/", include("knowledge.retrospectives.urls")),
    path("kunskap/", include("knowledge.calls.urls")),
    path("kunskap/", include("knowledge.trials.urls")),
    # Last: the address of a lesson is any two words.
    path("kunskap/", include("knowledge.articles.urls")),
]
