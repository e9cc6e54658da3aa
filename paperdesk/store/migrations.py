"""The library's tables. A change is a new function at the end; one that shipped is never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.store.first_tables import FIRST_TABLES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from sqlite_utils import Database

    Migration = Callable[[Database], None]

_SET = "paperdesk"
_migrations: list[Migration] = []


def _add(migration: Migration) -> Migration:
    """Make a function the last of the migrations, under its own name."""
    _migrations.append(migration)
    return migration


def applied(connection: sqlite3.Connection) -> list[str]:
    """The names of the migrations that a database has had, in order."""
    table = "_sqlite_migrations"
    if not connection.execute("select 1 from sqlite_master where name = ?", [table]).fetchone():
        return []
    found = connection.execute(
        f"select name from {table} where migration_set = ? order by rowid", [_SET]
    )
    return [name for (name,) in found]


def apply_pending(connection: sqlite3.Connection) -> None:
    """Apply the migrations that a database has not had, within a transaction."""
    from sqlite_utils import Database, Migrations  # not at the top: it delays the window's start

    migrations = Migrations(_SET)
    for migration in _migrations:
        migrations()(migration)
    migrations.apply(Database(connection, execute_plugins=False))


@_add
def first_tables(db: Database) -> None:
    """Papers with the user's marks, where they came from, and what the index has yet to learn."""
    for statement in FIRST_TABLES.split(";;"):
        db.execute(statement)


@_add
def revisions_of_authors_and_records(db: Database) -> None:
    """Counters for the orders by author and as listed."""
    for statement in _AUTHORS_AND_RECORDS.split(";;"):
        db.execute(statement)


_AUTHORS_AND_RECORDS = """
insert into revisions (part) values ('authors'), ('records');;
create trigger authors_revised after update of authors on papers when new.authors != old.authors
begin
    update revisions set number = number + 1 where part = 'authors';
end;;
create trigger records_revised after insert on records begin
    update revisions set number = number + 1 where part = 'records';
end;;
create trigger records_revised_by_merge after update of paper on records begin
    update revisions set number = number + 1 where part = 'records';
end
"""


@_add
def names_of_imports(db: Database) -> None:
    """The name that the user gave to an import; empty for the file's."""
    db.execute("alter table dumps add column given_name text not null default ''")


@_add
def index_of_venues(db: Database) -> None:
    """An index for the filter `venue:`."""
    db.execute("create index papers_venue on papers (venue) where venue != ''")


@_add
def details_of_papers(db: Database) -> None:
    """The rest of a reference, as a JSON object; and the fields that the user wrote."""
    db.execute("alter table papers add column details text not null default '{}'")
    db.execute("alter table papers add column edited text not null default '{}'")


@_add
def marks_of_dumps(db: Database) -> None:
    """The marks that imports brought (see `imports.dump_marks`), and whether they were to."""
    for statement in _MARKS_OF_DUMPS.split(";;"):
        db.execute(statement)


_MARKS_OF_DUMPS = """
alter table dumps add column marks integer not null default 0;;
create table dump_marks (
    dump integer not null references dumps on delete cascade,
    paper integer not null references papers on delete cascade,
    kind text not null check (kind in ('tag', 'new tag', 'star', 'status', 'note')),
    value text not null,
    primary key (dump, paper, kind, value)
) without rowid;;
create index dump_marks_paper on dump_marks (paper);;
create index dump_marks_tag on dump_marks (value) where kind = 'tag'
"""


@_add
def tokens_of_index(db: Database) -> None:
    """What tells whether the index belongs to this database: see `store.index_tokens`."""
    db.execute("create table index_tokens (token text not null, before text not null)")
    db.execute("insert into index_tokens values ('', '')")


@_add
def steering_of_recommendations(db: Database) -> None:
    """Words that the user pinned or banned, and papers that were called unwanted."""
    for statement in _STEERING.split(";;"):
        db.execute(statement)


