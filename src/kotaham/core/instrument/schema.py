"""The JSON Schema of instrument files, for editors that check while one types."""

import json
from typing import Any

from kotaham.core.instrument.model import Instrument


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of an instrument file."""
    schema = Instrument.model_json_schema(by_alias=True, mode="validation")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "instrument.schema.json"}
    return {**head, **schema}


def schema_text() -> str:
    """Return the schema as the text that is published in docs/reference/instrument.schema.json."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
