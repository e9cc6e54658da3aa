"""Folders, archives and compressed files: their members, size limits, nothing on disk."""

from __future__ import annotations

import bz2
import datetime
import gzip
import io
import lzma
import random
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats import Source, recognise
from paperdesk.formats.reading.containers import members
from paperdesk.model.paper import Paper, Problem
from tests.formats.pages import RECORDS, only, page, record

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Pack = Callable[[bytes], bytes]

PAGE = page(*(record(title, text, "* 1 authors|·|May 2, 2024") for title, text in RECORDS.items()))
TEXT = PAGE.encode()
NOISE = random.Random(1).randbytes(20_000)

PACKERS: dict[str, Pack] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": lambda data: zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1}),
}
packed = pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS.keys())


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive with these files by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def given_data(data: bytes, name: str = "dump") -> list[Source | Problem]:
    return list(members(Source(name, data=data)))


def contents(found: list[Source | Problem]) -> dict[str, bytes]:
    return {each.name: b"".join(each.blocks(1_000)) for each in only(Source, found)}


def reasons(found: list[Source | Problem]) -> list[str]:
    return [problem.reason for problem in only(Problem, found)]


def test_a_plain_file_is_yielded_unchanged(tmp_path: Path) -> None:
    for source in (Source("x", data=TEXT), Source("x", data=b""), Source("x", data=NOISE)):
        assert next(members(source)) is source
    path = tmp_path / "page.zip"  # a suffix says nothing
    path.write_bytes(TEXT)
    (found,) = members(path, "2024-05-03", "utf-8")
    assert found == Source.from_file(path, "2024-05-03", "utf-8")


@packed
def test_a_compressed_file_is_one_source(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(pack(TEXT))
    (found,) = members(path, "2024-05-03")
    assert isinstance(found, Source)
    assert (found.name, found.path, found.date) == ("page.txt", path, "2024-05-03")
    assert found.modified == datetime.date.fromtimestamp(path.stat().st_mtime)
    read = recognise(found)
    assert [p.title for p in read.format.read(read.source) if isinstance(p, Paper)] == list(RECORDS)
    assert found.head(10) == TEXT[:10]
    assert b"".join(found.blocks(7)) == TEXT  # a second time, from the start
    assert list(tmp_path.iterdir()) == [path]


@packed
def test_streams_after_each_other_are_one(pack: Pack) -> None:
    assert contents(given_data(pack(b"one ") + pack(b"two"))) == {"dump": b"one two"}


@packed
def test_padding_between_streams_is_skipped(pack: Pack) -> None:
    data = pack(b"one ") + bytes(16) + pack(b"two") + bytes(16)
    assert contents(given_data(data)) == {"dump": b"one two"}


@packed
def test_the_share_read_grows(pack: Pack) -> None:
    data = random.Random(1).randbytes(3_000_000)
    (found,) = given_data(pack(data))
    assert isinstance(found, Source)
    with found.open() as file:
        file.read(1_500_000)
        assert 0.4 < found.share_read() < 0.7
    assert found.share_read() == 1


def test_members_of_an_archive_have_names_and_days() -> None:
    data = zipped({"b.txt": b"two", "in/a.txt": b"one"})
    found = given_data(data, "papers.zip")
    assert contents(found) == {"papers.zip/b.txt": b"two", "papers.zip/in/a.txt": b"one"}
    assert [source.size for source in only(Source, found)] == [3, 3]
    assert {source.modified for source in only(Source, found)} == {datetime.date.today()}


def test_a_member_can_be_read_after_the_archive_was_gone_through(tmp_path: Path) -> None:
    path = tmp_path / "papers.zip"
    path.write_bytes(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    first, second = members(path)
    assert isinstance(first, Source)
    assert isinstance(second, Source)
    with first.open() as one, second.open() as other:
        assert one.read(5) == other.read(5)
    assert list(first.lines()) == PAGE.split("\n")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../evil.txt", "evil.txt"),
        ("/abs/evil.txt", "abs/evil.txt"),
        ("..\\evil\n.txt", "evil .txt"),
    ],
)
def test_names_lead_nowhere(name: str, shown: str, tmp_path: Path) -> None:
    path = tmp_path / "in" / "slip.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), TEXT)
    assert contents(list(members(path))) == {f"slip.zip/{shown}": TEXT}
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [path]


