"""Translates the messages of the window and the command line to the user's language.

The language is that of the system, once for a process: the first of LANGUAGE, LC_ALL, LC_MESSAGES
and LANG that is set decides, as for GNU gettext. Messages in the source are English, and are
whole sentences; catalogs are in resources/languages, updated by its `update.py`.

`en_XA` (accented, 40 per cent longer) and `ar_XB` (right to left) are made up from the English, to
see whether a message is translated and has room.
"""

from __future__ import annotations

import gettext
import locale
import os
import re
import sys
from functools import cache
from typing import TYPE_CHECKING

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


def is_right_to_left() -> bool:
    """Whether the language is written from right to left."""
    return language() == RIGHT_TO_LEFT


@cache
def language() -> str:
    """The language of messages: one of LANGUAGES, ACCENTED or RIGHT_TO_LEFT."""
    return first_known(wanted(os.environ))


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
