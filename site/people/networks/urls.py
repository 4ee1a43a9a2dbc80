from django.urls import path

from people.networks import views

urlpatterns = [
    path("", views.index, name="networks"),
    path("nytt/", views.start, name="network_start"),
    path("mina/", views.mine, name="networks_mine"),
    path("<int:pk>/", views.show, name="network"),
    path("<int:pk>/andra/", views.change, name="network_change"),
    path("<int:pk>/fraga/", views.ask, name="network_ask"),
    path("<int:pk>/bjud-in/", views.invite, name="network_invite"),
    path("<int:pk>/svar/<int:joining>/", views.answer, name="network_answer"),
    path("<int:pk>/lamna/", views.leave, name="network_leave"),
    path("<int:pk>/ansvar/", views.hand_over, name="network_hand_over"),
    path("<int:pk>/ansvar/ta/", views.take, name="network_take"),
    path("<int:pk>/stang/", views.close, name="network_close"),
    path("<int:pk>/oppna/", views.reopen, name="network_reopen"),
]
