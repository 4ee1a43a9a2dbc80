from django.urls import URLPattern, URLResolver, include, path

app_name = "mobility"
urlpatterns: list[URLPattern | URLResolver] = [
    path("jag/", include("mobility.profiles.urls")),
    path("uppdrag/", include("mobility.opportunities.urls")),
    path("uppdrag/", include("mobility.applications.urls")),
    path("utveckling/", include("mobility.paths.urls")),
]
