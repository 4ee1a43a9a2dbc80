from django.urls import include, path

app_name = "knowledge"
urlpatterns = [
    # Last: the address of a lesson is any two words.
    path("kunskap/", include("knowledge.articles.urls")),
]
