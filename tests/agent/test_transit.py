import pytest

from agent.errors import BadInput, NotFound
from agent.transit import KEPT, Files
from protocol.messages.files import MOST_BYTES, PART, FileRead, FileReady, FileWrite

MINE, ANOTHERS = "0" * 32, "1" * 32


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def files(clock: Clock) -> Files:
    return Files(now=clock)


def whole(files: Files, ready: FileReady) -> bytes:
    data, offset = b"", 0
    while True:
        part = files.read(MINE, FileRead(ready.file, offset))
        data += part.data
        if part.more is None:
            return data
        assert part.more == offset + PART == len(data)
        offset = part.more


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 3 * PART])
def test_what_was_made_is_read_whole_in_parts_and_forgotten(files: Files, size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    ready = files.put(MINE, "log.csv", "text/csv", data)
    assert (ready.name, ready.media, ready.size) == ("log.csv", "text/csv", size)
    assert whole(files, ready) == data
    with pytest.raises(NotFound):
        files.read(MINE, FileRead(ready.file))


def test_a_part_can_be_asked_for_again_while_there_is_more(files: Files) -> None:
    ready = files.put(MINE, "log.csv", "text/csv", bytes(2 * PART))
    assert files.read(MINE, FileRead(ready.file)) == files.read(MINE, FileRead(ready.file))


def test_what_was_sent_is_taken_whole_and_stays_until_it_is_dropped(files: Files) -> None:
    file = files.begin(MINE, 6).file
    files.write(MINE, FileWrite(file, 0, b"abc"))
    with pytest.raises(BadInput, match="whole"):
        files.take(MINE, file)
    files.write(MINE, FileWrite(file, 0, b"abc"))  # its answer was lost
    files.write(MINE, FileWrite(file, 3, b"def"))
    assert files.take(MINE, file) == files.take(MINE, file) == b"abcdef"
    files.drop(MINE, file)
    files.drop(MINE, file)
    with pytest.raises(NotFound):
        files.take(MINE, file)


@pytest.mark.parametrize(
    ("offset", "data"),
    [
        pytest.param(4, b"d", id="a gap"),
        pytest.param(1, b"xy", id="another part in the place of one"),
        pytest.param(3, b"defg", id="more than was said"),
        pytest.param(2, b"cd", id="across what is there"),
    ],
)
def test_parts_out_of_order_change_nothing(files: Files, offset: int, data: bytes) -> None:
    file = files.begin(MINE, 6).file
    files.write(MINE, FileWrite(file, 0, b"abc"))
    with pytest.raises(BadInput, match="another order"):
        files.write(MINE, FileWrite(file, offset, data))
    files.write(MINE, FileWrite(file, 3, b"def"))
    assert files.take(MINE, file) == b"abcdef"


def test_a_file_is_for_who_began_it_alone(files: Files) -> None:
    ready = files.put(MINE, "log.csv", "text/csv", b"abc")
    with pytest.raises(NotFound):
        files.read(ANOTHERS, FileRead(ready.file))
    files.drop(ANOTHERS, ready.file)
    assert files.read(MINE, FileRead(ready.file)).data == b"abc"


def test_it_is_forgotten_when_nobody_asks_for_it_any_more(files: Files, clock: Clock) -> None:
    ready = files.put(MINE, "log.csv", "text/csv", bytes(2 * PART))
    clock.now += KEPT - 1
    files.read(MINE, FileRead(ready.file))
    clock.now += KEPT - 1
    files.read(MINE, FileRead(ready.file))
    clock.now += KEPT
    with pytest.raises(NotFound):
        files.read(MINE, FileRead(ready.file))


def test_only_so_much_at_once(files: Files) -> None:
    first = files.begin(MINE, MOST_BYTES).file
    with pytest.raises(BadInput, match="at most 256 MB"):
        files.begin(MINE, 1)
    files.begin(ANOTHERS, 1)
    files.drop(MINE, first)
    files.begin(MINE, 1)


def test_nothing_is_left_of_it_when_the_vault_is_locked(files: Files) -> None:
    ready = files.put(MINE, "log.csv", "text/csv", b"abc")
    files.clear()
    with pytest.raises(NotFound):
        files.read(MINE, FileRead(ready.file))
