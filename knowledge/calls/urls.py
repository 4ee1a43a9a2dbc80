from django.urls import path

from knowledge.calls import views

urlpatterns = [
    path("prova/", views.calls, name="calls"),
    path("prova/<int:pk>/", views.call, name="call"),
    path("prova/<int:pk>/andra/", views.change_call, name="change_call"),
    path("prova/<int:pk>/stang/", views.close_call, name="close_call"),
    path("prova/<int:pk>/med/", views.join, name="join_call"),
    path("prova/<int:pk>/med/<int:joining>/svara/", views.answer, name="answer_joining"),
    path("prova/<int:pk>/med/<int:joining>/lamna/", views.leave, name="leave_call"),
    path("<slug:place>/<slug:slug>/provat/tillsammans/", views.new_call, name="new_call"),
]
