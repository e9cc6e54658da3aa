"""ArrayCodec: Whoosh reads our segments through this, its own extension point.

Segments are written by `writer`, whole posting lists at a time; Whoosh's searcher, matchers and
scorers run on them unchanged, which is how every answer of `evaluator` is checked. Module paths and
names here are part of the index format: Whoosh pickles the segments.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base
from whoosh.reading import TermInfo, TermNotFound

from paperdesk.search.segments.matcher import ArrayMatcher
from paperdesk.search.segments.segment import SegmentArrays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

EXTENSION = ".seg"


class ArraySegment(base.Segment):
    """A segment as Whoosh's table of contents lists it: its name and its deleted documents."""

    def __init__(self, index_name: str, documents: int) -> None:
        super().__init__(index_name)
        self._documents = documents
        self._deleted: set[int] = set()

    def codec(self) -> ArrayCodec:
        """What reads it."""
        return ArrayCodec()

    def file_name(self) -> str:
        """Its one file."""
        return f"{self.indexname}_{self.segid}{EXTENSION}"

    def should_assemble(self) -> bool:
        """One file already."""
        return False

    def doc_count_all(self) -> int:
        """Documents, deleted ones too."""
        return self._documents

    def doc_count(self) -> int:
        """Documents that are not deleted."""
        return self._documents - len(self._deleted)

    def has_deletions(self) -> bool:
        """Whether a document is deleted."""
        return bool(self._deleted)

    def deleted_count(self) -> int:
        """Deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of the deleted documents."""
        return iter(self._deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a document as deleted, or no longer."""
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self._deleted


class ArrayCodec(base.Codec):
    """Reads segments for Whoosh. It writes none: `ix.writer()` is not for these indexes."""

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> PerDocumentReader:
        """Lengths and deletions of a segment."""
        return PerDocumentReader(open_segment(storage, segment), segment)

    def terms_reader(self, storage: Any, segment: ArraySegment) -> TermsReader:
        """Terms and postings of a segment."""
        return TermsReader(open_segment(storage, segment))

    def _refuse(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("these indexes are written by paperdesk.search.segments.writer alone")

    per_document_writer = field_writer = postings_writer = _refuse
    new_segment = postings_reader = _refuse


def open_segment(storage: Any, segment: ArraySegment) -> SegmentArrays:
    """The arrays of a segment."""
    return SegmentArrays(Path(storage.folder, segment.file_name()))


class TermsReader(base.TermsReader):
    """A segment's terms, as Whoosh asks for them."""

    def __init__(self, arrays: SegmentArrays) -> None:
        self._arrays = arrays

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        return self._arrays.terms(field).find(text) >= 0

    def indexed_field_names(self) -> list[str]:
        """The fields, sorted."""
        return self._arrays.field_names()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every (field, term), in order."""
        return (term for name in self.indexed_field_names() for term in self.terms_from(name, b""))

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The field's terms from `prefix` on."""
        terms = self._arrays.terms(field)
        return ((field, terms[i]) for i in range(terms.place(prefix), len(terms)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term with its statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The field's terms from `prefix` on, with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(field, prefix))

    def cursor(self, field: str, field_object: Any) -> Cursor:
        """A place among the field's terms."""
        return Cursor(self, self._arrays, field)

    def term_info(self, field: str, text: bytes) -> TermInfo:
        """A term's statistics; raises TermNotFound."""
        documents, counts = self._arrays.postings(field, self._number(field, text))
        lengths = self._arrays.rounded_lengths(field)[documents]
        return TermInfo(
            weight=int(counts.sum()),
            df=len(documents),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=int(counts.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, field: str, text: bytes) -> float:
        """How often a term stands in the segment."""
        return self.term_info(field, text).weight() if (field, text) in self else 0

    def doc_frequency(self, field: str, text: bytes) -> int:
        """In how many documents a term stands."""
        return self.term_info(field, text).doc_frequency() if (field, text) in self else 0

    def matcher(self, field: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        """The term's posting list, for Whoosh to walk."""
        number = self._number(field, text)
        documents, counts = self._arrays.postings(field, number)
        return ArrayMatcher(
            (field, text),
            self.term_info(field, text),
            (documents, counts, self._arrays.positions(field, number)),
            format_,
            scorer,
        )

    def _number(self, field: str, text: bytes) -> int:
        number = self._arrays.terms(field).find(text)
        if number < 0:
            raise TermNotFound(f"No term {field}:{text!r}")
        return number


class Cursor(base.FieldCursor):
    """A place among a field's terms; Whoosh's fuzzy queries walk it."""

    def __init__(self, reader: TermsReader, arrays: SegmentArrays, field: str) -> None:
        self._reader, self._terms, self._field = reader, arrays.terms(field), field
        self._place = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._place = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        """Go to this term, or the next after it."""
        self._place = self._terms.place(string.encode() if isinstance(string, str) else string)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._place += 1
        return self.text()

    def text(self) -> str | None:
        """The term, or None past the last."""
        return self._terms[self._place].decode() if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """The term's statistics."""
        if not self.is_valid():
            return None
        return self._reader.term_info(self._field, self._terms[self._place])

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return self._place < len(self._terms)


class PerDocumentReader(base.PerDocumentReader):
    """A segment's documents, as Whoosh asks for them. No fields are stored."""

    def __init__(self, arrays: SegmentArrays, segment: ArraySegment) -> None:
        self._arrays, self._segment = arrays, segment
        self._lengths: dict[str, NDArray[np.uint32]] = {}

    def doc_count(self) -> int:
        """Documents that are not deleted."""
        return self._segment.doc_count()

    def doc_count_all(self) -> int:
        """Documents, deleted ones too."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether a document is deleted."""
        return self._segment.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        """Whether this document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """The deleted documents."""
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, field: str, default: int = 0) -> int:
        """How many words the document has in the field, rounded."""
        if field not in self._lengths:
            self._lengths[field] = self._arrays.rounded_lengths(field)
        return int(self._lengths[field][docnum]) or default

    def field_length(self, field: str) -> int:
        """How many words all documents have in the field."""
        return int(self._arrays.lengths(field).sum())

    def min_field_length(self, field: str) -> int:
        """The fewest words a document has in the field."""
        return self._extreme(field, np.min)

    def max_field_length(self, field: str) -> int:
        """The most words a document has in the field."""
        return self._extreme(field, np.max)

    def _extreme(self, field: str, of: Callable[[NDArray[Any]], Any]) -> int:
        lengths = self._arrays.lengths(field)
        return int(of(lengths)) if len(lengths) else 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """None."""
        return {}
