"""Safe for production as it stands; what differs between places is in env.py."""

import os
import sys

from config import env, signin
from config.signin import *  # noqa: F403

BASE_DIR = env.BASE_DIR
TESTING = "pytest" in sys.modules

# Who may reach it
DEBUG = env.DEBUG
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.HOSTS
SITE_ADDRESS = env.ADDRESS or f"http://127.0.0.1:{env.PORT}"
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
VERSION = env.version()

# Apps
INSTALLED_APPS = [
    "config",
    "knowledge",
    "mobility",
    "search",
    "skills",
    "people",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    *signin.PROVIDER_APPS,
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "people.security.SecurityHeaders",
    "people.security.ContentPolicy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "people.uploads.bodies.BodyLimit",
    "people.security.CleanInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.signin.sessions.NoteVisit",
    "people.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "people.sensitive.guard.NumbersOut",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "people.access.AccessMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "people.context.page",
            ],
            "builtins": ["people.templatetags.house"],
        },
    }
]

# Data
DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
UTBYTE_DATA = env.DATA
UTBYTE_SEARCH = env.SEARCH

# Sign-in: in signin.py. Its rate limits are counted by all server processes together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env.VAR / "cache" / os.environ.get("PYTEST_XDIST_WORKER", ""),
    }
}

# Words
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "__Host-language" if env.HTTPS else "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = LANGUAGE_COOKIE_HTTPONLY = env.HTTPS
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]
FORM_RENDERER = "people.forms.HouseRenderer"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = env.VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
MEDIA_ROOT = env.VAR / "files"
# What people attach: random names, no address of its own; a view asks who may have it.
UPLOADS_ROOT = env.VAR / ("uploads-test" if TESTING else "uploads")
UPLOADS_ROOT /= os.environ.get("PYTEST_XDIST_WORKER", "")
FILE_UPLOAD_HANDLERS = [
    "people.uploads.handlers.Limited",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CLAMD = env.CLAMD
# Hashed names once `collectstatic` has run; until then files are served where they stand.
COLLECTED = "collectstatic" in sys.argv or (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = TESTING or not COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
STATIC_BACKEND = (
    "people.static.Manifest"
    if COLLECTED and not TESTING
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_BACKEND},
    "uploads": {
        "BACKEND": "people.uploads.storage.PrivateFiles",
        "OPTIONS": {
            "location": UPLOADS_ROOT,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}

# Mail: written to the outbox with its cause, sent by the worker
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.MAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = env.VAR / "mail"
EMAIL_HOST, EMAIL_PORT = env.MAIL_HOST, env.MAIL_PORT
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.MAIL_USER, env.MAIL_PASSWORD
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.MAIL_FROM
HELP_CONTACT = env.HELP_CONTACT
SUPERVISOR_NAME, SUPERVISOR_URL = env.SUPERVISOR_NAME, env.SUPERVISOR_URL

# Wagtail
WAGTAIL_SITE_NAME = "Utbyte"
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
# A review never holds up publishing; when it is done it marks what is published already.
WAGTAIL_FINISH_WORKFLOW_ACTION = "knowledge.recommending.flow.finish"
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_CONTENT_LANGUAGES = [("sv", "Svenska")]
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Security headers; the policy for scripts and styles is in people/security.py
SECURE_SSL_REDIRECT = env.HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if env.HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"utbyte": {"level": "INFO"}},
}
