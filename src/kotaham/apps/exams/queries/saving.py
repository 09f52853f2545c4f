"""Keep one answer in one statement: a new row, or a newer value; a late older one changes nothing."""

import json
from datetime import datetime
from typing import Any

from django.db import connection

# Both databases read it alike; only the type of the value differs.
_PUT = """
INSERT INTO exams_response (attempt_id, position, value, sequence, saved_at, points)
VALUES (%s, %s, {value}, %s, %s, NULL)
ON CONFLICT (attempt_id, position) DO UPDATE
SET value = excluded.value, sequence = excluded.sequence, saved_at = excluded.saved_at
WHERE exams_response.sequence < excluded.sequence
"""
_VALUE = {"postgresql": "CAST(%s AS jsonb)", "sqlite": "%s"}


def put_response(attempt: int, position: int, value: Any, sequence: int, now: datetime) -> bool:
    """Keep an answer; tell whether it is the newest. The caller holds the attempt and knows that it runs."""
    text = None if value is None else json.dumps(value, ensure_ascii=False)
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(_PUT.format(value=_VALUE[connection.vendor]), [attempt, position, text, sequence, at])
        return int(cursor.rowcount) > 0
