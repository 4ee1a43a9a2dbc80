from django.urls import include, path

from knowledge.articles import in_networks
from knowledge.goals import views as goals

app_name = "knowledge"
urlpatterns = [
    path("fredag/", include("knowledge.retrospectives.urls")),
    path("natverk/<int:pk>/lardomar/", in_networks.lessons, name="network_lessons"),
    path("kunskap/efterlysningar/", include("knowledge.challenges.urls")),
    path("kunskap/mal/", goals.picture, name="goals"),
    # Last: the address of a lesson is any two words.
    path("kunskap/", include("knowledge.articles.urls")),
]
