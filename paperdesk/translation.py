"""Translates the messages of the window and the command line to the user's language.

The language is that of the system, once for a process: the first of LANGUAGE, LC_ALL, LC_MESSAGES
and LANG that is set decides, as for GNU gettext. Messages in the source are English, and are
whole sentences; catalogs are in resources/languages, updated by its `update.py`.

`en_XA` (accented, 40 per cent longer) and `ar_XB` (right to left) are made up from the English, to
see whether a message is translated and has room.
"""

from __future__ import annotations

import gettext
import json
import locale
import os
import re
import sys
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, Any

from paperdesk.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DOMAIN = "paperdesk"
SIMPLIFIED_CHINESE = "zh_CN"
LANGUAGES = ("en", "de", SIMPLIFIED_CHINESE)
"""Those of the user; English needs no catalog."""
ACCENTED, RIGHT_TO_LEFT = "en_XA", "ar_XB"
_TRADITIONAL = re.compile(r"zh[_-](TW|HK|MO|Hant)", re.IGNORECASE)


def tr(message: str, /, **values: object) -> str:
    """The message in the user's language, its `{names}` replaced by the values if there are any."""
    text = _catalog().gettext(message)
    return text.format(**values) if values else text


def tr_n(one: str, many: str, n: int, /, **values: object) -> str:
    """The plural form for `n` things; `{n}` in it is the number as the language writes it."""
    return _catalog().ngettext(one, many, n).format(n=number(n), **values)


def tr_in(context: str, message: str, /, **values: object) -> str:
    """As `tr`, of a message that is translated in another way in other contexts."""
    text = _catalog().pgettext(context, message)
    return text.format(**values) if values else text


def number(count: int) -> str:
    """`1,024`, as the language separates thousands."""
    return f"{count:,}".replace(",", tr_in("between thousands", ","))


def decimal(value: float) -> str:
    """`0.3`, with one digit after the language's decimal point."""
    return f"{value:.1f}".replace(".", tr_in("decimal point", "."))


def percent(share: float) -> str:
    """`12%` for 0.12, as the language writes it."""
    percent = f"{share * 100:.0f}"
    return tr("{percent}%", percent=percent)


class StoredMessage(str):
    """A message for a text column that is worded in the language of who reads it.

    As a text it is the message in the language of this process. The column has `stored()`: the
    English message; or, with values, JSON of it and them: `["line {n}", {"n": 3}]`. Values are
    numbers, texts and other stored messages.
    """

    english: str
    """The message with its values, not translated."""
    _json: list[Any]

    def __new__(cls, message: str, /, **values: object) -> StoredMessage:
        """As `tr`."""
        english = message.format(**_in_english(values)) if values else message
        return cls._made(tr(message, **values), english, [message, values])

    @classmethod
    def _made(cls, text: str, english: str, parts: list[Any]) -> StoredMessage:
        made = str.__new__(cls, text)
        made.english, made._json = english, parts
        return made

    def stored(self) -> str:
        """The text for a column, from which `from_stored` makes the message again."""
        if self._json[1:] == [{}]:
            return str(self._json[0])
        return json.dumps(self._as_json(), ensure_ascii=False)

    def _as_json(self) -> list[Any]:
        values = {name: _value_as_json(value) for name, value in self._json[-1].items()}
        return [*self._json[:-1], values]

    def __reduce__(self) -> tuple[Any, ...]:
        return from_stored, (self.stored(),)


class StoredPlural(StoredMessage):
    """A stored message with a plural form: `["{n} line", "{n} lines", 3, {}]` in its column."""

    def __new__(cls, one: str, many: str, n: int, /, **values: object) -> StoredMessage:  # type: ignore[misc]
        """As `tr_n`."""
        english = (one if n == 1 else many).format(n=f"{n:,}", **_in_english(values))
        return cls._made(tr_n(one, many, n, **values), english, [one, many, n, values])


def to_stored(text: str) -> str:
    """What a column holds for a text: of a StoredMessage `stored()`, any other text as it is."""
    return text.stored() if isinstance(text, StoredMessage) else text


def from_stored(text: str) -> str:
    """The message that a column holds; a text that is none as it is."""
    if text.startswith("["):
        try:
            return _of_json(json.loads(text))
        except (ValueError, TypeError, RecursionError):
            return text
    return StoredMessage(text) if text else ""


