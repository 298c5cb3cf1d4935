"""Say the sentences of a reply in another language: the fields that are declared as `Sentence`, wherever they stand."""

from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from agent.languages import Catalogue, catalogue


def spoken(language: str, message: Any) -> Any:
    """Give a message with its sentences in a language (`en`, `de-AT`, …); names, notes and all else stay."""
    found = catalogue(language.partition("-")[0])
    return message if found is None else _struct(found, message)


def _struct(found: Catalogue, message: msgspec.Struct) -> msgspec.Struct:
    told = {name: _value(found, getattr(message, name)) for name in _telling(type(message))}
    return msgspec.structs.replace(message, **told) if told else message


def _value(found: Catalogue, value: Any) -> Any:
    if isinstance(value, str):
        return found.say(value)
    if isinstance(value, list):
        return [_value(found, each) for each in value]
    return _struct(found, value) if isinstance(value, msgspec.Struct) else value


@cache
def _telling(cls: type) -> tuple[str, ...]:
    """Fields with a sentence in them: so a long list of something else isn't gone through."""
    info = inspect.type_info(cls)
    if not isinstance(info, inspect.StructType):
        raise TypeError(f"{cls} is no message")
    return tuple(field.name for field in info.fields if _tells(field.type, (cls,)))


def _tells(kind: inspect.Type, seen: tuple[type, ...]) -> bool:
    if isinstance(kind, inspect.Metadata):
        return bool((kind.extra or {}).get("sentence")) or _tells(kind.type, seen)
    if isinstance(kind, inspect.UnionType):
        return any(_tells(each, seen) for each in kind.types)
    if isinstance(kind, inspect.ListType):
        return _tells(kind.item_type, seen)
    if isinstance(kind, inspect.StructType) and kind.cls not in seen:
        return any(_tells(field.type, (*seen, kind.cls)) for field in kind.fields)
    return False
