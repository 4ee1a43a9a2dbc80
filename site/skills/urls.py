from django.urls import URLPattern, URLResolver, path

from skills import views

app_name = "skills"
urlpatterns: list[URLPattern | URLResolver] = [
    path("kompetenser/forslag/", views.suggest, name="suggest"),
]
