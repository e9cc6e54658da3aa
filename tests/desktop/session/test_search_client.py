"""The search child as the window uses it: overtaken questions, and a child that dies."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import psutil
import pytest
from PySide6.QtCore import QObject, QProcess

from paperdesk.desktop.session.search_client import Answer, Question, SearchClient
from tests.desktop.search_library import fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.prepared_libraries import PreparedLibraries


@pytest.fixture
def client(library: Path, qtbot: QtBot) -> Iterator[SearchClient]:
    parent = QObject()
    client = SearchClient(library, parent)
    yield client
    client.close()
    parent.deleteLater()


def ask(client: SearchClient, query: str, qtbot: QtBot) -> None:
    """Ask, and return when the child has the question."""
    with qtbot.waitSignal(client.findChild(QProcess).bytesWritten, timeout=20_000):
        client.ask(Question(query))


def test_the_answer_to_an_overtaken_question_is_not_shown(
    library: Path, prepared_libraries: PreparedLibraries, client: SearchClient, qtbot: QtBot
) -> None:
    prepared_libraries.copy(library, fill)
    client.start()
    with qtbot.waitSignal(client.answered, timeout=20_000):
        client.ask(Question(""))
    answers: list[Answer] = []
    client.answered.connect(answers.append)
    ask(client, "tides", qtbot)
    client.ask(Question("kites"))
    assert client.pending
    qtbot.waitUntil(lambda: not client.pending, timeout=20_000)
    assert [(answer.question.query, answer.count) for answer in answers] == [("kites", 2)]


def test_a_child_that_was_killed_is_replaced_and_asked_again(
    library: Path, prepared_libraries: PreparedLibraries, client: SearchClient, qtbot: QtBot
) -> None:
    prepared_libraries.copy(library, fill)
    client.start()
    for query, count in (("kites", 2), ("herons", 1)):
        with qtbot.waitSignal(client.answered, timeout=20_000) as signal:
            psutil.Process(client.findChild(QProcess).processId()).kill()
            client.ask(Question(query))
        assert signal.args[0].count == count


def test_a_child_that_always_dies_is_given_up(
    library: Path, client: SearchClient, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    library.mkdir()
    (library / "library.sqlite").write_bytes(b"no database" * 1_000)
    client.start()
    with caplog.at_level(logging.WARNING):
        client.ask(Question("kites"))
        qtbot.waitUntil(lambda: len(caplog.records) == 4, timeout=60_000)
    processes = client.findChildren(QProcess)
    assert all(process.state() == QProcess.ProcessState.NotRunning for process in processes)
