"""Recognition by content, with a reason; an error message for everything else."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError, PaperdeskError, UsageError
from paperdesk.formats import FORMATS, Recognised, Source, format_named, recognise
from paperdesk.formats.daily_papers.text import sniff
from paperdesk.model.paper import Item, Paper
from tests.formats.pages import BEES, HEAD, KITES, RECORDS, only, page, record

ACCENTED = page(record("Über naïve Bienen – „groß“ für 5 €", BEES, "  • 4 authors|·|May 2, 2024"))
PLAIN = page(*(record(title, text, "* 1 authors|·|May 2, 2024") for title, text in RECORDS.items()))


def found(data: bytes, **wishes: str) -> Recognised:
    return recognise(Source("dump", data=data), **wishes)


def titles(recognised: Recognised) -> list[str]:
    return [paper.title for paper in only(Paper, list(recognised.format.read(recognised.source)))]


@pytest.mark.parametrize(
    ("write", "encoding", "reason"),
    [
        ("utf-8", "utf-8", "valid UTF-8"),
        ("utf-8-sig", "utf-8", "byte order mark"),
        ("utf-16", "utf-16", "byte order mark"),
        ("utf-32", "utf-32", "byte order mark"),
        ("utf-16-le", "utf-16-le", "every other byte is zero"),
        ("utf-16-be", "utf-16-be", "every other byte is zero"),
        ("cp1252", "cp1252", "not UTF-8; taken as Windows-1252"),
    ],
)
def test_an_encoding_is_found_and_explained(write: str, encoding: str, reason: str) -> None:
    recognised = found(ACCENTED.encode(write))
    assert (recognised.source.encoding, recognised.encoding_reason) == (encoding, reason)
    assert titles(recognised) == ["Über naïve Bienen – „groß“ für 5 €"]


def test_a_text_that_was_encoded_twice_keeps_its_records() -> None:
    twice = ACCENTED.encode().decode("latin-1").encode()
    (paper,) = only(Paper, list(found(twice).format.read(found(twice).source)))
    assert (paper.n_authors, paper.published) == (4, "2024-05-02")


@pytest.mark.parametrize(
    ("line", "codec"),
    [
        ("% Encoding: Cp1250", "cp1250"),
        ("This file was created with JabRef 2.9.\nEncoding: ISO8859_2", "iso8859-2"),
        ("%% Saved with string encoding Central European (ISO Latin 2)", "iso8859-2"),
        ("% -*- coding: windows-1250 -*-", "cp1250"),
        ("% vim: set fileencoding=cp1250 :", "cp1250"),
    ],
)
def test_a_declared_encoding_is_used(line: str, codec: str) -> None:
    recognised = found(f"{line}\n\n@book{{a, title={{Žluťoučký kůň}}}}\n".encode(codec))
    assert (recognised.source.encoding, recognised.encoding_reason) == (
        codec,
        "declared in the file",
    )
    assert titles(recognised) == ["Žluťoučký kůň"]


@pytest.mark.parametrize("name", ["UTF-16", "no-such", "hex", "cp1252", "UTF8", ""])
def test_a_wrong_declaration_is_not_used(name: str) -> None:
    recognised = found(f"% Encoding: {name}\n\n@book{{a, title={{Über ö}}}}\n".encode())
    assert titles(recognised) == ["Über ö"]
    latin = found(f"% Encoding: {name}\n\n@book{{a, title={{Über ö}}}}\n".encode("latin-1"))
    assert titles(latin) == ["Über ö"]


@pytest.mark.parametrize(
    "text",
    [
        "Le café déjà fermé",
        "La investigación de los niños más pequeños",
        "Müller über Äpfel – und „größer“",
        "Schrödinger’s equation in Zürich",
        "Naïve façade… and some more words of L’École “à côté” in Paris",
    ],
)
@pytest.mark.parametrize("codec", ["mac-roman", "cp1252"])
def test_western_encodings_are_told_apart(text: str, codec: str) -> None:
    assert titles(found(f"@book{{a, title={{{text}}}}}\n".encode(codec))) == [text]


@pytest.mark.parametrize("text", ["It’s 5 µm", "Kites™ — a survey", "see § 4 • ½ of it"])
def test_signs_alone_are_windows_1252(text: str) -> None:
    assert titles(found(f"@book{{a, title={{{text}}}}}\n".encode("cp1252"))) == [text]


def test_stray_bytes_do_not_change_the_encoding() -> None:
    data = ACCENTED.encode().replace("ï".encode(), b"\xff\xfe\xc3" + "ï".encode())
    recognised = found(data)
    assert recognised.source.encoding == "utf-8"
    assert recognised.encoding_reason == "UTF-8 with 3 invalid characters"
    assert len(titles(recognised)) == 1


def test_a_character_cut_at_the_end_does_not_change_the_encoding() -> None:
    data = page(record("Bees", BEES, "• 4 authors|·|May 2, 2024"), "\nKites\n\nThe wind ü").encode()
    assert found(data[:-1]).source.encoding == "utf-8"


def test_an_invalid_byte_is_found_anywhere() -> None:
    many = page(*(record(f"Bees {n}", BEES) for n in range(6_000))).encode()
    assert len(many) > 1 << 20
    recognised = found(many + b"\n\nEn passant\n\n" + b"d\xe9j\xe0 vu " * 20)
    assert recognised.source.encoding == "cp1252"
    assert titles(recognised)[-1] == "En passant"


def test_an_encoding_and_a_format_can_be_given() -> None:
    recognised = found("Bienen\n\nöde".encode(), encoding="L1", format="daily-papers-text")
    assert (recognised.source.encoding, recognised.reason) == ("iso8859-1", "given")
    assert titles(recognised) == ["Bienen"]


def test_a_given_encoding_is_used() -> None:
    source = Source("x", data=ACCENTED.encode("cp1252"), encoding="cp1252")
    assert recognise(source).source.encoding == "cp1252"


@pytest.mark.parametrize("encoding", ["klingon", "base64", "undefined", "a\0b"])
def test_an_unknown_encoding_is_wrong_use(encoding: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        found(PLAIN.encode(), encoding=encoding)


def test_an_unknown_format_is_wrong_use_and_the_known_are_named() -> None:
    with pytest.raises(UsageError, match="daily-papers-text"):
        found(PLAIN.encode(), format="daily")
    assert all(format_named(known.name) is known for known in FORMATS)


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b" \t\n" * 50, b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_rejected(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^dump is empty\.$"):
        found(data)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
        (b"%PDF-1.7\n1 0 obj", "a PDF document"),
        (b"SQLite format 3\0" + bytes(84), "a database"),
        (b"\x7fELF\x02\x01\x01", "a program"),
        (b"\x1f\x8b\x08", "unpack it first"),
        (b"PK\x03\x04", "unpack it first"),
        (bytes(4096), "a binary file"),
        (random.Random(1).randbytes(65_536), "a binary file"),
    ],
)
def test_binary_files_are_named_by_kind(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=rf"^dump: this is {what}|{what}"):
        found(data)


def test_a_zero_byte_alone_makes_no_binary_file() -> None:
    assert titles(found(PLAIN.replace("Bees", "B\0es", 1).encode()))[0] == "How B\0es Remember"


def test_a_control_character_in_a_short_text_is_accepted() -> None:
    assert titles(found(b"A\0B\n\nC", format="daily-papers-text")) == ["A\0B"]


def test_the_reason_counts_paragraphs() -> None:
    recognised = found(PLAIN.encode())
    assert recognised.format.name == "daily-papers-text"
    assert recognised.reason == "10 of 10 paragraphs fit a Daily Papers page"


def test_a_page_is_known_without_its_header_or_without_footers() -> None:
    assert len(titles(found(PLAIN.removeprefix(HEAD).encode()))) == 3
    bare = [record(title, text) for title, text in RECORDS.items()]
    assert len(titles(found(page(*bare).encode()))) == 3
    assert len(titles(found(page(*bare, head="").encode()))) == 3


def test_headings_and_paragraphs_alone_are_a_weak_match() -> None:
    bare = page(*(record(title, text) for title, text in RECORDS.items()), head="")
    weak, strong = (sniff(Source("x", data=text.encode())) for text in (bare, HEAD + bare))
    assert weak
    assert strong
    assert weak.score < 0.6 < strong.score


def test_a_header_without_papers_is_rejected() -> None:
    for text in (HEAD, HEAD.strip()):
        with pytest.raises(InputError, match="header of a Daily Papers page, but no papers follow"):
            found(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "x" * 300_000,
        "a\n\n" * 4_000,
        BEES,
        f"Letters\n\n{BEES}",
        f"# One\n\n{BEES}\n\n# Two\n\n{KITES}\n\n# Three\n\n{BEES}",
        f"One\n\n{BEES}\n\n{KITES}\n\nTwo\n\n{KITES}\n\n{BEES}",
        f"Dear all,\n\n{BEES}\n\n{KITES}\n\n{BEES}\n\nYours, B.",
        '{"title": "Bees"}\n' * 20,
        "[" * 10_000,
        "@article{a, title={Bees}}\n\n" * 20,
    ],
)
def test_other_texts_are_not_taken_for_a_page(text: str) -> None:
    with contextlib.suppress(InputError):
        assert found(text.encode()).format.name != "daily-papers-text"


def survives(data: bytes) -> None:
    """Reading ends with items; else recognition or reading ends with an expected error."""
    with contextlib.suppress(PaperdeskError):
        recognised = found(data)
        assert all(isinstance(item, Item) for item in recognised.format.read(recognised.source))


@given(st.binary(max_size=400))
def test_no_bytes_crash_it(data: bytes) -> None:
    survives(data)


@given(
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252"]),
    st.lists(st.tuples(st.integers(0, len(PLAIN)), st.binary(max_size=4)), max_size=6),
    st.integers(0, 2 * len(PLAIN)),
)
def test_no_damage_to_a_page_crashes_it(
    encoding: str, splices: list[tuple[int, bytes]], end: int
) -> None:
    data = PLAIN.encode(encoding)
    for at, piece in splices:
        data = data[:at] + piece + data[at + len(piece) // 2 :]
    survives(data[:end])


def test_cyrillic_in_its_old_encoding_is_read() -> None:
    text = "Обучение роботов складывать бельё терпеливым учителем в небольшой школе. " * 4
    data = page(record("Роботы и бельё", text), record("Цапли на острове", text)).encode("cp1251")
    recognised = found(data)
    assert recognised.source.encoding in ("cp1251", "windows-1251")
