"""Where evidence is kept: the folder of the settings, or an S3 bucket by KOTAHAM_EVIDENCE_S3_BUCKET."""

from typing import Any

from kotaham.config.profile import env


def read_evidence_store() -> dict[str, Any]:
    """Return the store named `evidence`, or nothing; keys come from the usual places of the S3 client.

    It needs the extra `s3` (django-storages).
    """
    bucket = env.str("KOTAHAM_EVIDENCE_S3_BUCKET", default="")
    if not bucket:
        return {}
    address = env.str("KOTAHAM_EVIDENCE_S3_URL", default="") or None
    options = {"bucket_name": bucket, "endpoint_url": address, "default_acl": "private", "file_overwrite": False}
    return {"evidence": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}}
