"""A library in a synced folder or on a network drive is named, once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from paperdesk.desktop.window.shared_folder import warning

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desktop.window_driver import Driver


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("/home/ada/Dropbox/papers", "Dropbox"),
        ("/Users/ada/Dropbox (Personal)/papers", "Dropbox"),
        ("/Users/ada/Library/CloudStorage/OneDrive-Personal/papers", "OneDrive"),
        ("/mnt/c/Users/ada/OneDrive - A company/papers", "OneDrive"),
        ("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/papers", "iCloud"),
        ("/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.org/My Drive", "Google Drive"),
        ("/home/ada/Nextcloud/papers", "Nextcloud"),
    ],
)
def test_a_synced_folder_is_named(folder: str, program: str) -> None:
    assert f"a folder of {program}" in warning(Path(folder), "ext4")


@pytest.mark.parametrize("file_system", ["nfs4", "cifs", "smbfs", "fuse.sshfs", "NFS"])
def test_a_network_drive_is_named(file_system: str) -> None:
    assert f"a network drive ({file_system})" in warning(Path("/papers"), file_system)


@pytest.mark.parametrize("folder", ["/home/ada/papers", "/home/ada/dropboxes", "/my drivel"])
def test_any_other_folder_is_not(folder: str) -> None:
    assert warning(Path(folder), "ext4") == ""


def test_it_is_said_once(open_driver: Callable[[Path], Driver], tmp_path: Path) -> None:
    library = tmp_path / "Dropbox" / "library"
    first = open_driver(library)
    assert "a folder of Dropbox" in first.window.notice.text()
    first.window.close()
    assert "Dropbox" not in open_driver(library).window.notice.text()
