"""Looking for what may not stand in any file: in every form, packed or not."""

import contextlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path


def forms(text: str) -> list[bytes]:
    """Return a text as it might stand in a file."""
    return [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode().hex().encode()]


def unpacked(data: bytes) -> Iterator[bytes]:
    """Give what stands in a file, as it is and decompressed wherever a zlib or gzip stream begins."""
    yield data
    for start in (b"\x1f\x8b\x08", b"\x78\x01", b"\x78\x9c", b"\x78\xda"):
        at = data.find(start)
        while at != -1:
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj(wbits=47).decompress(data[at:])  # 47: zlib or gzip, whichever it is
            at = data.find(start, at + 1)


def found(folder: Path, needles: Iterable[str]) -> list[str]:
    """Return where a needle stands in the files of a folder, but for files that hold a passphrase on purpose."""
    wanted = [(needle, form) for needle in needles for form in forms(needle)]
    return [
        f"{path.relative_to(folder)}: {needle}"
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and not path.name.endswith(".passphrase")
        for data in unpacked(path.read_bytes())
        for needle, form in wanted
        if form in data
    ]
