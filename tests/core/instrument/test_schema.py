"""The published schema and the published description stay true to the model."""

import json
import re
from pathlib import Path

from kotaham.core.instrument.check import check
from kotaham.core.instrument.load import parse
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.model_keys import file_fields
from kotaham.core.instrument.schema import json_schema, schema_text
from kotaham.core.instrument.unknowns import unknowns

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
FORMAT = (REFERENCE / "instrument-format.md").read_text(encoding="utf-8")


def test_the_published_schema_is_current() -> None:
    assert (REFERENCE / "instrument.schema.json").read_text(encoding="utf-8") == schema_text()
    assert json.loads(schema_text()) == json_schema()


def test_the_schema_knows_the_keys_of_the_file_and_no_others() -> None:
    schema = json_schema()
    assert list(schema["properties"]) == [key for key, _ in file_fields(Instrument)]
    assert schema["additionalProperties"] is False
    assert "from" in schema["$defs"]["Band"]["properties"]


def test_the_example_in_the_description_loads_without_advice_or_unknowns() -> None:
    example = re.findall(r"```yaml\n(schema: 1\n.*?)```", FORMAT, re.DOTALL)
    assert len(example) == 1
    loaded = parse(example[0], "instrument-format.md")
    assert check(loaded.instrument, loaded.lines, loaded.source) == []
    assert unknowns(loaded.instrument) == []


def test_the_description_explains_every_key_and_every_kind() -> None:
    definitions = json_schema()["$defs"]
    keys = {key for part in definitions.values() for key in part.get("properties", {})}
    words = {value for part in definitions.values() for value in _words(part)}
    prose = re.sub(r"```yaml.*?```", "", FORMAT, flags=re.DOTALL)
    named = set(re.findall(r"`([^`]+)`", prose))
    assert sorted((keys | words) - named) == []


def _words(part: dict[str, object]) -> set[str]:
    """Return the fixed words that a part of the schema allows."""
    text = json.dumps(part)
    consts = re.findall(r'"const": "([a-z_]+)"', text)
    enums = [
        word for listed in re.findall(r'"enum": \[([^\]]*)\]', text) for word in re.findall(r'"([a-z_]+)"', listed)
    ]
    return {*consts, *enums}
