"""Everything that can be set from outside, each with one line of what it means."""

import os
import tomllib
from pathlib import Path
from urllib.parse import unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parents[2]


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    return [word for word in text(name, default).replace(",", " ").split() if word]


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit():
        raise SystemExit(f"{name} must be a whole number, not {value!r}.")
    return int(value)


DATABASE_URL = text("DATABASE_URL")  # unset: SQLite in var/; postgres://user:password@host/name
DEBUG = flag("UTBYTE_DEBUG")  # error pages with code; never where others can reach it
SECRET_KEY = text("UTBYTE_SECRET_KEY")  # unset: made once and kept in var/
HOSTS = words("UTBYTE_HOSTS", "127.0.0.1 localhost")  # the names the site answers to
ADDRESS = text("UTBYTE_ADDRESS")  # what mail links begin with; unset: http://127.0.0.1:port
HTTPS = flag("UTBYTE_HTTPS")  # set behind a proxy that speaks https
PROXIES = number("UTBYTE_PROXIES", 0)  # how many proxies in front tell the caller's address
PORT = number("UTBYTE_PORT", 8000)  # port of `make demo`
TIMEOUT = number("UTBYTE_TIMEOUT", 20)  # seconds for one request to gunicorn, upload included
SERVE = text("UTBYTE_SERVE", "all")  # all, or pages: without connections that stay open
VAR = Path(text("UTBYTE_VAR") or BASE_DIR / "var")  # the database, files and keys
DATA = text("UTBYTE_DATA")  # folder with the real taxonomy and organisation files
SEARCH = text("UTBYTE_SEARCH", "database")  # database, or elasticsearch
CLAMD = text("UTBYTE_CLAMD")  # host:port of the virus scanner clamd; unset: files are not scanned
MAIL_HOST = text("UTBYTE_MAIL_HOST")  # unset: mail is kept in var/mail
MAIL_PORT = number("UTBYTE_MAIL_PORT", 25)
MAIL_USER = text("UTBYTE_MAIL_USER")
MAIL_PASSWORD = text("UTBYTE_MAIL_PASSWORD")
MAIL_FROM = text("UTBYTE_MAIL_FROM", "Utbyte <utbyte@localhost>")  # sender of every mail
HELP_CONTACT = text("UTBYTE_HELP_CONTACT", "hjalp@utbyte.example")  # who answers questions
SUPERVISOR_NAME = text(  # the authority that supervises accessibility
    "UTBYTE_SUPERVISOR_NAME", "Myndigheten för digital förvaltning (Digg)"
)
SUPERVISOR_URL = text(  # where one reports that it falls short
    "UTBYTE_SUPERVISOR_URL", "https://www.digg.se/tdosanmalan"
)
OIDC_SERVER = text("UTBYTE_OIDC_SERVER")  # an identity provider's address turns on OIDC sign-in
OIDC_NAME = text("UTBYTE_OIDC_NAME", "Organisationens inloggning")
OIDC_CLIENT = text("UTBYTE_OIDC_CLIENT")
OIDC_SECRET = text("UTBYTE_OIDC_SECRET")
SAML_ENTITY = text("UTBYTE_SAML_ENTITY")  # an identity provider's entity id turns on SAML sign-in
SAML_ADDRESS = text("UTBYTE_SAML_ADDRESS")  # where it takes sign-ins (HTTP-Redirect)
SAML_CERTIFICATE = text("UTBYTE_SAML_CERTIFICATE")  # path of the certificate it signs with (PEM)
SAML_DOMAINS = words("UTBYTE_SAML_DOMAINS")  # the mail domains it may speak for


def version() -> str:
    """The version in pyproject.toml, which stands beside this checkout."""
    with (BASE_DIR / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def secret_key() -> str:
    """The configured key, or one made on first start and readable by this account only."""
    if SECRET_KEY:
        return SECRET_KEY
    path = VAR / "secret_key"
    if not path.exists():
        from django.core.management.utils import get_random_secret_key

        VAR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()


def provider() -> str:
    """The kind of identity provider that is set, as allauth calls it, or nothing."""
    if OIDC_SERVER and SAML_ENTITY:
        raise SystemExit("Set UTBYTE_OIDC_SERVER or UTBYTE_SAML_ENTITY, not both.")
    return "openid_connect" if OIDC_SERVER else "saml" if SAML_ENTITY else ""


def saml_certificate() -> str:
    """The provider's certificate, when everything that SAML needs is set."""
    for name, value in (("ADDRESS", SAML_ADDRESS), ("DOMAINS", SAML_DOMAINS)):
        if not value:
            raise SystemExit(f"UTBYTE_SAML_ENTITY is set, so UTBYTE_SAML_{name} must be too.")
    path = Path(SAML_CERTIFICATE)
    if not path.is_file():
        raise SystemExit("UTBYTE_SAML_CERTIFICATE must be the path of the provider's certificate.")
    return path.read_text()


# What PostgreSQL should know about us: in docs/decisions/0015.
PLANNING = ("join_collapse_limit=6", "random_page_cost=1.1")


def database() -> dict[str, object]:
    if not DATABASE_URL:
        return sqlite(VAR / "utbyte.sqlite3")
    url = urlsplit(DATABASE_URL)
    if url.scheme == "sqlite":
        return sqlite(Path(unquote(url.path)))
    if url.scheme not in {"postgres", "postgresql"}:
        raise SystemExit("DATABASE_URL must begin with postgres:// or sqlite:///, or be left out.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": url.port or "",
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"options": " ".join(f"-c {one}" for one in PLANNING)},
    }


def sqlite(path: Path) -> dict[str, object]:
    path.parent.mkdir(parents=True, exist_ok=True)
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": " ".join(f"PRAGMA {pragma};" for pragma in pragmas),
        },
        "TEST": {"NAME": str(VAR / "test.sqlite3")},
    }
