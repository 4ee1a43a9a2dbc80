"""Below /fredag/."""

from django.urls import path

from knowledge.echoes import views

urlpatterns = [
    path("eko/<int:pk>/", views.echo, name="echo"),
    path("eko/<int:pk>/var-med/", views.join, name="echo_join"),
    path("eko/<int:pk>/var-inte-med/", views.leave, name="echo_leave"),
    path("eko/<int:pk>/skriv/", views.write, name="echo_write"),
    path("<int:team>/eko/", views.share, name="share_echo"),
    path("<int:team>/eko/ta-tillbaka/", views.take_back, name="take_back_echo"),
]
