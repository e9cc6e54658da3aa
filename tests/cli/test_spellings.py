"""search: words in other scripts and spellings, also in a library indexed before they were."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from paperdesk.search.segments.folder import VERSION
from tests.cli.cli_runner import paperdesk

if TYPE_CHECKING:
    from pathlib import Path


def test_an_older_index_is_built_anew_by_the_next_search(tmp_path: Path) -> None:
    library, dump = tmp_path / "library", tmp_path / "papers.jsonl"
    dump.write_text('{"title": "The GPT-4o card"}\n{"title": "语言模型"}', "utf-8")
    assert paperdesk(library, "import", str(dump)).code == 0
    marker = library / "index" / "current.json"
    current = json.loads(marker.read_text("utf-8"))
    marker.write_text(json.dumps(current | {"version": "5, whoosh 3.54.0"}), "utf-8")
    for query, title in (("gpt4o", "The GPT-4o card"), ("模型", "语言模型")):
        run = paperdesk(library, "search", "--json", query)
        assert [paper["title"] for paper in run.json] == [title]
    rebuilt = json.loads(marker.read_text("utf-8"))
    assert rebuilt["version"] == VERSION
    assert rebuilt["name"] != current["name"]
