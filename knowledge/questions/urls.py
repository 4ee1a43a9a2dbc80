from django.urls import path

from knowledge.questions import views

urlpatterns = [
    path("fragor/<int:pk>/svara/", views.answer, name="answer"),
    path("fragor/<int:pk>/visa/", views.show_question, name="show_question"),
    path("fragor/svar/<int:pk>/visa/", views.show_answer, name="show_answer"),
    path("fragor/svar/<int:pk>/ta-in/", views.take_answer_in, name="take_in"),
    path("<slug:place>/<slug:slug>/fragor/", views.questions, name="questions"),
    path("<slug:place>/<slug:slug>/ersattare/", views.stand_in, name="stand_in"),
]
