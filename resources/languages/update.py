#!/usr/bin/env python3
"""Takes the messages of the source into the catalogs: `python resources/languages/update.py`.

It writes `paperdesk.pot` and the `.po` of every language, where new messages are empty and those
that are gone are left out, and compiles `.mo`. It prints how many are not translated; `--check`
writes nothing, and exits with 1 if something is to be updated or translated.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

FOLDER = Path(__file__).parent
SOURCE = FOLDER.parents[1] / "paperdesk"
LANGUAGES = "de", "zh_CN"
KEYWORDS = {
    "tr": None,
    "StoredMessage": None,
    "StoredPlural": (1, 2),
    "tr_n": (1, 2),
    "tr_in": ((1, "c"), 2),
    "Spec": (2,),  # the name of an action
}

OF_ARGPARSE = (
    "usage: ", "positional arguments", "options", "show this help message and exit",
    "show program's version number and exit", "%(prog)s: error: %(message)s\n",
    "the following arguments are required: %s", "one of the arguments %s is required",
    "unrecognized arguments: %s", "expected one argument", "expected at least one argument",
    "invalid choice: %(value)r (choose from %(choices)s)", "invalid %(type)s value: %(value)r",
    "not allowed with argument %s", "argument %(argument_name)s: %(message)s",
)  # fmt: skip
"""Messages of Python's argparse, which takes them from the same catalog."""


def main() -> int:
    """Update the catalogs; 1 if `--check` finds something to do."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    source = template()
    todo = update(FOLDER / "paperdesk.pot", source, write=not check)
    for language in LANGUAGES:
        path = FOLDER / language / "LC_MESSAGES" / "paperdesk.po"
        catalog = translations(path, language, source)
        todo |= update(path, catalog, write=not check)
        todo |= update(path.with_suffix(".mo"), catalog, write=not check)
        missing = untranslated(catalog)
        todo |= bool(missing)
        print(f"{language}: {len(missing)} not translated")
    if check and todo:
        print("Run resources/languages/update.py, and translate what is missing.")
    return int(check and todo)


def template() -> Catalog:
    """The messages of the source, without places, which change too often."""
    catalog = Catalog(fuzzy=False)
    for _, _, message, comments, context in extract_from_dir(
        SOURCE, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        catalog.add(message, auto_comments=comments, context=context)
    for text in OF_ARGPARSE:
        catalog.add(text)
    return _plain(catalog)


def translations(path: Path, language: str, source: Catalog) -> Catalog:
    """The translations at `path`, of the messages of the source."""
    catalog = Catalog(language)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    catalog.update(source, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return _plain(catalog)


def untranslated(catalog: Catalog) -> list[str]:
    """The messages without a translation."""
    return [
        str(message.id)
        for message in catalog
        if message.id and (message.fuzzy or not _is_whole(message.string))
    ]


def update(path: Path, catalog: Catalog, *, write: bool) -> bool:
    """Whether the file has other messages than the catalog; then it is written if `write`."""
    is_compiled = path.suffix == ".mo"
    wanted = _messages(catalog, translated=is_compiled)
    if path.exists():
        with path.open("rb") as file:
            found = read_mo(file) if is_compiled else read_po(file)
        if _messages(found, translated=is_compiled) == wanted:
            return False
    if write:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            if is_compiled:
                write_mo(file, catalog)
            else:
                write_po(file, catalog, sort_output=True, width=100)
    return True


def _messages(catalog: Catalog, *, translated: bool) -> dict[object, object]:
    return {
        (message.context, _hashable(message.id)): _hashable(message.string or "")
        for message in catalog
        if message.id and (_is_whole(message.string) or not translated)
    }


def _hashable(text: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    return text if isinstance(text, str) else tuple(text)


def _is_whole(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) if isinstance(string, str) else bool(string) and all(string)


def _plain(catalog: Catalog) -> Catalog:
    """With a header that does not change with the day."""
    catalog.project, catalog.fuzzy = "Paperdesk", False
    catalog.header_comment = "# Messages of Paperdesk."
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    return catalog


if __name__ == "__main__":
    sys.exit(main())
