"""Keys kept outside the database, and what is sealed with them."""

from __future__ import annotations

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.errors import StorageError, StorageSettingsError
from bot.storage.keys import Key, load_keys
from bot.storage.sealing import Sealer

ZEROS = base64.b64encode(bytes(32)).decode()
ONES = base64.b64encode(b"\1" * 32).decode()
SEALER = Sealer(Key(bytes(32)))


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_id_opens_as_it_was_sealed(telegram_id: int) -> None:
    """Ids of people, groups and channels come back, and every one is as long as any other."""
    sealed = SEALER.seal(telegram_id)
    assert len(sealed) == 24
    assert SEALER.open(sealed) == telegram_id


def test_sealing_stays_the_same_over_versions_of_the_program() -> None:
    """The same key and id give the same bytes for ever, or nobody would be found again."""
    assert SEALER.seal(42).hex() == "402da6f48a1b790e3936bf8a69597f875686d99615f8cb68"
    assert SEALER.seal(-1001234567890).hex() == "3c9ab03a7773e3492ea1201bbdd5a5c28db75978e35d6a9b"
    assert SEALER.pseudonym("log", 42).hex()[:32] == "fb4e9a6d1b9e965d95134ee8c9d1719e"


def test_another_key_or_purpose_makes_other_bytes_and_opens_nothing() -> None:
    """What was sealed for one use cannot be matched with, or opened for, another."""
    sealed = SEALER.seal(42)
    assert SEALER.seal(42, "voters") != sealed
    with pytest.raises(StorageError, match="does not open"):
        SEALER.open(sealed, "voters")
    with pytest.raises(StorageError, match="does not open"):
        Sealer(Key(b"\1" * 32)).open(sealed)


@pytest.mark.parametrize("change", [b"", b"short", bytes(24)])
def test_a_changed_row_opens_as_nobody(change: bytes) -> None:
    """A sealed id that was tampered with is refused, never taken for somebody else's."""
    with pytest.raises(StorageError, match="does not open"):
        SEALER.open(change)


def test_a_flipped_bit_is_noticed() -> None:
    """One changed bit is enough to be refused."""
    sealed = bytearray(SEALER.seal(42))
    sealed[-1] ^= 1
    with pytest.raises(StorageError, match="does not open"):
        SEALER.open(bytes(sealed))


def test_pseudonyms_of_different_purposes_do_not_match() -> None:
    """The same value has the same pseudonym within a purpose, and another one in another."""
    assert SEALER.pseudonym("log", 42) == SEALER.pseudonym("log", "42")
    assert SEALER.pseudonym("log", 42) != SEALER.pseudonym("votes", 42)


def test_keys_from_the_settings_leave_no_files(tmp_path: Path) -> None:
    """Where the settings give the keys nothing is written."""
    keys = load_keys(tmp_path / "data", ZEROS, ONES, require=True)
    assert (keys.data.secret, keys.log.secret) == (bytes(32), b"\1" * 32)
    assert not (tmp_path / "data").exists()


def test_keys_are_made_once_for_their_owner_alone(tmp_path: Path) -> None:
    """The first start makes two different keys in private files; the second start finds them."""
    first = load_keys(tmp_path / "data", None, None)
    assert load_keys(tmp_path / "data", None, "") == first
    assert first.data.secret != first.log.secret
    folder = tmp_path / "data" / "keys"
    assert sorted(file.name for file in folder.iterdir()) == ["data.key", "log.key"]
    assert [_mode(path) for path in (tmp_path / "data", folder, folder / "data.key", folder / "log.key")] == [
        0o700,
        0o700,
        0o600,
        0o600,
    ]


def test_starts_at_the_same_moment_agree_on_one_key(tmp_path: Path) -> None:
    """Whoever loses the race for the file takes the winner's key."""
    with ThreadPoolExecutor(16) as starts:
        ids = {keys.data.id for keys in starts.map(lambda _: load_keys(tmp_path, None, None), range(64))}
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("not base64!", "BOT_DATA_KEY is not base64"),
        ("ключ", "BOT_DATA_KEY is not base64"),
        (base64.b64encode(b"short").decode(), "BOT_DATA_KEY holds 5 bytes instead of 32"),
    ],
)
def test_a_wrong_key_in_the_settings_is_named_but_not_shown(tmp_path: Path, value: str, said: str) -> None:
    """The error names the setting and what is wrong with it."""
    with pytest.raises(StorageSettingsError) as caught:
        load_keys(tmp_path, value, ONES)
    assert str(caught.value) == said


def test_several_workers_need_keys_in_their_settings(tmp_path: Path) -> None:
    """Where keys are required a missing one is not made up."""
    with pytest.raises(StorageSettingsError, match="BOT_LOG_KEY has to be set"):
        load_keys(tmp_path, ZEROS, None, require=True)


def test_a_key_file_open_to_others_is_refused(tmp_path: Path) -> None:
    """A key that others could have read is not used without a word."""
    load_keys(tmp_path, None, None)
    (tmp_path / "keys" / "data.key").chmod(0o640)
    with pytest.raises(StorageSettingsError, match=r"data\.key can be read by others; make its mode 600"):
        load_keys(tmp_path, None, None)


def test_a_damaged_key_file_is_refused(tmp_path: Path) -> None:
    """A file that is not a key is an error, never a reason to make a new key."""
    load_keys(tmp_path, None, None)
    file = tmp_path / "keys" / "data.key"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(StorageSettingsError, match=r"data\.key is not base64"):
        load_keys(tmp_path, None, None)
    file.write_bytes(b"")
    with pytest.raises(StorageSettingsError, match=r"data\.key holds 0 bytes instead of 32"):
        load_keys(tmp_path, None, None)


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    """A data folder that is a file is one clear line."""
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageSettingsError, match=r"the data folder .*data cannot be used"):
        load_keys(tmp_path / "data", None, None)


def test_a_key_is_never_shown() -> None:
    """Neither a key nor its id tells the secret."""
    assert repr(Key(b"\1" * 32)) == "Key()"
    assert Key(bytes(32)).id == "3ce34492f3fd845b"