def _of_json(parts: Any) -> StoredMessage:
    """The message of `StoredMessage._as_json`; raises ValueError or TypeError for another value."""
    *message, values = parts
    values = {
        name: _of_json(value) if isinstance(value, list) else value
        for name, value in dict(values).items()
    }
    known = set(values) if len(message) == 1 else {"n", *values}
    if not all(_is_filled_by(text, known) for text in message[:2]):
        raise ValueError(parts)
    if len(message) == 1:
        return StoredMessage(*message, **values)
    one, many, n = message
    return StoredPlural(one, many, int(n), **values)


def _is_filled_by(message: str, names: set[str]) -> bool:
    """Whether a message that is read has no fields but `{names}`, which formatting fills."""
    fields = [field[1:] for field in Formatter().parse(message) if field[1] is not None]
    return bool(message) and all(
        name in names and name.isidentifier() and not (spec or conversion)
        for name, spec, conversion in fields
    )


def _value_as_json(value: object) -> object:
    if isinstance(value, StoredMessage):
        return value._as_json()
    return value if isinstance(value, int | float | str) else str(value)


def _in_english(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.english if isinstance(value, StoredMessage) else value
        for name, value in values.items()
    }


def is_right_to_left() -> bool:
    """Whether the language is written from right to left."""
    return language() == RIGHT_TO_LEFT


@cache
def language() -> str:
    """The language of messages: one of LANGUAGES, ACCENTED or RIGHT_TO_LEFT."""
    return first_known(wanted(os.environ))


def language_tag() -> str:
    """The language for a document, `zh-CN`."""
    return language().replace("_", "-")


def first_known(names: Iterable[str]) -> str:
    """The first of these languages that there is, else English; `zh_SG.UTF-8` is `zh_CN`."""
    return next(filter(None, map(_known, names)), "en")


def use_for_argparse() -> None:
    """Let argparse, which has messages of its own, take them from the same catalog.

    Child processes then have the same language, too.
    """
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, resource("languages"))
    gettext.textdomain(DOMAIN)


def wanted(environment: Mapping[str, str]) -> list[str]:
    """The languages the user wants, the best first, as `de_AT` or `zh-Hans-CN`."""
    names = "LC_ALL", "LC_MESSAGES", "LANG"
    name = next((environment[name] for name in names if environment.get(name)), "")
    if name in ("C", "POSIX"):
        return []
    return [*filter(None, environment.get("LANGUAGE", "").split(":")), name or _of_system()]


def _of_system() -> str:
    if sys.platform == "win32":
        import ctypes

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return locale.windows_locale.get(number, "")
    return locale.getlocale()[0] or ""


def _known(wanted: str) -> str:
    name = wanted.partition(".")[0].partition("@")[0].replace("-", "_")
    if name in (ACCENTED, RIGHT_TO_LEFT):
        return name
    base = name.partition("_")[0].lower()
    if base == "zh":
        return "" if _TRADITIONAL.match(name) else SIMPLIFIED_CHINESE
    return base if base in LANGUAGES else ""


@cache
def _catalog() -> gettext.NullTranslations:
    if language() in (ACCENTED, RIGHT_TO_LEFT):
        return _MadeUp()
    return gettext.translation(DOMAIN, resource("languages"), [language()], fallback=True)


class _MadeUp(gettext.NullTranslations):
    """Changes the letters of English messages, but not their `{names}`, `<tags>` and `&keys;`."""

    _UNCHANGED = re.compile(r"(\{[^{}]*\}|<[^<>]+>|&\w+;|%\([a-z]+\)\w|%\w|https?://\S+)")
    _LETTERS = str.maketrans("aceinouyACEINOUY", "àçéîñöûýÀÇÉÎÑÖÛÝ")
    _HEBREW = str.maketrans(
        {letter: chr(0x5D0 + n) for n, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
        | {letter: chr(0x5D0 + n) for n, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
    )

    def gettext(self, message: str) -> str:
        if not re.search(r"[A-Za-z]", self._UNCHANGED.sub("", message)):
            return message  # a separator
        letters = self._HEBREW if is_right_to_left() else self._LETTERS
        parts = self._UNCHANGED.split(message)
        text = "".join(part if n % 2 else part.translate(letters) for n, part in enumerate(parts))
        return text if is_right_to_left() else text + " " + "~" * (len(message) * 2 // 5)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)

    def pgettext(self, _context: str, message: str) -> str:
        return self.gettext(message)
