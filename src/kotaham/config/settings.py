"""The settings of Django.

What may differ between two installations comes from the environment; docs/reference/settings.md lists it.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

import kotaham
from kotaham.config.database import read_database
from kotaham.config.evidence_store import read_evidence_store
from kotaham.config.profile import env, read_debug, read_hosts, read_mail, read_profile, read_secret
from kotaham.config.signing_in import *  # noqa: F403 - people, sign-in and passwords have a page of settings of their own
from kotaham.config.signing_in import OIDC_ORIGINS, SIGNING_IN_APPS
from kotaham.config.xapi import read_xapi

PACKAGE = Path(kotaham.__file__).parent
PROFILE = read_profile()
DATA = PROFILE.data
DEBUG = read_debug(PROFILE)
SECRET_KEY = read_secret(PROFILE)
ALLOWED_HOSTS = read_hosts(PROFILE)
DEMO = env.bool("KOTAHAM_DEMO", default=False)  # invented people and offices; production refuses it, see checks.py
THREADS = env.int("KOTAHAM_THREADS", default=4)

ROOMS = [
    *("gate", "events", "jobs", "places", "offices", "accounts", "notices", "evidence", "actions"),
    *("instruments", "rounds", "submissions", "verification", "scores", "publication"),  # the river
    *("register", "courses", "classes", "exams", "certificates", "credits", "targets"),  # one million ASN
    *("statements", "retention", "proposals"),  # what leaves that wing, what is kept there, and what joins both
    *("dashboard",),
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "django_tasks",
    "django_tasks_db",
    *[f"kotaham.apps.{room}" for room in ROOMS if (PACKAGE / "apps" / room / "apps.py").exists()],
    "kotaham.config",
    *SIGNING_IN_APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kotaham.apps.gate.middleware.GateMiddleware",
    "kotaham.apps.accounts.middleware.PersonMiddleware",
]
ROOT_URLCONF = "kotaham.config.urls"
WSGI_APPLICATION = "kotaham.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": read_database(DATA, THREADS)}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kotaham.apps.gate.context.shell",
                "kotaham.apps.notices.context.inbox",
                "kotaham.apps.accounts.context.acting",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Language and time: Indonesian is the source; times are kept in UTC and shown in the zone of the place.
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("Bahasa Inggris"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "bahasa"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

# Static files: built by frontend/, collected into the data folder, served compressed and under their digest.
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("KOTAHAM_STATIC", default=str(DATA / "static")))
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    **read_evidence_store(),
}

# People and sessions.
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "kotaham.apps.accounts.queries.sessions"
PASSWORD_HASHERS = ["kotaham.apps.accounts.rules.hashing.Argon2"]

# What the rooms below ask of the rooms above, by name.
GATE_ACTOR = "kotaham.apps.accounts.services.actor_of"
JOBS_ACTOR = "kotaham.apps.accounts.services.actor_of_appointment"
EVENTS_REACH = "kotaham.apps.offices.queries.holders_within"
DEMO_TABLE = "kotaham.apps.accounts.queries.demo_table"

# Work in the background: a worker that is silent for so many seconds loses its work to another; so long is it kept.
JOBS_LEASE = env.whole("KOTAHAM_JOBS_LEASE", default=45, least=15, most=3600)
JOBS_KEEP_DAYS = env.whole("KOTAHAM_JOBS_KEEP_DAYS", default=90, least=7, most=3650)

# Folders of the data.
EVIDENCE_FOLDER = Path(env.str("KOTAHAM_EVIDENCE", default=str(DATA / "evidence")))
HEADS_FOLDER = Path(env.str("KOTAHAM_HEADS", default=str(DATA / "heads")))  # better on another machine
KEYS_FOLDER = Path(env.str("KOTAHAM_KEYS", default=str(DATA / "keys")))
HEADS_MAIL = env.list("KOTAHAM_HEADS_MAIL", default=[])  # who keeps the first signed head of each day

# Where statements about learning go out to, if anywhere.
XAPI = read_xapi(PROFILE)

# Limits of what comes in.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_PERMISSIONS = 0o600

# Nothing but our own files runs in a page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *OIDC_ORIGINS],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kotaham.apps.gate.views.refusals.csrf_failed"
CSRF_TRUSTED_ORIGINS = env.list("KOTAHAM_ORIGINS", default=[])
# Where letters lead back to: the first public address, or where this machine answers.
_HERE = f"http://{env.str('KOTAHAM_HOST', default='127.0.0.1')}:{env.int('KOTAHAM_PORT', default=8000)}"
SITE = next(iter(CSRF_TRUSTED_ORIGINS), _HERE).rstrip("/")
if PROFILE.production:
    SECURE_SSL_REDIRECT = env.bool("KOTAHAM_TLS_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    if env.bool("KOTAHAM_BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CACHES = {"default": {"BACKEND": "kotaham.apps.gate.queries.counters.CounterTable", "LOCATION": "cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

EMAIL_CONFIG = read_mail(PROFILE)
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("KOTAHAM_MAIL_FROM", default="KotaHAM <kotaham@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("KOTAHAM_LOG", default="WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
