"""Digests as HTML, text, Markdown and mail: the words are there, and nothing runs or loads."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from selectolax.lexbor import LexborHTMLParser

from paperdesk.errors import UsageError
from paperdesk.formats.digest import texts
from paperdesk.formats.digest.mail_html import to_html
from paperdesk.formats.digest.message import to_message
from paperdesk.formats.digest.plain import to_markdown, to_text
from paperdesk.model.digest import Digest, DigestEntry, DigestSection
from paperdesk.model.paper import Paper
from tests.formats.publications.published import TEXTS
from tests.formats.reference_papers import BEES, stored

if TYPE_CHECKING:
    from email.message import EmailMessage

WEEK = date(2025, 12, 16), date(2025, 12, 23)


def digest_of(*papers: Paper, reason: str = "Listed 20 Dec 2025", name: str = "Hives") -> Digest:
    entries = tuple(DigestEntry(stored(paper, n), reason) for n, paper in enumerate(papers, 1))
    heading = f"{name}, {len(papers)} new"
    section = DigestSection("search:Hives", name, heading, entries, len(papers))
    return Digest(*WEEK, (section,) if papers else ())


def parsed(message: EmailMessage) -> EmailMessage:
    return message_from_bytes(message.as_bytes(), policy=default)  # type: ignore[return-value]


def test_a_page_has_titles_and_reasons_with_inline_styles_only() -> None:
    tree = LexborHTMLParser(to_html(digest_of(BEES, Paper("Kites <i>", published="2020"))))
    assert tree.css_first("h1").text() == "Your reading, 16 to 23 December"
    assert tree.css_first("p").text() == "Tuesday 23 December 2025"
    assert tree.css_first("h2").text() == "Hives, 2 new"
    assert [each.text() for each in tree.css("h3")] == ["How Bees Remember", "Kites <i>"]
    assert tree.css_first("h3 a").attributes["href"] == "https://arxiv.org/abs/2105.01234"
    assert "Listed 20 Dec 2025" in tree.body.text()
    assert not tree.css("img, script, style, link, [src], [onclick], [class]")
    assert all(each.attributes.get("style") for each in tree.css("h1, h2, h3, p, a"))


@pytest.mark.parametrize(
    ("first", "last", "title"),
    [
        ("2025-12-16", "2025-12-23", "Your reading, 16 to 23 December"),
        ("2025-11-28", "2025-12-05", "Your reading, 28 November to 5 December"),
        ("2025-12-28", "2026-01-04", "Your reading, 28 December 2025 to 4 January 2026"),
        ("2025-12-23", "2025-12-23", "Your reading, 23 December"),
    ],
)
def test_the_title_names_the_days(first: str, last: str, title: str) -> None:
    assert texts.title(Digest(date.fromisoformat(first), date.fromisoformat(last), ())) == title


def test_a_summary_ends_with_a_sentence_or_a_word() -> None:
    sentence = "Bees fly home over hedges and rivers and remember them for days on end. "
    found = texts.summary(Paper("T", sentence * 9))
    assert found == (sentence * 4).strip()
    assert texts.summary(Paper("T", "bees " * 99)).endswith("bees …")
    assert texts.summary(Paper("T", "蜂" * 999)).endswith("蜂 …")
    assert texts.summary(Paper("T", "An abstract.", ai_summary="They fly.")) == (
        "AI summary: They fly."
    )


def test_a_mail_has_a_text_part_and_a_page() -> None:
    message = parsed(to_message(digest_of(BEES), "Ada <ada@hive.example>", "bob@hive.example"))
    assert message["Subject"] == "Your reading, 16 to 23 December"
    assert (message["From"], message["To"]) == ("Ada <ada@hive.example>", "bob@hive.example")
    assert message["Date"] == "Tue, 23 Dec 2025 00:00:00 +0000"
    assert message.get_content_type() == "multipart/alternative"
    plain, page = message.iter_parts()
    assert (plain.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert "How Bees Remember" in plain.get_content()
    assert page.get_content().replace("\r\n", "\n").strip() == to_html(digest_of(BEES)).strip()


def test_equal_digests_give_equal_mails() -> None:
    first, second = (to_message(digest_of(BEES)) for _ in range(2))
    assert first.as_bytes() == second.as_bytes()
    assert first["Message-ID"] != to_message(digest_of(Paper("Kites")))["Message-ID"]


@pytest.mark.parametrize(
    "address",
    [
        "ada@hive.example\r\nBcc: all@hive.example",
        "ada@hive.example\nBcc: all@hive.example",
        "ada",
        "@hive.example",
        "a@b.example, c@d.example",
        "Ada <ada@hive.example> <x",
        "ada\x00@hive.example",
    ],
)
def test_no_address_adds_a_header_or_a_recipient(address: str) -> None:
    for given_address in ({"sender": address}, {"recipient": address}):
        with pytest.raises(UsageError):
            to_message(digest_of(BEES), **given_address)


@given(title=TEXTS, name=TEXTS, reason=TEXTS, author=TEXTS)
def test_no_text_is_a_header_or_markup(title: str, name: str, reason: str, author: str) -> None:
    paper = Paper(title, authors=(author,), ai_summary=reason)
    digest = digest_of(paper, BEES, reason=reason, name=name)
    message = parsed(to_message(digest))
    assert sorted(message.keys()) == sorted(
        ["Subject", "From", "Date", "Message-ID", "MIME-Version", "Content-Type"]
    )
    assert len(list(message.iter_parts())) == 2
    assert max(map(len, to_message(digest).as_bytes().split(b"\r\n"))) <= 78
    tree = LexborHTMLParser(to_html(digest))
    assert len(tree.css("h3")) == 2
    assert not tree.css("img, script, style, [onclick]")
    lines = to_markdown(digest).split("\n")
    assert len([line for line in lines if line.startswith("### ")]) == 2
    assert to_text(digest).isprintable() or "\n" in to_text(digest)


def test_an_empty_digest_says_so() -> None:
    empty = digest_of()
    for text in (to_html(empty), to_text(empty), to_markdown(empty)):
        assert "Nothing new in this period." in text