def test_system_files_in_archives_are_skipped() -> None:
    data = zipped({"a.txt": b"one", "__MACOSX/a.txt": b"x", "in/.DS": b"x", "in/": b"", "..": b""})
    assert contents(given_data(data)) == {"dump/a.txt": b"one"}


def test_containers_in_containers() -> None:
    inner = zipped({"a.txt": b"one", "b.gz": gzip.compress(b"two")})
    expected = {"dump/inner.zip/a.txt": b"one", "dump/inner.zip/b.gz": b"two", "dump/c.txt": b"3"}
    assert contents(given_data(zipped({"inner.zip": inner, "c.txt": b"3"}))) == expected
    assert contents(given_data(lzma.compress(gzip.compress(zstd.compress(b"one"))))) == {
        "dump": b"one"
    }
    deep = gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"one"))))
    assert reasons(given_data(deep)) == ["dump: it is nested too deeply in other archives"]


def test_a_nested_archive_is_limited_in_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = gzip.compress(zipped({"a.txt": NOISE}))
    assert contents(given_data(data)) == {"dump/a.txt": NOISE}
    monkeypatch.setattr("paperdesk.formats.reading.zip_members._MAX_NESTED_BYTES", 10_000)
    assert reasons(given_data(data)) == ["dump: this nested archive is too big; unpack it first"]


def test_a_folder_is_read_with_its_folders(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "in/a.txt", ".hidden", ".git/x.txt"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "c.zip").write_bytes(zipped({"a.txt": b"one"}))
    (tmp_path / "d.gz").write_bytes(gzip.compress(NOISE)[:-9_000])
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "nowhere").symlink_to(tmp_path / "none")
    found = list(members(tmp_path))
    assert contents(found) == {"b.txt": b"b.txt", "c.zip/a.txt": b"one", "a.txt": b"in/a.txt"}
    assert reasons(found) == ["d.gz: it is cut off; download it again"]
    assert only(Source, found)[0].path == tmp_path / "b.txt"


def test_files_are_sorted_by_name(tmp_path: Path) -> None:
    names = [f"{n:02}" for n in range(40)]
    for name in random.Random(1).sample(names, 40):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text("x")
        (tmp_path / f"_{name}").write_text("x")
    found = only(Source, list(members(tmp_path)))
    assert [source.name for source in found] == [f"_{name}" for name in names] + names


def test_an_empty_folder_or_archive_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert reasons(list(members(tmp_path / "empty"))) == [
        "empty: there are no files in this folder"
    ]
    assert reasons(given_data(zipped({}))) == ["dump: this archive is empty"]


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^none\.zip was not found\.$"):
        list(members(tmp_path / "none.zip"))


@packed
def test_a_cut_or_damaged_stream_names_the_file(pack: Pack) -> None:
    data = pack(TEXT * 40 + NOISE)
    for damaged in (data[:-5_000], data[:-1]):
        found = given_data(damaged, "page.gz")
        with pytest.raises(InputError, match=r"^page\.gz: it is cut off; download it again\.$"):
            raise_reason(found)
    middle = len(data) - 9_000
    found = given_data(data[:middle] + bytes(50) + data[middle + 50 :], "page.gz")
    with pytest.raises(InputError, match=r"^page\.gz: it is damaged .*; download it again\.$"):
        raise_reason(found)


def raise_reason(found: list[Source | Problem]) -> None:
    """The InputError of reading, also where it was raised before."""
    for problem in only(Problem, found):
        raise InputError(f"{problem.reason}.")
    contents(found)


def test_damaged_archives_are_problems() -> None:
    data = zipped({"a.txt": NOISE, "b.txt": TEXT})
    assert reasons(given_data(data[:-30])) == ["dump: this zip archive is damaged or cut off"]
    found = given_data(data[:5_000] + bytes(50) + data[5_050:])
    with pytest.raises(InputError, match=r"^dump/a\.txt: it is damaged .*"):
        raise_reason(found)
    assert contents(found[1:]) == {"dump/b.txt": TEXT}


