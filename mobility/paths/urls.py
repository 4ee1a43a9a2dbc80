from django.urls import path

from mobility.paths import views

urlpatterns = [
    path("", views.development, name="development"),
    path("bort/", views.drop_goal, name="drop_goal"),
    path("roller/", views.roles, name="roles"),
    path("roller/<int:pk>/", views.role, name="role"),
]