_STEERING = """
alter table papers add column less_like integer not null default 0;;
create index papers_less_like on papers (id) where less_like = 1;;
create table for_you_words (
    word text primary key check (word != ''),
    effect text not null check (effect in ('pinned', 'banned'))
) without rowid;;
create trigger marks_revised_by_less_like after update of less_like on papers
when new.less_like != old.less_like begin
    update revisions set number = number + 1 where part = 'marks';
end;;
create trigger marks_revised_by_word after insert on for_you_words begin
    update revisions set number = number + 1 where part = 'marks';
end;;
create trigger marks_revised_by_word_removed after delete on for_you_words begin
    update revisions set number = number + 1 where part = 'marks';
end
"""


@_add
def topics_of_papers(db: Database) -> None:
    """Topics, with the papers of each, and the state of the library they were found in."""
    for statement in _TOPICS.split(";;"):
        db.execute(statement)


# words, centre and papers are JSON: the words that name a topic, terms and weights, numbers of
# papers. label is the words as the query language writes them, name what the user calls it.
_TOPICS = """
create table topics (
    id integer primary key autoincrement,
    words text not null default '[]',
    label text not null default '',
    name text not null default '',
    pinned integer not null default 0,
    centre text not null default '{}',
    papers text not null default '[]'
);;
create table topics_found (state text not null);;
insert into revisions (part) values ('topics');;
create trigger topics_revised after insert on topics begin
    update revisions set number = number + 1 where part = 'topics';
end;;
create trigger topics_revised_again after update on topics begin
    update revisions set number = number + 1 where part = 'topics';
end;;
create trigger topics_revised_by_deletion after delete on topics begin
    update revisions set number = number + 1 where part = 'topics';
end
"""


@_add
def files_of_notes(db: Database) -> None:
    """The folders of notes that are kept up to date, and their files: see `store.note_files`."""
    db.execute(_NOTE_FILES)


# text is the note as Paperdesk last wrote it, compressed: what edits in the file start from.
_NOTE_FILES = """
create table note_files (
    folder text not null,
    paper integer not null references papers on delete cascade,
    name text not null,
    stamp text not null,
    fingerprint text not null,
    text blob not null,
    primary key (folder, paper)
)
"""


@_add
def marks_of_merges(db: Database) -> None:
    """What merging an archive changed in papers and beside them: see `store.merges.undo`."""
    for statement in _MARKS_OF_MERGES.split(";;"):
        db.execute(statement)


# before, theirs and after are the marks of a paper as JSON (PaperMarks): as they were, as the
# archive has them, and joined; of the library likewise (LibraryMarks).
_MARKS_OF_MERGES = """
create table merged_marks (
    dump integer not null references dumps on delete cascade,
    paper integer not null references papers on delete cascade,
    before text not null,
    theirs text not null,
    after text not null,
    primary key (dump, paper)
) without rowid;;
create index merged_marks_paper on merged_marks (paper);;
create table merged_libraries (
    dump integer primary key references dumps on delete cascade,
    before text not null,
    after text not null
)
"""


@_add
def days_of_reading(db: Database) -> None:
    """The day on which the user last marked a paper as read; and an index of organisations."""
    for statement in _READING.split(";;"):
        db.execute(statement)


# read_on is a day in UTC; empty for a paper that was read before this column was there, or that
# only a file called read. It stays when the paper is marked as something else.
_READING = """
alter table papers add column read_on text not null default '';;
create index papers_read_on on papers (read_on) where read_on != '';;
create index papers_org on papers (org) where org != ''
"""


@_add
def tombstones_of_papers(db: Database) -> None:
    """What was deleted with the trash, so that merging an archive does not bring it back."""
    for statement in _TOMBSTONES.split(";;"):
        db.execute(statement)


# record is compressed as in sightings, and only what tells which paper it was.
_TOMBSTONES = """
create table tombstones (
    title_key text not null,
    arxiv_id text not null,
    doi text not null,
    record blob not null,
    trashed text not null,
    primary key (title_key, arxiv_id, doi)
) without rowid;;
create trigger tombstones_removed after insert on papers begin
    delete from tombstones where title_key = new.title_key;
end
"""


NAMES = [migration.__name__ for migration in _migrations]
"""The migrations that this program knows, in order."""
