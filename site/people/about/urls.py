from django.urls import path

from people.about import views

urlpatterns = [
    path("om/", views.about, name="about"),
    path("om/tillganglighet/", views.accessibility, name="about_accessibility"),
    path("om/personuppgifter/", views.personal_data, name="about_personal_data"),
    path("om/kakor/", views.cookies, name="about_cookies"),
    path("delar/", views.parts, name="parts"),
]
