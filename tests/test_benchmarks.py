"""The papers that benchmarks invent, and how benchmarks are started."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from paperdesk.formats import Source, recognise
from paperdesk.model.paper import Paper, Problem
from paperdesk.model.tokenizer import split
from tests.benchmarks.__main__ import NAMES
from tests.benchmarks.dumps import papers, term, write_dump

if TYPE_CHECKING:
    from tests.benchmarks.dumps import Layout

CHECKOUT = Path(__file__).parents[1]
BENCHMARKS = {name: import_module(f"tests.benchmarks.{name}") for name in NAMES}


def read(dump: Path) -> list[Paper]:
    """The papers of a dump, which has no problems."""
    found = recognise(Source.from_file(dump))
    items = list(found.format.read(found.source))
    assert not [item for item in items if isinstance(item, Problem)]
    return [item for item in items if isinstance(item, Paper)]


def written(folder: Path, layout: Layout, seed: int = 1) -> bytes:
    dump = folder / "dump"
    write_dump(dump, 50, layout, seed)
    return dump.read_bytes()


def test_a_page_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_dump(tmp_path / "page.txt", 300)
    invented = list(papers(300))
    assert [
        (p.title, p.abstract, p.published, p.comments or 0, p.org or f"{p.n_authors} authors")
        for p in read(tmp_path / "page.txt")
    ] == [
        (p.title, p.abstract, p.published.isoformat(), p.comments,
         _name(p.organisation) or f"{len(p.authors)} authors")
        for p in invented
    ]  # fmt: skip
    assert {bool(p.organisation) for p in invented} == {True, False}


def _name(organisation: str) -> str:
    slug, _, name = organisation.partition(" ")
    return name or slug


def test_a_snapshot_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_dump(tmp_path / "snapshot.json", 300, "kaggle")
    found = read(tmp_path / "snapshot.json")
    assert [(p.title, p.abstract, p.authors, p.published) for p in found] == [
        (p.title, p.abstract, p.authors, p.published.isoformat()) for p in papers(300)
    ]
    assert len({p.arxiv_id for p in found}) == 300


@pytest.mark.parametrize(
    ("layout", "digest"), [("text", "07e6642bd4d3b06b"), ("kaggle", "7e38a009a611a5bb")]
)
def test_a_seed_gives_the_same_bytes_everywhere(
    tmp_path: Path, layout: Layout, digest: str
) -> None:
    """Whoever changes the invented papers changes these, and can no longer compare old figures."""
    data = written(tmp_path, layout)
    assert hashlib.sha256(data).hexdigest()[:16] == digest
    assert written(tmp_path, layout, seed=2) != data


def test_titles_and_terms_are_all_different() -> None:
    assert len({paper.title for paper in papers(2_000)}) == 2_000
    ranks = [*range(1_000), *range(342_500, 343_500), *range(10**9, 10**9 + 1_000)]
    assert len(set(map(term, ranks))) == len(ranks)


def test_the_vocabulary_is_that_of_abstracts() -> None:
    """A few words are in all of them, most in one, and more papers bring more."""
    having: dict[str, int] = {}
    known = []
    for paper in papers(2_000):
        for word in set(split(paper.abstract)):
            having[word] = having.get(word, 0) + 1
        known.append(len(having))
    shares = sorted((many / 2_000 for many in having.values()), reverse=True)
    assert shares[0] > 0.99
    assert 0.2 < shares[50] < 0.5
    assert 0.03 < shares[300] < 0.1
    assert 0.3 < list(having.values()).count(1) / len(having) < 0.7
    assert known[-1] > 1.3 * known[1_000]


def run(temporary: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A run of the benchmarks that puts its temporary files there."""
    temporary.mkdir()
    folders = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    return subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", *arguments],
        cwd=CHECKOUT, env={**os.environ, **folders}, capture_output=True, text=True,
    )  # fmt: skip


def test_help_lists_the_benchmarks_and_describes_one(tmp_path: Path) -> None:
    everything = run(tmp_path / "1", "--help")
    for name, module in BENCHMARKS.items():
        first, *rest = (module.__doc__ or "").splitlines()
        assert f"  {name}" in everything.stdout
        assert first in everything.stdout
        assert rest
    one = run(tmp_path / "2", "search", "--help")
    assert (BENCHMARKS["search"].__doc__ or "").strip() in one.stdout
    assert (everything.returncode, one.returncode) == (0, 0)


def test_an_unknown_name_and_too_few_papers_are_refused(tmp_path: Path) -> None:
    refused = run(tmp_path / "1", "search", "no_such")
    assert refused.returncode == 2
    assert "no_such" in refused.stderr
    assert run(tmp_path / "2", "search", "--papers", "3").returncode == 2


def test_a_benchmark_prints_its_table_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = run(tmp_path / "temporary", "search_child", "--papers", "200")
    assert done.stderr == ""
    header, rule, *rows = [line for line in done.stdout.splitlines() if line.startswith("|")]
    assert header.split("|")[1].strip() == "figure"
    assert set(rule) == set("| -")
    assert any(row.startswith("| papers like one: first") for row in rows)
    assert done.returncode == any("MISSED" in row for row in rows)
    assert list((tmp_path / "temporary").iterdir()) == []
