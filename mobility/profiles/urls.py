from django.urls import path

from mobility.profiles import views

urlpatterns = [
    path("", views.profile, name="profile"),
    path("kompetenser/", views.add_skill, name="add_skill"),
    path("kompetenser/<int:pk>/", views.change_skill, name="change_skill"),
]
