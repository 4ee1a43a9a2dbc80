"""What allauth looks up by name when an identity provider is set."""

from allauth.account.views import signup
from allauth.socialaccount import views
from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("avbruten/", views.login_cancelled, name="socialaccount_login_cancelled"),
    path("misslyckad/", views.login_error, name="socialaccount_login_error"),
    path("ny/", signup, name="socialaccount_signup"),
    path("", include(f"allauth.socialaccount.providers.{settings.PROVIDER}.urls")),
]

if settings.PROVIDER == "saml":
    from people.signin.saml import finish, leave

    urlpatterns = [
        path("saml/<slug:organization_slug>/acs/finish/", finish),
        path("saml/<slug:organization_slug>/sls/", leave),
        *urlpatterns,
    ]
