from django.urls import URLPattern, URLResolver

app_name = "mobility"
urlpatterns: list[URLPattern | URLResolver] = []
