from django.urls import include, path

from people import language
from people.following import views as following
from people.health import views as health
from people.networks import urls as network_urls
from people.notices import views as notices
from people.organisations import urls as organisation_urls
from people.organisations.views import offers
from people.persons import views as persons
from people.presence import views as presence
from people.registry import urls as registry_urls
from people.signin import views as signin
from people.start import views as start

urlpatterns = [
    path("", start.start, name="start"),
    path("sprak/", language.switch, name="switch_language"),
    path("konto/valkommen/<str:token>/", signin.welcome, name="welcome"),
    path("konto/anstallning/<int:pk>/", offers.employment_offer, name="employment_offer"),
    path("jag/notiser/", notices.notices, name="notices"),
    path("jag/notiser/installningar/", notices.settings, name="notice_settings"),
    path("jag/notiser/lasta/", notices.read_all, name="notices_read"),
    path("jag/notiser/<int:pk>/", notices.open_notice, name="notice_open"),
    path("jag/inloggningar/", signin.sign_ins, name="sign_ins"),
    path("jag/inloggningar/andra/avsluta/", signin.end_others, name="sign_ins_end_others"),
    path("jag/inloggningar/<slug:handle>/avsluta/", signin.end_one, name="sign_in_end"),
    path("jag/foljer/", following.following, name="following"),
    path("jag/foljer/nytt/", following.news, name="following_news"),
    path("jag/foljer/folj/", following.follow, name="follow"),
    path("jag/foljer/<int:pk>/sluta/", following.stop, name="stop_following"),
    path("brev/sluta/<str:token>/", following.digest_off, name="digest_off"),
    path("jag/borta/", presence.presence, name="presence"),
    path("medarbetare/<int:pk>/", persons.person, name="person"),
    path("organisation/", include(organisation_urls)),
    path("registrator/", include(registry_urls)),
    path("natverk/", include(network_urls)),
    path("halsa/lever", health.alive, name="alive"),
    path("halsa/redo", health.ready, name="ready"),
    path("", include("people.about.urls")),
]
