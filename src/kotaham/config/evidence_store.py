"""Where evidence is kept: the folder of the settings, or an S3 bucket by KOTAHAM_EVIDENCE_S3_BUCKET."""

from importlib.util import find_spec
from typing import Any

from django.utils.module_loading import import_string

from kotaham.config.profile import env


def read_evidence_store() -> dict[str, Any]:
    """Return the store named `evidence`, or nothing; keys come from the usual places of the S3 client.

    It needs the extra `s3` (django-storages).
    """
    bucket = env.str("KOTAHAM_EVIDENCE_S3_BUCKET", default="")
    if not bucket:
        return {}
    address = env.str("KOTAHAM_EVIDENCE_S3_URL", default="") or None
    options: dict[str, Any] = {"bucket_name": bucket, "endpoint_url": address}
    options |= {"default_acl": "private", "file_overwrite": False}
    if find_spec("botocore"):  # a service that does not answer is told of within seconds, not minutes
        patience = {"connect_timeout": 5, "read_timeout": 20, "retries": {"max_attempts": 2}}
        options["client_config"] = import_string("botocore.config.Config")(**patience)
    return {"evidence": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}}
