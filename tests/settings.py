"""The settings of the tests: the real ones on a folder of their own, without what only costs time."""

import os
import tempfile

os.environ.setdefault("KOTAHAM_DATA", tempfile.mkdtemp(prefix="kotaham-tests-"))
os.environ.setdefault("EMAIL_URL", "memorymail://")

from kotaham.config.settings import *  # noqa: F403
from kotaham.config.settings import STORAGES as _STORAGES

# The live server of the browser tests serves files by their plain names.
STORAGES = {**_STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
