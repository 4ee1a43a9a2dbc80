from django.urls import path

from people.networks.views import entering, keeping, reading

urlpatterns = [
    path("", reading.index, name="networks"),
    path("nytt/", keeping.start, name="network_start"),
    path("mina/", reading.mine, name="networks_mine"),
    path("<int:pk>/", reading.show, name="network"),
    path("<int:pk>/andra/", keeping.change, name="network_change"),
    path("<int:pk>/fraga/", entering.ask, name="network_ask"),
    path("<int:pk>/bjud-in/", entering.invite, name="network_invite"),
    path("<int:pk>/svar/<int:joining>/", entering.answer, name="network_answer"),
    path("<int:pk>/lamna/", entering.leave, name="network_leave"),
    path("<int:pk>/ansvar/", keeping.hand_over, name="network_hand_over"),
    path("<int:pk>/ansvar/ta/", keeping.take, name="network_take"),
    path("<int:pk>/stang/", keeping.close, name="network_close"),
    path("<int:pk>/oppna/", keeping.reopen, name="network_reopen"),
]
