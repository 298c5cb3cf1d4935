from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import VaultDamaged, VaultError
from agent.vault import slots as module
from agent.vault.slots import LEAST_MEMORY, MOST_MEMORY, Cost, Slots, at_least, calibrate

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def slots() -> Slots:
    return Slots().adding("passphrase", b"otters", KEY, Cost()).adding("recovery", b"kite", KEY, Cost())


@pytest.fixture(scope="module")
def content(slots: Slots) -> bytes:
    return slots.encode(KEY)


def test_each_secret_opens_its_own_slot_only(content: bytes) -> None:
    slots = Slots.parse(content, "slots.json")
    assert slots.open("passphrase", b"otters", "slots.json") == KEY
    assert slots.open("recovery", b"kite", "slots.json") == KEY
    assert slots.open("passphrase", b"kite", "slots.json") is None


def test_a_slot_takes_the_place_of_the_one_before(slots: Slots) -> None:
    renewed = slots.adding("passphrase", b"herons", KEY, Cost())
    renewed = Slots.parse(renewed.encode(KEY), "slots.json")
    assert renewed.open("passphrase", b"otters", "slots.json") is None
    assert renewed.open("passphrase", b"herons", "slots.json") == KEY
    assert renewed.open("recovery", b"kite", "slots.json") == KEY


def test_the_work_is_the_same_where_there_is_no_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    spent: list[Cost] = []

    def count(cost: Cost, _secret: bytes, _salt: bytes) -> bytes:
        spent.append(cost)
        return bytes(32)

    monkeypatch.setattr(module, "_argon2", count)
    assert Slots().open("recovery", b"kite", "slots.json") is None
    assert Slots().adding("passphrase", b"otters", KEY, Cost()).open("recovery", b"kite", "slots.json") is None
    assert spent == [Cost()] * 3


def test_a_slot_that_was_put_in_is_noticed(slots: Slots) -> None:
    ours, theirs = Slots.parse(slots.encode(KEY), ""), slots.adding("recovery", b"theirs", bytes(32), Cost())
    forged = Slots(theirs._slots, ours._mac)._encode()
    with pytest.raises(VaultDamaged, match=r"slots\.json"):
        Slots.parse(forged, "slots.json").open("passphrase", b"otters", "slots.json")


@given(data=st.data())
def test_any_flip_and_any_truncation_is_noticed_before_anything_is_tried(content: bytes, data: st.DataObject) -> None:
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    flipped = bytearray(content)
    flipped[bit // 8] ^= 1 << bit % 8
    for wrong in (bytes(flipped), content[: data.draw(st.integers(0, len(content) - 1))], content + b" "):
        with pytest.raises(VaultDamaged, match=r"^slots\.json is damaged; .*framekeeper restore"):
            Slots.parse(wrong, "slots.json")


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | st.just(b"[" * 5000))
def test_rubbish_is_refused(rubbish: bytes) -> None:
    with pytest.raises(VaultDamaged):
        Slots.parse(rubbish, "slots.json")


@pytest.mark.parametrize("cost", [Cost(memory=1 << 30), Cost(passes=10**6), Cost(lanes=0), Cost(memory=8)])
def test_costs_out_of_bounds_are_refused_whoever_wrote_them(cost: Cost, slots: Slots) -> None:
    cheap = slots._slots[0]
    forged = Slots((msgspec.structs.replace(cheap, cost=cost),)).encode(KEY)
    with pytest.raises(VaultDamaged):
        Slots.parse(forged, "slots.json")


@pytest.mark.parametrize(
    "wrong", [{"salt": ""}, {"salt": "00"}, {"nonce": "zz" * 12}, {"wrapped": "00"}, {"kind": "keyring"}]
)
def test_slots_of_another_shape_are_refused_whoever_wrote_them(wrong: dict[str, str], slots: Slots) -> None:
    forged = Slots((msgspec.structs.replace(slots._slots[0], **wrong),)).encode(KEY)
    with pytest.raises(VaultDamaged):
        Slots.parse(forged, "slots.json")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VaultDamaged, match=r"slots\.json is missing"):
        Slots.read(tmp_path / "slots.json")
    (tmp_path / "slots.json").mkdir()
    with pytest.raises(VaultDamaged, match=r"slots\.json is damaged"):
        Slots.read(tmp_path / "slots.json")


def test_a_file_that_may_not_be_read_is_not_called_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(_path: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", forbid)
    with pytest.raises(VaultError, match="Give yourself the right") as caught:
        Slots.read(tmp_path / "slots.json")
    assert not isinstance(caught.value, VaultDamaged)


def test_writes_and_reads_a_file(tmp_path: Path, slots: Slots) -> None:
    slots.write(tmp_path / "slots.json", KEY)
    assert Slots.read(tmp_path / "slots.json").cost_of("recovery") == Cost()


def test_calibration_stays_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert LEAST_MEMORY <= calibrate().memory <= MOST_MEMORY
    for aim, memory in ((0.0, LEAST_MEMORY), (1e9, MOST_MEMORY)):
        monkeypatch.setattr(module, "AIM", aim)
        assert calibrate() == Cost(memory=memory)


def test_costs_never_fall_below_the_floor() -> None:
    assert at_least(Cost(8, 1, 1)) == Cost()
    assert at_least(Cost(memory=100_000), Cost(passes=4)) == Cost(memory=100_000, passes=4)
