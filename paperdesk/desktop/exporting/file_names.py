"""The names of exported files: what is proposed, and what is wrong with one."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from paperdesk.desktop.wording import sentence
from paperdesk.files import output_problem
from paperdesk.translation import tr

_STEM, _MAX_STEM = "papers", 60
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
"""What some file system does not allow."""


def file_stem(name: str) -> str:
    """The name of a place or a query as that of a file, without what some system refuses."""
    stem = _NOT_IN_NAMES.sub(" ", name)
    stem = " ".join(stem.split())[:_MAX_STEM].strip(" .")
    return stem or _STEM


def documents_folder() -> Path:
    """The user's folder of documents; without one, the home folder."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    documents = Path(QStandardPaths.writableLocation(place))
    return documents if documents.is_absolute() and documents.is_dir() else Path.home()


def path_problem(path: Path, library: Path, *, folder: bool) -> str:
    """Return why the path cannot be written, as far as is visible; empty if it can.

    `library`: the library's folder, whose own files are not replaced.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError):  # a name too long, or with a character no name can have
        return tr("No file can have this name.")
    if folder and path.is_file():
        return tr("{file} is a file; notes need a folder.", file=path.name)
    if not folder and path.is_dir():
        return tr("{folder} is a folder; name a file in it.", folder=path.name or path)
    if not path.parent.is_dir():
        return tr("There is no folder {folder}.", folder=path.parent)
    return sentence(output_problem(path, library, folder=folder))


def overwrite_text(path: Path, *, folder: bool) -> str:
    """Return what happens to existing files; empty if there are none."""
    if not path.exists():
        return ""
    if folder:
        return tr(
            "Notes are written to the folder {folder}; notes with the same name are replaced.",
            folder=path.name,
        )
    return tr("{file} already exists and will be replaced.", file=path.name)
