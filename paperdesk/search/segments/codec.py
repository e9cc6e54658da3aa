"""The Whoosh codec of our segments, Whoosh's extension point for index formats.

`writer` writes the segments, whole posting lists at a time. Whoosh's searcher, matchers and scorers
run on them unchanged; the tests use them as the oracle for `search.evaluator`. Whoosh pickles
segments and schemas, so module paths and class names here and in `schema` are part of the format.

To raise the pinned version of Whoosh:

1. Compare the Whoosh sources that we depend on: `codec.base` (subclassed here),
   `matching.mcore.LeafMatcher` (in `matcher`), `index.TOC` with its protected `_filename` and
   `_latest_generation` and `index.clean_files` (in `writer`), `util.filelock.FileLock`,
   `util.numeric.byte_to_length`, `lang.porter.stem`, and `scoring.BM25F`, which `search.snapshot`
   reimplements.
2. Change the pin and run tests/search. tests/search/test_oracle.py compares papers and scores with
   Whoosh's own searcher, and our files with an index written by Whoosh itself;
   tests/search/test_index.py covers truncated and altered files, tests/search/segments killed
   writers.
3. Existing indexes are rebuilt: `folder.VERSION` includes the version of Whoosh.
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
    """A segment in Whoosh's table of contents: its name and its deleted documents."""

    def __init__(self, index_name: str, documents: int) -> None:
        super().__init__(index_name)
        self._documents = documents
        self._deleted: set[int] = set()

    def codec(self) -> ArrayCodec:
        """The codec that reads it."""
        return ArrayCodec()

    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.indexname}_{self.segid}{EXTENSION}"

    def should_assemble(self) -> bool:
        """False: it is a single file already."""
        return False

    def doc_count_all(self) -> int:
        """Number of documents, including deleted ones."""
        return self._documents

    def doc_count(self) -> int:
        """Number of documents that are not deleted."""
        return self._documents - len(self._deleted)

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return bool(self._deleted)

    def deleted_count(self) -> int:
        """Number of deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of the deleted documents."""
        return iter(self._deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a document as deleted or not deleted."""
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self._deleted


class ArrayCodec(base.Codec):
    """Reads segments for Whoosh. Whoosh's own `ix.writer()` does not work on these indexes."""

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> PerDocumentReader:
        """The reader of lengths and deletions."""
        return PerDocumentReader(open_segment(storage, segment), segment)

    def terms_reader(self, storage: Any, segment: ArraySegment) -> TermsReader:
        """The reader of terms and postings."""
        return TermsReader(open_segment(storage, segment))

    def _refuse(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("these indexes are written only by paperdesk.search.segments.writer")

    per_document_writer = field_writer = postings_writer = _refuse
    new_segment = postings_reader = _refuse


def open_segment(storage: Any, segment: ArraySegment) -> SegmentArrays:
    """Open the arrays of a segment."""
    return SegmentArrays(Path(storage.folder, segment.file_name()))


class TermsReader(base.TermsReader):
    """Whoosh's interface to a segment's terms."""

    def __init__(self, arrays: SegmentArrays) -> None:
        self._arrays = arrays

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        return self._arrays.terms(field).find(text) >= 0

    def indexed_field_names(self) -> list[str]:
        """The names of the fields, sorted."""
        return self._arrays.field_names()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every (field, term), in order."""
        return (term for name in self.indexed_field_names() for term in self.terms_from(name, b""))

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The field's terms, starting at `prefix`."""
        terms = self._arrays.terms(field)
        return ((field, terms[i]) for i in range(terms.bisect(prefix), len(terms)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term with its statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The field's terms with their statistics, starting at `prefix`."""
        return ((term, self.term_info(*term)) for term in self.terms_from(field, prefix))

    def cursor(self, field: str, field_object: Any) -> Cursor:
        """A cursor over the field's terms."""
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
        """Occurrences of a term in the segment."""
        return self.term_info(field, text).weight() if (field, text) in self else 0

    def doc_frequency(self, field: str, text: bytes) -> int:
        """The number of documents with a term."""
        return self.term_info(field, text).doc_frequency() if (field, text) in self else 0

    def matcher(self, field: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        """A matcher over the term's posting list."""
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
    """A position among a field's terms, used by Whoosh's fuzzy queries."""

    def __init__(self, reader: TermsReader, arrays: SegmentArrays, field: str) -> None:
        self._reader, self._terms, self._field = reader, arrays.terms(field), field
        self._number = 0

    def first(self) -> str | None:
        """Move to the first term."""
        self._number = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        """Move to this term, or the next after it."""
        self._number = self._terms.bisect(string.encode() if isinstance(string, str) else string)
        return self.text()

    def next(self) -> str | None:
        """Move to the next term."""
        self._number += 1
        return self.text()

    def text(self) -> str | None:
        """The term, or None past the last."""
        return self._terms[self._number].decode() if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """The term's statistics."""
        if not self.is_valid():
            return None
        return self._reader.term_info(self._field, self._terms[self._number])

    def is_valid(self) -> bool:
        """Whether there is a current term."""
        return self._number < len(self._terms)


class PerDocumentReader(base.PerDocumentReader):
    """Whoosh's interface to a segment's documents. No fields are stored."""

    def __init__(self, arrays: SegmentArrays, segment: ArraySegment) -> None:
        self._arrays, self._segment = arrays, segment
        self._lengths: dict[str, NDArray[np.uint32]] = {}

    def doc_count(self) -> int:
        """Number of documents that are not deleted."""
        return self._segment.doc_count()

    def doc_count_all(self) -> int:
        """Number of documents, including deleted ones."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return self._segment.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        """Whether this document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of the deleted documents."""
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, field: str, default: int = 0) -> int:
        """The rounded number of words in a document's field."""
        if field not in self._lengths:
            self._lengths[field] = self._arrays.rounded_lengths(field)
        return int(self._lengths[field][docnum]) or default

    def field_length(self, field: str) -> int:
        """The number of words in the field of all documents."""
        return int(self._arrays.lengths(field).sum())

    def min_field_length(self, field: str) -> int:
        """The minimum number of words in a document's field."""
        return self._extreme(field, np.min)

    def max_field_length(self, field: str) -> int:
        """The maximum number of words in a document's field."""
        return self._extreme(field, np.max)

    def _extreme(self, field: str, of: Callable[[NDArray[Any]], Any]) -> int:
        lengths = self._arrays.lengths(field)
        return int(of(lengths)) if len(lengths) else 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Empty: no fields are stored."""
        return {}
