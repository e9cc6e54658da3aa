"""Words of the command line: queries, values that begin with `-`, numbers of papers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from paperdesk.errors import UsageError
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHIELD = "\0"
_LARGEST = (1 << 63) - 1
"""The largest number that the database holds."""
_QUERY_VERBS = ("search", "export", "mark")
_PATHS = ("library", "files", "file", "output")
"""Options that name files, whose names may be any bytes."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> Any:
        """Raise UsageError instead of printing the usage."""
        verb = self.prog.partition(" ")[2]
        text = message.replace("\\x00", "").replace(_SHIELD, "").rstrip(".")
        text = f"{verb}: {text}" if verb else text
        raise UsageError(tr("{message}; see {program} --help.", message=text, program=self.prog))


def verb_of(argv: Sequence[str]) -> str:
    """The verb; empty without one."""
    verb_at = _verb_at(argv)
    return "" if verb_at is None else argv[verb_at]


def shielded(argv: Sequence[str], verbs: Mapping[str, argparse.ArgumentParser]) -> list[str]:
    """Arguments in which `-word` of a query, and as the value of an option, is no option.

    argparse takes every word with a dash for an option, so those that the verb does not have are
    marked as text until they are parsed; `unshielded` takes the marks off.
    """
    verb_at = _verb_at(argv)
    if verb_at is None or argv[verb_at] not in verbs:
        return list(argv)
    actions = verbs[argv[verb_at]]._option_string_actions
    any_text = argv[verb_at] in _QUERY_VERBS
    out = list(argv[: verb_at + 1])
    is_value = False
    for word in argv[verb_at + 1 :]:
        is_flag = word.split("=")[0] in actions
        is_dashed = word.startswith("-") and word != "-"
        out.append(_SHIELD + word if is_dashed and not is_flag and (any_text or is_value) else word)
        is_value = is_flag and "=" not in word and actions[word].nargs != 0
    return out


def _verb_at(argv: Sequence[str]) -> int | None:
    """Where the verb stands; None without one."""
    is_value = False
    for place, word in enumerate(argv):
        if not is_value and not word.startswith("-"):
            return place
        is_value = not is_value and word == "--library"
    return None


def unshielded(options: argparse.Namespace) -> argparse.Namespace:
    """The parsed options as typed; raises UsageError for text with bytes that are no UTF-8."""
    for name, value in vars(options).items():
        if isinstance(value, str):
            setattr(options, name, _plain(options.verb, name, value))
        elif isinstance(value, list):
            words = [_plain(options.verb, name, v) if isinstance(v, str) else v for v in value]
            setattr(options, name, words)
    return options


def _plain(verb: str, name: str, word: str) -> str:
    word = word.removeprefix(_SHIELD)
    if name not in _PATHS and not word.isascii():
        try:
            word.encode()
        except UnicodeEncodeError:
            raise UsageError(
                tr(
                    "{verb}: {name}: {word} is no text in UTF-8.",
                    verb=verb,
                    name=name,
                    word=repr(word),
                )
            ) from None
    return word


def query_text(words: Sequence[str]) -> str:
    """The query that words on the command line make."""
    return " ".join(words)


def whole_number(word: str) -> int:
    """The number of a paper or an import, or a count; for argparse.

    Raises ArgumentTypeError for anything but the digits 0 to 9 of a number the library can hold.
    """
    word = word.removeprefix(_SHIELD)
    if not (word.isascii() and word.isdigit()):
        raise argparse.ArgumentTypeError(tr("{word} is no whole number", word=repr(word)))
    if len(word) > 19 or int(word) > _LARGEST:
        raise argparse.ArgumentTypeError(tr("there is no {word}", word=word))
    return int(word)


def ids(words: Sequence[str]) -> list[int] | None:
    """The ids that words are; None if they are a query, which has a letter.

    `²`, `-1` or `1,2` are neither: as queries they would find papers that nobody meant. Raises
    UsageError for them.
    """
    text = "".join(words)
    if any(char.isalpha() for char in text) or not any(char.isnumeric() for char in text):
        return None
    try:
        return [whole_number(word) for word in words]
    except argparse.ArgumentTypeError as error:
        raise UsageError(
            tr("{error}; give ids of papers, or a query with a word.", error=error)
        ) from None
