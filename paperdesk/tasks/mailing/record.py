"""What was mailed, in `mail.json` in the library's folder.

Not in the library itself: one that is put back from a backup would forget what was sent since, and
send it again.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, get_args

from paperdesk.errors import InputError
from paperdesk.files import replacing_file
from paperdesk.model.subscription import Mail, Outcome
from paperdesk.translation import from_stored, to_stored, tr

if TYPE_CHECKING:
    from pathlib import Path

FILE = "mail.json"
_KEPT = 200


def read(library: Path) -> tuple[Mail, ...]:
    """The mails of a library, the oldest first.

    Raises InputError where the file cannot be read: whether something was sent is not known then.
    """
    path = library / FILE
    try:
        mails = [
            Mail(
                **{
                    **each,
                    "papers": tuple(each["papers"]),
                    "reason": from_stored(each.get("reason", "")),
                }
            )
            for each in json.loads(path.read_bytes())
        ]
        if not all(mail.outcome in get_args(Outcome) for mail in mails):
            raise ValueError("an outcome that is none")
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise InputError(
            tr(
                "{path}: what was mailed cannot be read, so nothing is sent; remove this file "
                "if a digest may be sent twice.",
                path=path,
            )
        ) from error
    return tuple(mails)


def write(library: Path, mails: tuple[Mail, ...]) -> None:
    """Record mails; they are on the disk when this returns. Raises InputError."""
    path = library / FILE
    try:
        with replacing_file(path) as scratch, scratch.open("w", encoding="utf-8") as file:
            json.dump(list(map(_values, mails[-_KEPT:])), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise InputError(
            tr(
                "{path}: it cannot be written ({reason}).",
                path=path,
                reason=error.strerror or error,
            )
        ) from error


def _values(mail: Mail) -> dict[str, Any]:
    return {**asdict(mail), "reason": to_stored(mail.reason)}


def without_interrupted(library: Path) -> tuple[tuple[Mail, ...], tuple[Mail, ...]]:
    """The mails, those that were being sent as `unknown`; and these, of which that was not known.

    To be called by the process that alone may send.
    """
    mails = read(library)
    interrupted = tuple(mail for mail in mails if mail.outcome == "sending")
    if interrupted:
        mails = tuple(
            replace(mail, outcome="unknown") if mail in interrupted else mail for mail in mails
        )
        write(library, mails)
    return mails, interrupted
