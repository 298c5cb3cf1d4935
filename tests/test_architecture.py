"""The direction of imports: nothing imports to its right, and what is left of the server opens no socket."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS: tuple[tuple[str, ...], ...] = (
    ("protocol",),
    (
        "agent",
        "agent.errors",
        "agent.paths",
        "agent.times",
        "agent.spreadsheet",
        "agent.discreet",
        "agent.languages",
        "agent.idle",
        "agent.autostart",
        "agent.cli_key",
        "agent.transit",
        "agent.texts",
    ),
    ("agent.vault",),
    ("agent.watchlist", "agent.overridelog", "agent.practice", "agent.documents", "agent.pairing", "agent.outdated"),
    ("agent.commands",),
    ("agent.session",),
    ("agent.connection", "agent.door", "agent.server", "agent.web", "agent.listening", "agent.line", "agent.client"),
    ("agent.run", "agent.terminal"),
    ("agent.demo",),
    ("agent.cli", "agent.__main__"),
)
SANS_IO = ("protocol", *(name for layer in LAYERS[1:6] for name in layer))
SOCKETS = {"socket", "ssl", "aiohttp", "websockets", "http", "urllib.request"}
IMPORT = re.compile(r"""^\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)|^\s*import\s*['"]([^'"]+)""", re.MULTILINE)
DYNAMIC_IMPORT = re.compile(r"\bimport\s*\(")
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)


def layer_of(module: str) -> int:
    """The index of the layer with the longest name that the module has as its beginning."""
    found = [
        (len(name), index)
        for index, layer in enumerate(LAYERS)
        for name in layer
        if module == name or (name != "agent" and module.startswith(f"{name}."))
    ]
    assert found, f"{module} has no place in LAYERS: give it one"
    return max(found)[1]


def peer_of(module: str) -> str:
    return max((name for name in LAYERS[layer_of(module)] if f"{module}.".startswith(f"{name}.")), key=len)


def modules() -> Iterator[tuple[str, Path]]:
    for package in ("agent", "protocol"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "_extension" not in path.parts:
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def imports(path: Path) -> Iterator[str]:
    """What a module imports, anywhere in it; a name that is a module itself is taken as that."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            assert node.module is not None
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if is_module(inner) else node.module


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@pytest.mark.parametrize(("module", "path"), [pytest.param(*one, id=one[0]) for one in modules()])
def test_nothing_imports_to_its_right(module: str, path: Path) -> None:
    own = layer_of(module)
    for name in imports(path):
        if name.split(".")[0] in ("agent", "protocol"):
            assert layer_of(name) <= own, f"{module} imports {name}, which stands to its right"


PARTS = {"agent.watchlist", "agent.overridelog", "agent.practice", "agent.documents"}


def test_the_parts_that_commands_join_do_not_know_each_other() -> None:
    for module, path in modules():
        others = PARTS - {peer_of(module)} if peer_of(module) in PARTS else set()
        assert not others & {peer_of(name) for name in imports(path) if name.startswith("agent")}, module


def test_the_client_imports_the_protocol_and_what_it_stands_on() -> None:
    allowed = {"protocol", "agent", "agent.errors", "agent.paths", "agent.cli_key", "agent.line"}
    found = {name for name in imports(ROOT / "agent" / "client.py") if name.split(".")[0] in ("agent", "protocol")}
    assert {peer_of(name) for name in found} <= allowed


@pytest.mark.parametrize(("module", "path"), [pytest.param(*one, id=one[0]) for one in modules()])
def test_what_is_left_of_the_server_opens_no_socket(module: str, path: Path) -> None:
    if peer_of(module) in SANS_IO:
        assert not SOCKETS & set(imports(path)), f"{module} must stay free of sockets"


def scripts(folder: str) -> list[Path]:
    return sorted((ROOT / "extension" / folder).glob("*.js"))


def imported_by(script: Path) -> set[Path]:
    text = script.read_text(encoding="utf-8")
    return {(script.parent / (one or other)).resolve() for one, other in IMPORT.findall(text)}


def test_content_scripts_import_nothing() -> None:
    found = scripts("content")
    assert found
    for script in found:
        assert not imported_by(script), script
        assert not DYNAMIC_IMPORT.search(COMMENT.sub("", script.read_text(encoding="utf-8"))), script


def test_background_modules_import_what_is_generated_and_each_other_but_not_main() -> None:
    allowed = [(ROOT / "extension" / folder).resolve() for folder in ("background", "generated")]
    found = scripts("background")
    assert found
    for script in found:
        for target in imported_by(script):
            assert target.name != "main.js", f"{script} imports main.js"
            assert target.parent in allowed, f"{script} imports {target}"
            assert target.is_file(), f"{script} imports {target}, which isn't there"


def test_generated_files_import_nothing_else() -> None:
    for script in scripts("generated"):
        for target in imported_by(script):
            assert target.parent == script.parent.resolve(), f"{script} imports {target}"
