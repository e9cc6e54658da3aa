"""Settings: kept and read back, and no file can keep the window from opening."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from paperdesk.errors import PaperdeskError
from paperdesk.settings import Settings, read, settings_file, write

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

CHANGED = Settings(
    "dark",
    "sans",
    True,
    False,
    "/home/ada/Dumps and papers",
    True,
    font_size=15,
    keys={"Star": ["F2"]},
    interface_font="system",
    search_cache_mb=64,
)


def _put(text: str | bytes) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_bytes(text if isinstance(text, bytes) else text.encode())


def _any_json() -> SearchStrategy[object]:
    leaf = st.none() | st.booleans() | st.integers() | st.text(max_size=9)
    return st.recursive(leaf, lambda each: st.lists(each, max_size=3), max_leaves=4)


def test_without_a_file_the_defaults_hold_and_nothing_is_written(tmp_path: Path) -> None:
    assert read() == Settings()
    assert list(tmp_path.iterdir()) == []


def test_it_lies_where_the_environment_says(tmp_path: Path) -> None:
    assert settings_file() == tmp_path / "config" / "settings.json"


def test_without_that_it_lies_in_the_users_config_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAPERDESK_CONFIG")
    assert settings_file().parent.name == "Paperdesk"
    assert Path.home() in settings_file().parents


def test_what_was_written_is_read() -> None:
    write(CHANGED)
    assert read() == CHANGED
    write(replace(CHANGED, theme="contrast"))
    assert read() == replace(CHANGED, theme="contrast")
    assert [file.name for file in settings_file().parent.iterdir()] == ["settings.json"]


def test_keys_of_another_version_stay() -> None:
    _put('{"theme": "dark", "row_height": 31, "digest": {"to": "ada@example.org"}}')
    write(replace(read(), reading_font="sans"))
    held = json.loads(settings_file().read_text(encoding="utf-8"))
    assert held["row_height"] == 31
    assert held["digest"] == {"to": "ada@example.org"}
    assert read() == Settings(theme="dark", reading_font="sans")


@pytest.mark.parametrize("text", [b"", b"{", b"[1]", b"\xff\xfe\x00", b"[" * 100_000])
def test_a_broken_file_gives_the_defaults_and_a_log_line(
    text: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    _put(text)
    with caplog.at_level(logging.WARNING):
        assert read() == Settings()
    assert len(caplog.records) == 1
    assert str(settings_file()) in caplog.records[0].getMessage()
    write(CHANGED)
    assert read() == CHANGED


def test_a_value_that_cannot_be_costs_only_itself(caplog: pytest.LogCaptureFixture) -> None:
    _put('{"theme": "plaid", "keep_dumps": 0, "reading_font": "sans", "watched_folder": "/d"}')
    assert read() == Settings(reading_font="sans", watched_folder="/d")
    assert len(caplog.records) == 2


@pytest.mark.parametrize("value", [0, -1, 1 << 40, "32", True, 32.5])
def test_no_memory_is_as_wrong_as_all_of_it(value: object) -> None:
    _put(json.dumps({"search_cache_mb": value}))
    assert read() == Settings()


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    with pytest.raises(PaperdeskError, match=r"^The settings cannot be saved in .*: .+\.$"):
        write(CHANGED)


def test_a_write_that_fails_leaves_nothing_beside() -> None:
    settings_file().mkdir(parents=True)
    with pytest.raises(PaperdeskError):
        write(CHANGED)
    assert [file.name for file in settings_file().parent.iterdir()] == ["settings.json"]


def test_a_folder_whose_name_is_no_unicode_is_kept() -> None:
    write(replace(CHANGED, watched_folder="/home/\udce9t\udce9"))
    assert read().watched_folder == "/home/\udce9t\udce9"


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(Settings.__slots__)) | st.text(), _any_json()))
def test_no_file_keeps_the_window_from_opening(held: dict[str, object]) -> None:
    _put(json.dumps(held))
    write(read())
    assert read() == read()