def test_unreadable_members_are_problems() -> None:
    locked = bytearray(zipped({"a.txt": TEXT}))
    for start in (6, locked.index(b"PK\x01\x02") + 8):
        locked[start] |= 1
    assert reasons(given_data(bytes(locked))) == ["dump/a.txt: it is encrypted"]
    for sign in ("mimetype", "[Content_Types].xml"):
        assert reasons(given_data(zipped({sign: b"x", "a.txt": TEXT}))) == [
            "dump: this is a document or program, not an archive of papers"
        ]
    tar = bytearray(1_024)
    tar[257:262] = b"ustar"
    assert reasons(given_data(bytes(tar))) == ["dump: this is a tar archive; unpack it first"]
    assert reasons(given_data(gzip.compress(bytes(tar)))) == reasons(given_data(bytes(tar)))


@pytest.mark.parametrize(
    "bomb",
    [
        gzip.compress(bytes(80 << 20), 9),
        bz2.compress(bytes(80 << 20)),
        lzma.compress(bytes(80 << 20), preset=0),
        zstd.compress(bytes(80 << 20)),
        gzip.compress(gzip.compress(bytes(80 << 20))),
        zipped({"a.txt": bytes(80 << 20)}),
        zipped({"in.zip": zipped({"a.txt": bytes(80 << 20)})}),
    ],
    ids=["gz", "bz2", "xz", "zst", "gz in gz", "zip", "zip in zip"],
)
def test_decompression_bombs_are_stopped(bomb: bytes) -> None:
    (found,) = given_data(bomb)
    assert isinstance(found, Source)
    lengths: list[int] = []
    with pytest.raises(InputError, match=r": it unpacks to more than \d+ MB, so it is not read\.$"):
        lengths.extend(map(len, found.blocks(1 << 16)))
    assert sum(lengths) <= 64 << 20


def test_highly_compressible_text_is_accepted() -> None:
    text = (NOISE[:4_000] + bytes(400_000)) * 180  # 70 MB, some 90 times what goes in
    (found,) = given_data(gzip.compress(text))
    assert isinstance(found, Source)
    assert sum(map(len, found.blocks(1 << 20))) == len(text)


@pytest.mark.parametrize("pack", [gzip.compress, lambda text: zipped({"a.txt": text})])
def test_packing_twice_does_not_hide_a_bomb(pack: Pack) -> None:
    text = (NOISE[:1_000] + bytes(130_072)) * 550  # 72 MB, packed once 1/106 of it, twice 1/326
    (found,) = given_data(gzip.compress(pack(text)))
    with pytest.raises(InputError, match="it unpacks to more than"):
        contents([found])


def test_a_listing_beyond_reason_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperdesk.formats.reading.zip_members._MAX_DIRECTORY_BYTES", 100)
    assert contents(given_data(zipped({"a.txt": b"one"}))) == {"dump/a.txt": b"one"}
    assert reasons(given_data(zipped({"a.txt": b"one", "b.txt": b"two"}))) == [
        "dump: there are too many files in this archive"
    ]


def test_an_archive_that_says_it_is_too_big_is_not_read_to_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("paperdesk.formats.reading.zip_members._MAX_UNPACKED_BYTES", 1_000)
    found = given_data(zipped({"a.txt": b"x" * 900, "b.txt": b"x" * 200, "c.txt": b"x"}))
    assert contents(found) == {"dump/a.txt": b"x" * 900}
    assert reasons(found) == ["dump: it unpacks to more than 8 GB; the rest is not read"]


@given(
    st.binary(max_size=60), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08"])
)
def test_no_bytes_crash_it(data: bytes, magic: bytes) -> None:
    survives(magic + data)


ARCHIVE = zipped({"a.txt": TEXT[:200], "b.gz": gzip.compress(TEXT[:200])})


@given(st.lists(st.tuples(st.integers(0, len(ARCHIVE)), st.binary(max_size=4)), max_size=4))
def test_no_damage_to_an_archive_crashes_it(splices: list[tuple[int, bytes]]) -> None:
    data = ARCHIVE
    for at, piece in splices:
        data = data[:at] + piece + data[at + len(piece) :]
    survives(data)


def survives(data: bytes) -> None:
    for found in given_data(data):
        if isinstance(found, Source):
            try:
                for _ in found.blocks(1 << 16):
                    pass
            except InputError as error:
                assert str(error).startswith("dump")  # noqa: PT017
