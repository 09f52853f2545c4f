"""The settings of the tests: the real ones on a folder of their own, without what only costs time."""

import os
import tempfile

os.environ.setdefault("KOTAHAM_DATA", tempfile.mkdtemp(prefix="kotaham-tests-"))
os.environ.setdefault("EMAIL_URL", "memorymail://")

from kotaham.config.settings import *  # noqa: F403
from kotaham.config.settings import DATA as _DATA
from kotaham.config.settings import DATABASES as _DATABASES
from kotaham.config.settings import STORAGES as _STORAGES

# Tests with threads need a database that several connections share: SQLite as a file (in memory the threads would find
# each other's tables locked), PostgreSQL without the pool (20 threads that wait for each other hold 20 connections).
_DATABASE = _DATABASES["default"]
_POOLED = _DATABASE["ENGINE"].endswith("postgresql")
# Only the real settings promise to survive a power cut, and tests of kills start programs with the real settings.
_QUICK = {
    name: text.replace("synchronous=FULL", "synchronous=OFF") if isinstance(text, str) else text
    for name, text in _DATABASE["OPTIONS"].items()
}
DATABASES = {
    "default": {
        **_DATABASE,
        "OPTIONS": {} if _POOLED else _QUICK,
        "TEST": {} if _POOLED else {"NAME": str(_DATA / "test.sqlite3")},
    }
}

# The live server of the browser tests serves files by their plain names.
STORAGES = {**_STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
