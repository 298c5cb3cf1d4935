"""Declare msgspec types in TypeScript, so that the extension's code is checked against the one declaration."""

from typing import Any

import msgspec
from msgspec import inspect

_PLAIN: dict[type[inspect.Type], str] = {
    inspect.AnyType: "any",
    inspect.NoneType: "null",
    inspect.BoolType: "boolean",
    inspect.IntType: "number",
    inspect.FloatType: "number",
    inspect.StrType: "string",
    inspect.BytesType: "string",  # base64
}


def declare(head: str, **types: Any) -> str:
    """Return a module that exports every struct which the types are made of, and the types by the names given."""
    writer = _Writer()
    named = {name: writer.name(inspect.type_info(each)) for name, each in types.items()}
    aliases = [f"export type {name} = {text};\n" for name, text in named.items() if name != text]
    return f"/** {head} */\n\n" + "\n".join([writer.done[name] for name in sorted(writer.done)] + aliases)


class _Writer:
    """Collects one declaration for each struct."""

    def __init__(self) -> None:
        self.done: dict[str, str] = {}

    def name(self, kind: inspect.Type) -> str:
        """Return how TypeScript writes a type; declares structs on the way."""
        plain = _PLAIN.get(type(kind))
        if plain:
            return plain
        if isinstance(kind, inspect.StructType):
            return self._struct(kind)
        return self._composed(kind)

    def _composed(self, kind: inspect.Type) -> str:
        if isinstance(kind, inspect.Metadata):
            return self.name(kind.type)
        if isinstance(kind, inspect.LiteralType):
            return " | ".join(msgspec.json.encode(value).decode() for value in kind.values)
        if isinstance(kind, inspect.UnionType):
            return " | ".join(self.name(each) for each in kind.types)
        if isinstance(kind, inspect.TupleType):
            return f"[{', '.join(self.name(each) for each in kind.item_types)}]"
        if isinstance(kind, (inspect.ListType, inspect.VarTupleType)):
            return f"({self.name(kind.item_type)})[]"
        if isinstance(kind, inspect.DictType):
            return f"Record<{self.name(kind.key_type)}, {self.name(kind.value_type)}>"
        raise TypeError(f"No message may be made of {kind!r}.")

    def _struct(self, kind: inspect.StructType) -> str:
        name = kind.cls.__name__
        if name in self.done:
            return name
        self.done[name] = ""
        lines = [f"  {kind.tag_field}: {msgspec.json.encode(kind.tag).decode()};"] if kind.tag_field else []
        for field in kind.fields:
            optional = "" if field.required else "?"
            lines.append(f"  {field.encode_name}{optional}: {self.name(field.type)};")
        about = (kind.cls.__doc__ or "").strip().replace("*/", "")
        body = "\n".join(lines)
        self.done[name] = f"/** {about} */\nexport interface {name} {{\n{body}\n}}\n"
        return name
