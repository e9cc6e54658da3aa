"""Small files of known difficulties, each with what its papers must be.

Beside each FILE in `tests/cases` is FILE.expected.json: `count` papers in an empty library after
import; `papers`: by title, part of `show --json`, with `csl` as part of the exported CSL item;
`bibtex_has`, `ris_has`: texts in those exports; `finds`: how many papers a query finds;
`stderr_lacks`: texts not in the messages.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.cli_runner import paperdesk

CASES = Path(__file__).parents[1] / "cases"
EXPECTED = ".expected.json"
NAMES = sorted(path.name.removesuffix(EXPECTED) for path in CASES.glob(f"*{EXPECTED}"))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_gives_the_papers_expected_of_it(name: str, tmp_path: Path) -> None:
    expected = json.loads((CASES / (name + EXPECTED)).read_text("utf-8"))
    library = tmp_path / "library"
    run = paperdesk(library, "import", str(CASES / name))
    assert "Traceback" not in run.err
    assert not [text for text in expected.get("stderr_lacks", []) if text in run.err]
    papers = paperdesk(library, "search", "--json", "").json
    if "count" in expected:
        assert len(papers) == expected["count"]
    found = {paper["title"]: paper["id"] for paper in papers}
    for wanted in expected.get("papers", ()):
        assert wanted["title"] in found
        compare(library, found[wanted["title"]], wanted)
    finds = expected.get("finds", {})
    assert {q: len(paperdesk(library, "search", "--json", q).json) for q in finds} == finds
    for kind in ("bibtex", "ris"):
        if texts := expected.get(f"{kind}_has"):
            written = paperdesk(library, "export", "--format", kind).out
            assert [text for text in texts if text not in written] == []


def compare(library: Path, paper: int, wanted: dict[str, Any]) -> None:
    """Assert what is wanted of the paper with this id."""
    csl = wanted.pop("csl", {})
    shown = paperdesk(library, "show", "--json", str(paper)).json
    assert {name: shown[name] or None for name in wanted} == {
        name: value or None for name, value in wanted.items()
    }
    if csl:
        items = json.loads(paperdesk(library, "export", "--format", "csl-json").out)
        item = next(item for item in items if item["title"] == wanted["title"])
        assert {name: item.get(name) for name in csl} == csl
