"""Which keys a file may have at a path, read from the model itself."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kotaham.core.instrument.places import Path


def known_keys(model: type[BaseModel], path: Path, tree: Any) -> tuple[str, ...]:
    """Return the keys known at `path` of `tree`, in the order of the model; none for free lists of codes."""
    models: tuple[type[BaseModel], ...] = (model,)
    here = tree
    for part in path:
        here = here[part]
        if isinstance(part, str):
            models = tuple(_models_of(models, part))
    fitting = [one for one in models if _fits(one, here)] or models
    return tuple(dict.fromkeys(key for one in fitting for key, _ in file_fields(one)))


def file_fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """Yield each field with the key it has in a file."""
    for name, info in model.model_fields.items():
        yield info.alias or name, info


def _models_of(models: tuple[type[BaseModel], ...], key: str) -> Iterator[type[BaseModel]]:
    for model in models:
        for name, info in file_fields(model):
            if name == key:
                yield from _inside(info.annotation)


def _inside(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models within an annotation such as `tuple[Band, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _inside(inner)


def _fits(model: type[BaseModel], here: Any) -> bool:
    """Whether a model of a union is the one that the file names by `kind` or `method`."""
    tagged = [(key, info) for key, info in model.model_fields.items() if key in ("kind", "method")]
    return all(isinstance(here, dict) and here.get(key) in get_args(info.annotation) for key, info in tagged)
