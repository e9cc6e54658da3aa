"""The tables of the first schema, as SQL separated by `;;`. Never edited: see `migrations`."""

# authors and keywords are JSON arrays of strings. first_dump is where a paper's fields come from,
# but for those that provenance, a JSON object, names with another dump. sightings.record is what
# that dump said of the paper, as compressed JSON; null where the paper's own row says the same.
# records and problems are the receipt of a dump's last reading, record by record.
# records.found_in says whether the paper of a record was dismissed or in the trash.
# aliases are the titles and identifiers of papers that were merged into this one: title:KEY,
# arxiv:ID, doi:DOI. In duplicates, first < second.
# tags.for_you says whether a tag's papers shape the order `foryou`.
# highlights.tags is a JSON array of strings, words of the user's own.
# dumps.state is `stopped` until all of a dump is stored. index_queue only grows at its end, so
# who drains it reads up to an id and later deletes up to that id, and loses no change between.
FIRST_TABLES = """
create table papers (
    id integer primary key autoincrement,
    title text not null,
    abstract text not null default '',
    authors text not null default '[]',
    n_authors integer,
    org text not null default '',
    published text not null default '',
    arxiv_id text not null default '',
    doi text not null default '',
    url text not null default '',
    pdf_url text not null default '',
    code_url text not null default '',
    project_url text not null default '',
    venue text not null default '',
    keywords text not null default '[]',
    ai_summary text not null default '',
    upvotes integer,
    comments integer,
    title_key text not null,
    first_dump integer not null default 0,
    provenance text not null default '{}',
    added text not null,
    status text not null default 'unread'
        check (status in ('unread', 'reading', 'read', 'dismissed')),
    starred integer not null default 0,
    note text not null default '',
    trashed text not null default '',
    citation_key text not null default ''
);;
create index papers_title_key on papers (title_key);;
create index papers_arxiv_id on papers (arxiv_id) where arxiv_id != '';;
create index papers_doi on papers (doi) where doi != '';;
create index papers_published on papers (published desc, id desc);;
create index papers_status on papers (status);;
create index papers_starred on papers (starred) where starred = 1;;
create unique index papers_citation_key on papers (citation_key) where citation_key != '';;
create index papers_hidden on papers (trashed, status)
    where trashed != '' or status = 'dismissed';;
create index papers_counts on papers (added, upvotes, comments);;
create index papers_noted on papers (id) where note != '';;
create index papers_linking on papers (id) where instr(note, '[[');;

create table dumps (
    id integer primary key,
    name text not null,
    path text not null default '',
    sha256 text not null unique,
    format text not null,
    label text not null default '',
    encoding text not null default '',
    page_day text not null default '',
    evidence text not null default '',
    date_given text not null default '',
    modified text not null default '',
    imported text not null,
    seconds real not null default 0,
    notes text not null default '[]',
    state text not null check (state in ('stored', 'stopped', 'undone'))
);;
create table dump_texts (
    dump integer not null references dumps on delete cascade,
    part integer not null,
    data blob not null,
    primary key (dump, part)
) without rowid;;
create table sightings (
    dump integer not null references dumps on delete cascade,
    paper integer not null references papers on delete cascade,
    first_line integer not null default 0,
    last_line integer not null default 0,
    upvotes integer,
    comments integer,
    seen text not null,
    record blob,
    primary key (dump, paper)
) without rowid;;
create index sightings_paper on sightings (paper, seen);;
create table records (
    dump integer not null references dumps on delete cascade,
    position integer not null,
    paper integer not null,
    outcome text not null check (outcome in ('added', 'merged', 'unchanged', 'repeated')),
    changed text not null default '',
    duplicate integer not null default 0,
    found_in text not null default '' check (found_in in ('', 'dismissed', 'trashed')),
    first_line integer not null default 0,
    last_line integer not null default 0,
    primary key (dump, position)
) without rowid;;
create index records_paper on records (paper);;
create table problems (
    dump integer not null references dumps on delete cascade,
    first_line integer not null,
    last_line integer not null,
    reason text not null,
    text text not null,
    record integer not null
);;
create index problems_dump on problems (dump);;

create table tags (
    id integer primary key,
    name text not null unique collate nocase check (name != ''),
    colour text not null,
    key text not null default '',
    for_you integer not null default 1
);;
create unique index tags_key on tags (key) where key != '';;
create table paper_tags (
    paper integer not null references papers on delete cascade,
    tag integer not null references tags on delete cascade,
    primary key (paper, tag)
) without rowid;;
create index paper_tags_tag on paper_tags (tag);;
create table highlights (
    id integer primary key,
    paper integer not null references papers on delete cascade,
    field text not null check (field in ('title', 'abstract')),
    start integer not null,
    end integer not null,
    exact text not null,
    prefix text not null default '',
    suffix text not null default '',
    colour text not null,
    comment text not null default '',
    tags text not null default '[]',
    created text not null
);;
create index highlights_paper on highlights (paper);;
create table saved_searches (
    position integer primary key,
    name text not null,
    query text not null
);;

create table duplicates (
    first integer not null references papers on delete cascade,
    second integer not null references papers on delete cascade,
    reason text not null,
    state text not null default 'open' check (state in ('open', 'refused')),
    primary key (first, second)
) without rowid;;
create index duplicates_second on duplicates (second);;
create table aliases (
    name text not null,
    paper integer not null references papers on delete cascade,
    primary key (name, paper)
) without rowid;;
create index aliases_paper on aliases (paper);;

create table index_queue (
    id integer primary key,
    paper integer not null,
    part text not null check (part in ('text', 'marks'))
);;
create trigger papers_inserted after insert on papers begin
    insert into index_queue (paper, part) values (new.id, 'text');
end;;
create trigger papers_inserted_with_note after insert on papers when new.note != '' begin
    insert into index_queue (paper, part) values (new.id, 'marks');
end;;
create trigger papers_text_updated after update of title, abstract, authors, org on papers begin
    insert into index_queue (paper, part) values (new.id, 'text');
end;;
create trigger papers_note_updated after update of note on papers when new.note != old.note begin
    insert into index_queue (paper, part) values (new.id, 'marks');
end;;
create trigger papers_deleted after delete on papers begin
    insert into index_queue (paper, part) values (old.id, 'text'), (old.id, 'marks');
end;;
create trigger highlights_inserted after insert on highlights begin
    insert into index_queue (paper, part) values (new.paper, 'marks');
end;;
create trigger highlights_updated after update on highlights begin
    insert into index_queue (paper, part) values (new.paper, 'marks'), (old.paper, 'marks');
end;;
create trigger highlights_deleted after delete on highlights begin
    insert into index_queue (paper, part) values (old.paper, 'marks');
end;;

create table revisions (part text primary key, number integer not null default 0) without rowid;;
insert into revisions (part)
    values ('papers'), ('published'), ('added'), ('votes'), ('title'), ('seen'), ('hidden'),
    ('marks');;
create trigger papers_revised after delete on papers begin
    update revisions set number = number + 1 where part = 'papers';
end;;
create trigger published_revised after update of published on papers
when new.published != old.published begin
    update revisions set number = number + 1 where part = 'published';
end;;
create trigger added_revised after update of added on papers when new.added != old.added begin
    update revisions set number = number + 1 where part = 'added';
end;;
create trigger votes_revised after update of upvotes, comments on papers
when new.upvotes is not old.upvotes or new.comments is not old.comments begin
    update revisions set number = number + 1 where part = 'votes';
end;;
create trigger title_revised after update of title_key on papers
when new.title_key != old.title_key begin
    update revisions set number = number + 1 where part = 'title';
end;;
create trigger hidden_revised after update of trashed, status on papers
when new.trashed != old.trashed
    or (new.status = 'dismissed') != (old.status = 'dismissed') begin
    update revisions set number = number + 1 where part = 'hidden';
end;;
create trigger marks_revised after update of starred, status on papers
when new.starred != old.starred or new.status != old.status begin
    update revisions set number = number + 1 where part = 'marks';
end;;
create trigger marks_revised_by_tagging after insert on paper_tags begin
    update revisions set number = number + 1 where part = 'marks';
end;;
create trigger marks_revised_by_untagging after delete on paper_tags begin
    update revisions set number = number + 1 where part = 'marks';
end;;
create trigger marks_revised_by_tag after update of name, for_you on tags begin
    update revisions set number = number + 1 where part = 'marks';
end;;
create trigger seen_revised after insert on dumps begin
    update revisions set number = number + 1 where part = 'seen';
end;;
create trigger seen_revised_again after update on dumps begin
    update revisions set number = number + 1 where part = 'seen';
end;;
create trigger seen_revised_by_deletion after delete on dumps begin
    update revisions set number = number + 1 where part = 'seen';
end
"""
