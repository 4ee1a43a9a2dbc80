from django.urls import path

from knowledge.challenges import answering, views

urlpatterns = [
    path("", views.index, name="challenges"),
    path("vantar/", views.waiting, name="challenges_waiting"),
    path("ny/", views.ask, name="challenge_ask"),
    path("<int:pk>/", views.show, name="challenge"),
    path("<int:pk>/andra/", views.change, name="challenge_change"),
    path("<int:pk>/avsluta/", views.close, name="challenge_close"),
    path("<int:pk>/tid/", views.extend, name="challenge_extend"),
    path("<int:pk>/dra-tillbaka/", views.withdraw, name="challenge_withdraw"),
    path("<int:pk>/lardom/", views.start_lesson, name="challenge_lesson"),
    path("<int:pk>/svara/<slug:way>/", answering.answer, name="challenge_answer"),
    path("<int:pk>/svar/<int:answer>/ja-eller-nej/", answering.said, name="challenge_said"),
    path("<int:pk>/svar/<int:answer>/hjalpte/", answering.helped, name="challenge_helped"),
    path(
        "<int:pk>/svar/<int:answer>/ta-tillbaka/", answering.take_back, name="challenge_take_back"
    ),
]
