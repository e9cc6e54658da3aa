"""A keyring for tests, also of child processes: a file named by the environment."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

NAME = "tests.tasks.mailing.keyring_file.FileKeyring"
VARIABLE = "PAPERDESK_TEST_KEYRING"


class FileKeyring(KeyringBackend):
    """Keeps passwords as JSON."""

    priority = 0.1  # type: ignore[assignment]

    def _held(self) -> dict[str, str]:
        path = Path(os.environ[VARIABLE])
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}

    def _write(self, held: dict[str, str]) -> None:
        Path(os.environ[VARIABLE]).write_text(json.dumps(held), "utf-8")

    def get_password(self, service: str, username: str) -> str | None:
        """The password, if there is one."""
        return self._held().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a password."""
        self._write({**self._held(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        """Remove a password."""
        held = self._held()
        del held[f"{service}/{username}"]
        self._write(held)
