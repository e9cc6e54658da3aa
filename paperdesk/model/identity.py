"""When two records are one paper. Pure functions.

Equal arXiv ids or DOIs make one paper, unless the titles have nothing in common. Equal titles make
one paper if nothing contradicts and either the title suffices or something else agrees as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from paperdesk.model import title_words
from paperdesk.model.identifiers import is_placeholder_title, title_key
from paperdesk.model.names import name_parts
from paperdesk.model.paper import EMPTY, FIELDS
from paperdesk.model.tokenizer import letter_runs
from paperdesk.translation import StoredMessage, to_stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.model.paper import Paper

MAX_YEARS_APART = 1
"""Between a preprint and its publication; more between two records of like titles is too much."""
_MIN_ABSTRACT_CHARACTERS = 20
"""Shorter abstracts are no evidence."""
_NO_ABSTRACT = re.compile(r"no abstract|abstract (?:is )?(?:not available|unavailable)", re.I)
_NO_EVIDENCE = frozenset(["type", "citation-key", "language"])
"""Details that say nothing about which paper it is."""
_OTHER_TITLE = {
    "arxiv_id": StoredMessage("same arXiv id, other title"),
    "doi": StoredMessage("same DOI, other title"),
}
"""Why two papers with an identifier in common may be two, in the order they are compared."""
_SAME_IDENTIFIER = ("same arXiv id", "same DOI")
"""How reasons about identifiers begin, as they are stored."""
_COLLECTIVE = frozenset([
    "collaboration", "collaborations", "committee", "consortium", "group", "initiative", "network",
    "society", "team",
])  # fmt: skip
_UMLAUT = re.compile(r"(?<=[aou])e")
_PAGE = re.compile(r"[^\W_]+")


class Relation(Enum):
    """What two records are to each other."""

    SAME = "same"
    POSSIBLE = "possible"
    """Perhaps one paper: for the user to decide."""
    DIFFERENT = "different"


class Evidence(Enum):
    """What makes two records one paper, the weakest first."""

    NONE = 0
    TITLE = 1
    AGREEMENT = 2
    """The title, and something else."""
    IDENTIFIER = 3
    IDENTIFIER_AND_TITLE = 4
    EVERYTHING = 5


@dataclass(frozen=True, slots=True)
class Identity:
    """The relation of two records."""

    relation: Relation
    reason: str = ""
    """possible: why they may be one, for the user: `same DOI, other title`."""
    evidence: Evidence = Evidence.NONE


@dataclass(frozen=True, slots=True)
class Choice:
    """The result of choosing among papers that a record may be."""

    same: int | None
    """The position of the paper the record is."""
    possible: tuple[tuple[int, str], ...] = ()
    """Positions of possible duplicates, each with the reason; with `same`, those of the same id."""


_DIFFERENT = Identity(Relation.DIFFERENT)
_SAME = {evidence: Identity(Relation.SAME, evidence=evidence) for evidence in Evidence}


def choose(papers: Sequence[Paper], record: Paper) -> Choice:
    """Choose the paper that a record is: the one with most evidence, the first of equals.

    A record of a title alone is a paper only if no other one fits as well.
    """
    found = [compare(paper, record) for paper in papers]
    same = [at for at, each in enumerate(found) if each.relation is Relation.SAME]
    if not same:
        reasons = ((at, each.reason) for at, each in enumerate(found))
        return Choice(None, tuple((at, reason) for at, reason in reasons if reason))
    best = max(same, key=lambda at: found[at].evidence.value)
    if len(same) > 1 and found[best].evidence is Evidence.TITLE and _is_bare(record):
        return Choice(
            None, tuple((at, StoredMessage("same title as several papers")) for at in same)
        )
    possible = [
        (at, each.reason)
        for at, each in enumerate(found)
        if each.relation is Relation.POSSIBLE and each.evidence is Evidence.IDENTIFIER
    ]
    return Choice(best, tuple(possible))


def compare(known: Paper, record: Paper) -> Identity:
    """Compare two records, in either order."""
    if known == record or _agree_in_all(known, record):
        return _SAME[Evidence.EVERYTHING]
    same_title = title_key(known.title) == title_key(record.title)
    for field in _OTHER_TITLE:
        ours = getattr(known, field)
        if ours and ours == getattr(record, field):
            return _with_same_id(known, record, field, same_title=same_title)
    if not same_title or are_contradicted(known, record):
        return _DIFFERENT
    return _with_same_title(known, record)


def are_contradicted(one: Paper, other: Paper) -> bool:
    """Whether two papers of like titles are two: by their ids, their years or their authors."""
    for field in _OTHER_TITLE:
        ours, theirs = getattr(one, field), getattr(other, field)
        if ours and theirs and ours != theirs:
            return True
    if _have_disjoint_names(one, other):
        return True
    return _years_apart(one, other) > MAX_YEARS_APART and not _is_preprint_of(one, other)


def may_be_one(one: Paper, other: Paper, reason: str = "") -> bool:
    """Whether two papers may be offered as duplicates, for this reason if one is given."""
    if any(
        getattr(one, field) and getattr(one, field) == getattr(other, field)
        for field in _OTHER_TITLE
    ):
        return True
    of_same_id = to_stored(reason).startswith(_SAME_IDENTIFIER)
    return not of_same_id and not are_contradicted(one, other)


def _with_same_id(known: Paper, record: Paper, field: str, *, same_title: bool) -> Identity:
    if is_placeholder_title(known) or is_placeholder_title(record):
        return _SAME[Evidence.IDENTIFIER]
    ours, theirs = known.title, record.title
    other_names = _have_disjoint_names(known, record)
    if same_title:
        if field == "doi" and other_names and title_words.is_generic(ours):
            return _of_same_id(StoredMessage("same DOI, other authors"))
        return _SAME[Evidence.IDENTIFIER_AND_TITLE]
    if other_names:
        agree = title_words.are_almost_equal(ours, theirs)
    elif field == "doi":
        agree = title_words.are_versions(ours, theirs)
    else:
        agree = title_words.share_a_word(ours, theirs)
    if agree:
        return _SAME[Evidence.IDENTIFIER]
    return _of_same_id(_OTHER_TITLE[field])


def _of_same_id(reason: str) -> Identity:
    return Identity(Relation.POSSIBLE, reason, Evidence.IDENTIFIER)


def _with_same_title(known: Paper, record: Paper) -> Identity:
    """Compare two records of one title that ids, years and names do not contradict."""
    title = known.title
    if is_placeholder_title(known) and is_placeholder_title(record):
        return _SAME[Evidence.IDENTIFIER] if title == record.title else _DIFFERENT
    generic = title_words.is_generic(title) or title_words.is_generic(record.title)
    if reason := _doubt(known, record):
        return _DIFFERENT if generic else Identity(Relation.POSSIBLE, reason)
    if _something_agrees(known, record, generic=generic):
        return _SAME[Evidence.AGREEMENT]
    if generic:
        return _DIFFERENT
    if title_words.suffices(title) or title_words.suffices(record.title):
        return _SAME[Evidence.TITLE]
    return Identity(Relation.POSSIBLE, StoredMessage("same short title"))


def _doubt(known: Paper, record: Paper) -> str:
    """What speaks against one paper, though not for certain."""
    if title_words.signed_letters(known.title) != title_words.signed_letters(record.title):
        return StoredMessage("the titles differ in signs")
    if not abstracts_agree(known.abstract, record.abstract):
        return StoredMessage("same title, different abstract")
    other = {name for name in ("volume", "issue", "page") if _details_differ(known, record, name)}
    if title_words.is_generic(known.title) and other:
        return StoredMessage("same title, other pages")
    ours, theirs = title_key(known.venue), title_key(record.venue)
    if "page" in other and ours and theirs and ours not in theirs and theirs not in ours:
        return StoredMessage("same title, other venue and pages")
    return ""


def _details_differ(known: Paper, record: Paper, name: str) -> bool:
    ours, theirs = (_PAGE.findall(str(each.details.get(name, ""))) for each in (known, record))
    return bool(ours and theirs) and ours[0] != theirs[0]


def _something_agrees(known: Paper, record: Paper, *, generic: bool) -> bool:
    """Whether something beside the title is evidence for one paper."""
    if _has_telling_abstract(known) and _has_telling_abstract(record):
        return True  # they agree, or there were a doubt
    years = _years_apart(known, record)
    if known.authors and record.authors:
        same_family = _first_family(known) == _first_family(record)
        if years == 0 and same_family:
            return True
        return not generic and _is_preprint_of(known, record) and same_family
    if generic:
        return False
    if known.url and known.url == record.url:
        return True
    same_group = known.org and known.org == record.org and known.n_authors is not None
    return (
        bool(same_group) and known.n_authors == record.n_authors and 0 <= years <= MAX_YEARS_APART
    )


def _has_telling_abstract(paper: Paper) -> bool:
    abstract = paper.abstract
    return len(abstract) >= _MIN_ABSTRACT_CHARACTERS and not _NO_ABSTRACT.match(abstract)


def _is_preprint_of(one: Paper, other: Paper) -> bool:
    """Whether one has an arXiv id and the other a DOI, with authors in common."""
    ids = (one.arxiv_id and other.doi) or (one.doi and other.arxiv_id)
    if not ids or not one.authors or not other.authors:
        return False
    return not _name_words(one).isdisjoint(_name_words(other))


def _years_apart(one: Paper, other: Paper) -> int:
    """How many years lie between two papers; -1 where one is unknown."""
    ours, theirs = one.published[:4], other.published[:4]
    if not (ours.isdigit() and theirs.isdigit()):
        return -1
    return abs(int(ours) - int(theirs))


def _first_family(paper: Paper) -> str:
    return " ".join(_plain_words(name_parts(paper.authors[0]).family))


def _have_disjoint_names(one: Paper, other: Paper) -> bool:
    """Whether both have authors in one script, and no word of a name in common.

    The names of a group say nothing against those of its members.
    """
    if not one.authors or not other.authors:
        return False
    ours, theirs = _name_words(one), _name_words(other)
    if not ours.isdisjoint(theirs) or _COLLECTIVE & (ours | theirs):
        return False
    scripts = ({word.isascii() for word in words} for words in (ours, theirs))
    return bool(set.intersection(*scripts))


def _name_words(paper: Paper) -> set[str]:
    """The words of all names, without initials where there is more than those."""
    words = {word for name in paper.authors for word in _plain_words(name)}
    return {word for word in words if len(word) > 1 or not word.isascii()} or words


def _plain_words(name: str) -> list[str]:
    """The folded words of a name, without the `e` of a written-out umlaut; Han by character."""
    found: list[str] = []
    for word in letter_runs(name):
        if word.isascii():
            found.append(_UMLAUT.sub("", word))
        elif len(word) <= 4 and word >= "\u3005":
            found += word
        else:
            found.append(word)
    return found


def _is_bare(paper: Paper) -> bool:
    """Whether nothing but the title is known, and what the file calls it."""
    fields = (field for field in FIELDS if field not in ("title", "details"))
    return paper.details.keys() <= _NO_EVIDENCE and all(
        getattr(paper, field) in EMPTY for field in fields
    )


def _agree_in_all(known: Paper, record: Paper) -> bool:
    """Whether two records agree in every bibliographic field."""
    return all(getattr(known, field) == getattr(record, field) for field in FIELDS)


def abstracts_agree(one: str, other: str) -> bool:
    """Whether two abstracts may be one paper's: cut short, revised, stripped of TeX, missing."""
    if not one or not other or one == other:
        return True
    first, second = title_key(one), title_key(other)
    if first.startswith(second) or second.startswith(first):
        return True
    words, others = _words(one), _words(other)
    # Measured on the real dumps: revisions share nine words in ten, strangers under four.
    return len(words & others) >= 0.6 * min(len(words), len(others))


def _words(text: str) -> set[str]:
    return set(text.casefold().split())
