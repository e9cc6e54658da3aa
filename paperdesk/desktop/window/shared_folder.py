"""Names a library that lies in a synced folder or on a network drive.

SQLite's locks hold between the programs of one computer only, and a sync program may replace the
file while it is open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QStorageInfo

from paperdesk.desktop.window import state
from paperdesk.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

_SYNCED = {
    "Dropbox": "dropbox",
    "OneDrive": "onedrive",
    "iCloud": "icloud|iclouddrive|mobile documents|com~apple~clouddocs",
    "Google Drive": "google ?drive|my drive",
    "Nextcloud": "nextcloud",
    "ownCloud": "owncloud",
    "pCloud": "pcloud|pclouddrive",
    "Syncthing": "syncthing",
}
"""Program -> how its folders begin, in lower case; `OneDrive - My company` is one."""
_NETWORK = re.compile(
    r"(fuse\.)?(nfs\d*|cifs|smb\d*|smbfs|afpfs|afs|webdav|davfs2?|sshfs|rclone|gvfsd-fuse|9p|"
    r"ceph|glusterfs|lustre|vboxsf|prl_fs)"
)


def warning_once(folder: Path) -> str:
    """A sentence about where the library lies; empty after the first time, and elsewhere."""
    name = bytes(QStorageInfo(str(folder)).fileSystemType().data())
    file_system = name.decode("ascii", "replace")
    sentence = warning(folder.resolve(), file_system)
    return sentence if sentence and state.is_first_time("sharedFolderNamed", folder) else ""


def warning(folder: Path, file_system: str) -> str:
    """A sentence where the folder is synced, or its file system a network's; else empty."""
    for program, names in _SYNCED.items():
        if any(re.match(rf"({names})(?![^\W_])", part.casefold()) for part in folder.parts):
            return tr(
                "This library is in a folder of {program}: open it on one computer at a time, "
                "once all is synced.",
                program=program,
            )
    if _NETWORK.fullmatch(file_system.casefold()):
        return tr(
            "This library is on a network drive ({kind}): open it on one computer at a time.",
            kind=file_system,
        )
    return ""
