"""How the user steers recommendations: words and papers that count for or against others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperdesk.errors import UsageError
from paperdesk.model.edits import SetLessLike, SetWordForYou, Several
from paperdesk.model.tokenizer import split
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.model.edits import Edit
    from paperdesk.model.library_values import WordEffect


@dataclass(frozen=True, slots=True)
class Steering:
    """What the user has set."""

    words: dict[str, WordEffect]
    """By word, folded, in alphabetical order."""
    less_like: tuple[int, ...]
    """The papers others like which are recommended less, the newest first."""

    def __bool__(self) -> bool:
        return bool(self.words or self.less_like)

    def with_effect(self, effect: WordEffect) -> list[str]:
        """The words with this effect."""
        return [word for word, each in self.words.items() if each == effect]

    def reset(self) -> Edit:
        """The edit that takes all of it back."""
        words = [SetWordForYou(word, "", was) for word, was in self.words.items()]
        papers = [SetLessLike(self.less_like, False)] if self.less_like else []
        return Several((*words, *papers))


def clean_word(text: str) -> str:
    """A word as edits name it: folded; raises UsageError for what is not one word."""
    words = split(text)
    if len(words) != 1:
        raise UsageError(tr("{text} is not one word.", text=repr(text)))
    return words[0]
