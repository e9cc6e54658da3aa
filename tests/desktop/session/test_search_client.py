"""The search child as the window uses it: overtaken questions, and a child that dies."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import psutil
import pytest
from PySide6.QtCore import QObject, QProcess

from paperdesk.desktop.session.search_client import Answer, Question, SearchRunner
from tests.desktop.search_library import fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.prepared_libraries import PreparedLibraries


@pytest.fixture
def runner(library: Path, qtbot: QtBot) -> Iterator[SearchRunner]:
    parent = QObject()
    runner = SearchRunner(library, parent)
    yield runner
    runner.close()
    parent.deleteLater()


def ask(runner: SearchRunner, query: str, qtbot: QtBot) -> None:
    """Ask, and return when the child has the question."""
    with qtbot.waitSignal(runner.findChild(QProcess).bytesWritten, timeout=20_000):
        runner.ask(Question(query))


def test_the_answer_to_an_overtaken_question_is_not_shown(
    library: Path, prepared_libraries: PreparedLibraries, runner: SearchRunner, qtbot: QtBot
) -> None:
    prepared_libraries.copy(library, fill)
    runner.start()
    with qtbot.waitSignal(runner.answered, timeout=20_000):
        runner.ask(Question(""))
    answers: list[Answer] = []
    runner.answered.connect(answers.append)
    ask(runner, "tides", qtbot)
    runner.ask(Question("kites"))
    assert runner.pending
    qtbot.waitUntil(lambda: not runner.pending, timeout=20_000)
    assert [(answer.question.query, answer.count) for answer in answers] == [("kites", 2)]


def test_a_child_that_was_killed_is_replaced_and_asked_again(
    library: Path, prepared_libraries: PreparedLibraries, runner: SearchRunner, qtbot: QtBot
) -> None:
    prepared_libraries.copy(library, fill)
    runner.start()
    for query, count in (("kites", 2), ("herons", 1)):
        with qtbot.waitSignal(runner.answered, timeout=20_000) as signal:
            psutil.Process(runner.findChild(QProcess).processId()).kill()
            runner.ask(Question(query))
        assert signal.args[0].count == count


def test_a_child_that_always_dies_is_given_up(
    library: Path, runner: SearchRunner, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    library.mkdir()
    (library / "library.sqlite").write_bytes(b"no database" * 1_000)
    runner.start()
    with caplog.at_level(logging.WARNING):
        runner.ask(Question("kites"))
        qtbot.waitUntil(lambda: len(caplog.records) == 4, timeout=60_000)
    processes = runner.findChildren(QProcess)
    assert all(process.state() == QProcess.ProcessState.NotRunning for process in processes)
