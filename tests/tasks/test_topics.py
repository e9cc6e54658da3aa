"""Topics of a library: stored, searched for, and as the user called them whatever comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperdesk.library import Library
from paperdesk.model.edits import NOTHING, PinTopic, RenameTopic, SetStatus, SetTrashed, Several
from paperdesk.model.paper import Paper
from paperdesk.model.query import Filter, Query
from paperdesk.tasks.topics import update_topics
from tests.search.test_topics import papers
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.model.library_values import TopicCount
    from tests.prepared_libraries import PreparedLibraries


def drain(library: Library) -> None:
    for _ in library.drain():
        pass


def add(library: Library, count: int, first: int = 1, name: str = "first.txt") -> None:
    records = [
        Paper(f"{each.title.title()} {each.paper}", each.abstract)
        for each in papers(count, first, 8)
    ]
    import_papers(library.db, records, name)
    drain(library)


def build(folder: Path) -> None:
    library = Library(folder)
    add(library, 200)
    update_topics(library)
    library.close()


@pytest.fixture
def library(tmp_path: Path, prepared_libraries: PreparedLibraries) -> Iterator[Library]:
    prepared_libraries.copy(tmp_path / "library", build)
    library = Library(tmp_path / "library")
    yield library
    library.close()


def ids(library: Library, query: str) -> list[int]:
    return sorted(library.find(query).ids.tolist())


def test_the_query_of_a_topic_finds_as_many_papers_as_it_counts(library: Library) -> None:
    library.apply(SetTrashed((1, 2), True))
    library.apply(SetStatus((3,), "dismissed"))
    topics = library.topics()
    assert len(topics) == 8
    for topic in topics:
        assert len(ids(library, f"topic:{topic.filter_value}")) == topic.papers
        assert len(topic.words) == 3
    assert [t.papers for t in topics] == sorted([t.papers for t in topics], reverse=True)
    assert sum(topic.papers for topic in topics) == 197
    assert ids(library, "topic:none") == []


def test_a_topic_is_found_by_a_part_of_its_name(library: Library) -> None:
    topic = library.topics()[0]
    whole = ids(library, f"topic:{topic.filter_value}")
    assert whole
    assert ids(library, f"topic:{topic.words[0]}") == whole
    assert ids(library, f'topic:"{", ".join(topic.words).upper()}"') == whole
    assert ids(library, "topic:nothing") == []
    assert ids(library, f"-topic:{topic.filter_value} topic:{topic.words[0]}") == []


def test_nothing_is_found_again_while_no_paper_came_or_went(library: Library) -> None:
    assert not update_topics(library)
    add(library, 10, 301, "second.txt")
    assert update_topics(library)
    assert sum(topic.papers for topic in library.topics()) == 210


def test_without_an_index_nothing_is_found_and_nothing_forgotten(library: Library) -> None:
    before = library.topics()
    library.index.discard()
    assert not update_topics(library, anew=True)
    assert library.topics() == before


def test_the_same_library_has_the_same_topics(library: Library, tmp_path: Path) -> None:
    build(tmp_path / "other")
    other = Library(tmp_path / "other")
    assert other.topics() == library.topics()
    other.close()


def by_id(library: Library) -> dict[int, TopicCount]:
    return {topic.id: topic for topic in library.topics()}


def test_words_and_names_stay_when_papers_come(library: Library) -> None:
    before = by_id(library)
    first, second, *_ = before
    library.apply(RenameTopic(first, "Brambles, and more"))
    library.apply(PinTopic(second, True))
    assert library.topics()[0].id == second, "pinned ones come first"
    add(library, 40, 301, "second.txt")
    update_topics(library)
    after = by_id(library)
    assert set(after) == set(before)
    assert {number: topic.words for number, topic in after.items()} == {
        number: topic.words for number, topic in before.items()
    }
    assert (after[first].name, after[second].pinned) == ("Brambles, and more", True)
    assert len(ids(library, 'topic:"brambles, AND more"')) == after[first].papers > 0


@pytest.mark.parametrize(
    "name", ["Odds , and  ends,more", "none", "None", '"quoted" (twice)', "100 % a_b", ",", "ÄÖÜ ß"]
)
def test_a_topic_of_any_name_is_found_by_its_query(library: Library, name: str) -> None:
    (topic, *_) = by_id(library)
    library.apply(RenameTopic(topic, name))
    named = by_id(library)[topic]
    query = str(Query(Filter("topic", named.filter_value)))
    assert len(ids(library, query)) == named.papers


def test_named_and_pinned_topics_stay_whatever_goes(library: Library) -> None:
    named, pinned, other, *_ = by_id(library)
    library.apply(Several((RenameTopic(named, "Mine"), PinTopic(pinned, True))))
    library.db.conn.execute("delete from papers where id % 8 > 4")
    library.db.conn.commit()
    drain(library)
    update_topics(library)
    assert {named, pinned} <= set(by_id(library))
    assert sum(topic.papers > 0 for topic in library.topics()) == 5
    library.db.conn.execute("delete from papers")
    library.db.conn.commit()
    drain(library)
    update_topics(library)
    assert set(by_id(library)) == {named, pinned}
    assert ids(library, "topic:Mine") == []
    assert other not in by_id(library)


def test_anew_forgets_all_but_named_and_pinned_ones(library: Library) -> None:
    pinned, *others = by_id(library)
    library.apply(PinTopic(pinned, True))
    assert update_topics(library, anew=True)
    assert pinned in by_id(library)
    assert not set(others) & set(by_id(library))


def test_the_undo_of_a_name_leaves_that_of_another(library: Library) -> None:
    (topic, *_) = by_id(library)
    undo = library.apply(RenameTopic(topic, "Mine")).inverse
    library.apply(RenameTopic(topic, "Theirs"))
    undone = library.apply(undo)
    assert (undone.inverse, undone.conflicts) == (NOTHING, {"topics"})
    assert by_id(library)[topic].name == "Theirs"


topic_edits = st.one_of(
    st.builds(RenameTopic, st.integers(1, 9), st.sampled_from(["", "Mine", "Ships, oak"])),
    st.builds(PinTopic, st.integers(1, 9), st.booleans()),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(topic_edits, max_size=5), topic_edits)
def test_the_inverse_takes_an_edit_back(
    library: Library, history: list[RenameTopic | PinTopic], edit: RenameTopic | PinTopic
) -> None:
    for each in history:
        library.apply(each)
    before = by_id(library)
    applied = library.apply(edit)
    after = by_id(library)
    undone = library.apply(applied.inverse)
    assert by_id(library) == before
    library.apply(undone.inverse)
    assert by_id(library) == after
