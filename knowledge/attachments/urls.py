from django.urls import path

from knowledge.attachments import views

urlpatterns = [
    path("filer/<uuid:key>/", views.file, name="file"),
    path("filer/<uuid:key>/liten/", views.file, {"small": True}, name="small_picture"),
    path("skriv/word/", views.from_word, name="from_word"),
    path("skriv/<int:pk>/filer/", views.attachments, name="attachments"),
    path("skriv/<int:pk>/filer/<int:attachment>/", views.describe, name="describe"),
    path("skriv/<int:pk>/filer/<int:attachment>/ta-bort/", views.remove, name="detach"),
]
