"""The user's settings: a value, and the file it lies in, `settings.json` in the config folder.

    settings = read()                              defaults where there is no file
    write(replace(settings, theme="dark"))

What another version wrote and this one does not know stays in the file. A broken file, or a value
that cannot be, gives the default and a line in the log: no setting is worth a window that does not
open.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

import platformdirs

from paperdesk.errors import PaperdeskError
from paperdesk.files import atomic_write
from paperdesk.translation import tr

_log = logging.getLogger(__name__)

ThemeChoice = Literal["system", "light", "dark", "contrast"]
InterfaceFont = Literal["inter", "system"]
ReadingFont = Literal["serif", "sans", "system"]

TEXT_SIZES: tuple[int, ...] = (*range(12, 17), 18, 20, 22, 24, 26)
"""Of the window, in pixels; 13 is that of most systems, so that the last is 200 %."""

_ALLOWED = {
    "theme": ("system", "light", "dark", "contrast"),
    "interface_font": ("inter", "system"),
    "reading_font": ("serif", "sans", "system"),
    "font_size": (0, *TEXT_SIZES),
    "search_cache_mb": range(4, 4_097),
    "backup_days": range(1, 367),
    "backup_weeks": range(0, 521),
    "backup_months": range(0, 1_201),
    "backups_mb": range(1, 1_000_001),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the user, with their defaults."""

    theme: ThemeChoice = "system"
    reading_font: ReadingFont = "serif"
    """The font of titles and abstracts: Literata, the interface font, or the system's serif."""
    import_without_preview: bool = False
    """Import files without a preview."""
    keep_dumps: bool = True
    """Store the compressed text of imported files in the library."""
    watched_folder: str = ""
    """New files in this folder are imported automatically; empty: none."""
    mark_skipped_read: bool = False
    """Mark an unread paper as read when triage goes on to the next."""
    font_size: int = 0
    """Text size of the window, of TEXT_SIZES; 0: that of the system, within these limits."""
    interface_font: InterfaceFont = "inter"
    keys: dict[str, list[str]] = field(default_factory=dict)
    """Action -> its keys as Qt writes them, if they are not the default ones."""
    search_cache_mb: int = 32
    """Cache for words searched before. Search then takes some 100 MB at 100,000 papers."""
    marks_from_files: bool = False
    """Take over the tags, status, star and note that imported files have for their papers."""
    show_topics: bool = False
    """Find topics in the words of the papers, and list them in the sidebar."""
    hints: bool = True
    """Show hints about what is first of use,"""
    hints_seen: list[str] = field(default_factory=list)
    """but not these again."""
    backup_days: int = 7
    """Keep the newest backup of each of so many days,"""
    backup_weeks: int = 4
    """weeks"""
    backup_months: int = 12
    """and months;"""
    backups_mb: int = 2_000
    """all together of at most this size, though always the newest."""
    notes_folders: dict[str, list[str]] = field(default_factory=dict)
    """Library -> its folder of notes, and the query that says which papers have one."""
    subscriptions: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Library -> the values of the `Subscription` to its digest."""


@dataclass(frozen=True, slots=True)
class NotesFolder:
    """The folder in which a library keeps Markdown notes up to date."""

    folder: str = ""
    """Empty for none."""
    query: str = ""
    """Which papers have a note; empty for all."""


def settings_file() -> Path:
    """The settings file: under PAPERDESK_CONFIG, else in the user's config folder."""
    chosen = os.environ.get("PAPERDESK_CONFIG", "")
    folder = Path(chosen) if chosen else platformdirs.user_config_path("Paperdesk", appauthor=False)
    return folder / "settings.json"


def read() -> Settings:
    """The settings in force; never fails."""
    file = settings_file()
    held = _read_file(file)
    known = {}
    for name in [each.name for each in fields(Settings) if each.name in held]:
        if _is_allowed(name, held[name]):
            known[name] = held[name]
        else:
            _log.warning("%s: %s cannot be %r", file, name, held[name])
    return Settings(**known)


def write(settings: Settings) -> None:
    """Save the settings; raises PaperdeskError where the file cannot be written.

    The file is written atomically.
    """
    file = settings_file()
    text = json.dumps(_read_file(file) | asdict(settings), indent=2) + "\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(file) as out:
            out.write(text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PaperdeskError(
            tr("The settings cannot be saved in {file}: {reason}.", file=file, reason=reason)
        ) from error


def notes_folder(library: Path, chosen: Settings | None = None) -> NotesFolder:
    """The folder of notes of a library, as the settings in force or given ones have it."""
    held = (read() if chosen is None else chosen).notes_folders.get(str(library.resolve()), [])
    return NotesFolder(*held[:2])


def with_notes_folder(chosen: Settings, library: Path, named: NotesFolder) -> Settings:
    """These settings with another folder of notes for a library."""
    key = str(library.resolve())
    others = {name: held for name, held in chosen.notes_folders.items() if name != key}
    if named.folder:
        others[key] = [named.folder, named.query]
    return replace(chosen, notes_folders=others)


def _read_file(file: Path) -> dict[str, Any]:
    """What the file says; nothing where it is missing or broken."""
    try:
        held = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("%s cannot be read, so the defaults hold: %s", file, error)
        return {}
    if isinstance(held, dict):
        return held
    _log.warning("%s holds no settings, so the defaults hold", file)
    return {}


def _is_allowed(name: str, value: object) -> bool:
    if name in ("keys", "notes_folders"):
        return isinstance(value, dict) and all(map(_are_texts, value.values()))
    if name == "subscriptions":
        return isinstance(value, dict) and all(isinstance(each, dict) for each in value.values())
    if name == "hints_seen":
        return _are_texts(value)
    default = getattr(Settings(), name)
    return type(value) is type(default) and value in _ALLOWED.get(name, (value,))


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
