"""The part of the settings that says how one gets in and how long one stays."""

from config import env

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["people.signin.passwords.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "people.signin.passwords.LocalWords"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "people.signin.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "people.signin.adapter.display"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "people.signin.forms.LoginForm",
    "reset_password": "people.signin.forms.ResetPasswordForm",
    "reset_password_from_key": "people.signin.forms.NewPasswordForm",
    "change_password": "people.signin.forms.ChangePasswordForm",
    "set_password": "people.signin.forms.SetPasswordForm",
    "reauthenticate": "people.signin.forms.ReauthenticateForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.PROXIES
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/h/ip,10/15m/key",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "20/h/ip",
    "change_password": "10/h/user",
}
# An identity provider, if one is set: the operator's own choice, and only one.
PROVIDER = env.provider()
PROVIDER_APPS: list[str] = []
PROVIDER_ADDRESS = ""  # where the way in leads, for the content policy
if PROVIDER:
    PROVIDER_APPS = ["allauth.socialaccount", f"allauth.socialaccount.providers.{PROVIDER}"]
    SOCIALACCOUNT_ADAPTER = "people.signin.provider.ProviderAdapter"
    # A mail address that the provider has verified is enough to join an invited account to its
    # subject, once. After that only the subject counts.
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
if PROVIDER == "openid_connect":
    PROVIDER_ADDRESS = env.OIDC_SERVER
    PROVIDER_APP = {
        "provider_id": "organisation",
        "name": env.OIDC_NAME,
        "client_id": env.OIDC_CLIENT,
        "secret": env.OIDC_SECRET,
        "settings": {"server_url": env.OIDC_SERVER},
    }
if PROVIDER == "saml":
    PROVIDER_ADDRESS = env.SAML_ADDRESS
    PROVIDER_APP = {
        "provider_id": env.SAML_ENTITY,
        "name": env.SAML_ENTITY,
        "client_id": "organisation",
        "settings": {
            "idp": {
                "entity_id": env.SAML_ENTITY,
                "sso_url": env.SAML_ADDRESS,
                "x509cert": env.saml_certificate(),
            },
            # SAML has no word for "this address is verified": it holds for the domains that are
            # set, whatever the answer says.
            "verified_email": env.SAML_DOMAINS,
            "attribute_mapping": {
                "uid": ["urn:oasis:names:tc:SAML:attribute:subject-id"],
                "email": [
                    "urn:oid:0.9.2342.19200300.100.1.3",
                    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
                ],
            },
            "advanced": {
                "want_assertion_signed": True,
                "want_name_id": True,
                "name_id_format": "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
            },
        },
    }
if PROVIDER:
    SOCIALACCOUNT_PROVIDERS = {PROVIDER: {"APPS": [PROVIDER_APP]}}
SESSION_ENGINE = "people.signin.store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.HTTPS
SESSION_COOKIE_NAME = "__Host-session" if env.HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if env.HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "people.errors.csrf_failed"
