"""The connections between the features of a window, and to its widgets.

Features do not know each other: what one requests by a signal and another does is connected here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paperdesk.desktop.sidebar.dump_entries import DumpEntries
from paperdesk.desktop.sidebar.saved_search_entries import SavedSearchEntries
from paperdesk.desktop.window.links import offer_link, open_link

if TYPE_CHECKING:
    from paperdesk.desktop.window.controllers import Controllers
    from paperdesk.desktop.window.layout import WindowLayout


def connect(features: Controllers, window: WindowLayout) -> None:
    """Connect all features of a window."""
    _connect_list(features, window)
    _connect_reader(features, window)
    _connect_tags(features, window)
    _connect_search(features, window)
    _connect_triage(features, window)
    _connect_imports(features, window)
    _connect_pages(features, window)
    _connect_announcements(features, window)


def _connect_list(features: Controllers, window: WindowLayout) -> None:
    header, papers, marking = window.header, window.papers, features.marking
    papers.star_clicked.connect(marking.toggle_star_of)
    papers.link_clicked.connect(features.empty_list.follow)
    features.empty_list.text_changed.connect(papers.set_empty)
    header.empty_trash_clicked.connect(features.trash.ask_to_empty)
    header.timeline_toggled.connect(features.timeline.show)
    features.timeline.toggled.connect(header.set_timeline)
    features.timeline.built.connect(window.list_pane.put_on_top)
    features.trending.built.connect(window.list_pane.put_below_header)
    window.search_box.shown.connect(header.set_query)
    features.list_options.single_pane_chosen.connect(features.show_alone)
    below = window.some_words
    features.list_options.density_set.connect(below.set_density)
    below.rows.star_clicked.connect(marking.toggle_star_of)
    below.rows.activated.connect(papers.activated)
    below.rows.drag_data = papers.drag_data
    window.list_pane.columns.shown_changed.connect(window.panes.refit)
    selection = features.selection
    selection.star_clicked.connect(marking.toggle_star)
    selection.status_clicked.connect(marking.set_status)
    selection.tags_requested.connect(features.tagging.open_popover)
    selection.trash_clicked.connect(features.trash.move)


def _connect_reader(features: Controllers, window: WindowLayout) -> None:
    reader = window.reader
    features.backups.restoring.connect(reader.flush)
    reader.star_clicked.connect(features.marking.star_open)
    reader.status_chosen.connect(features.marking.set_status)
    reader.note_edited.connect(features.marking.save_note)
    window.session.edits.show_unsaved_notes(reader.note.set_unsaved)
    reader.note_left.connect(window.papers.setFocus)
    reader.column.note.preview.other_link_clicked.connect(partial(offer_link, window.session))
    reader.details_requested.connect(features.details.open)
    reader.column.links.add_requested.connect(features.links.ask)
    features.links.written.connect(features.details.write)
    features.details.opening.connect(reader.flush)
    features.details.compare_requested.connect(features.duplicates.compare)
    reader.tags_requested.connect(features.tagging.open_popover)
    reader.tag_removed.connect(features.tagging.untag_open)
    reader.trash_requested.connect(features.trash.move_open)
    for source in (reader, features.receipts, features.all_highlights, features.digests):
        source.paper_requested.connect(features.open_paper)
    features.similar.found.connect(reader.column.show_similar)
    reader.column.reason.word_clicked.connect(features.steering.open_word_menu)
    reader.column.reason.less_clicked.connect(features.steering.less_like_open)
    reader.column.similar.paper_requested.connect(features.current.open_requested)
    reader.column.similar.all_requested.connect(features.similar.show_all)
    features.all_highlights.reveal_requested.connect(features.reader_highlights.reveal)


def _connect_tags(features: Controllers, window: WindowLayout) -> None:
    sidebar = window.sidebar.view
    sidebar.dropped_on_tag.connect(features.tagging.drop)
    sidebar.tag_menu_asked.connect(features.tags.fill_menu)
    sidebar.export_asked.connect(features.exports.ask_for)
    sidebar.tags_clicked.connect(features.tags.open)
    sidebar.combined.connect(window.pages.show_papers)
    imports = DumpEntries(sidebar)
    imports.renamed.connect(features.receipts.rename)
    features.receipts.rename_requested.connect(imports.ask_name)
    features.tags.dropped.connect(features.tagging.drop)
    features.tags.similar_requested.connect(features.similar.show_like_tag)
    features.tags.key_asked.connect(features.keys.ask_tag)
    features.tagging.files_dropped.connect(features.imports.read_data)
    features.tagging.anchors += (
        features.triage.tag_anchor,
        features.selection.tag_anchor,
        window.reader.tag_button,
    )


def _connect_search(features: Controllers, window: WindowLayout) -> None:
    window.session.search.counted.connect(features.query_bar.set_counts)
    entries, saved = SavedSearchEntries(window.sidebar.view), features.saved_searches
    entries.renamed.connect(saved.rename)
    entries.moved.connect(saved.move)
    entries.deleted.connect(saved.delete)
    entries.dragged.connect(saved.drag)
    entries.dropped.connect(saved.drop)
    saved.listed.connect(window.sidebar.view.set_searches)
    saved.show()


def _connect_triage(features: Controllers, window: WindowLayout) -> None:
    triage = features.triage
    window.top_bar.triage_clicked.connect(triage.start)
    triage.starting.connect(window.reader.flush)
    triage.ended.connect(window.papers.setFocus)
    triage.tags_requested.connect(features.tagging.open_popover)
    triage.tag_removed.connect(partial(features.tagging.tag, on=False))
    triage.link_clicked.connect(open_link)
    features.trash.moved.connect(triage.show_following)


def _connect_imports(features: Controllers, window: WindowLayout) -> None:
    window.top_bar.import_clicked.connect(features.imports.open_files)
    window.sidebar.view.import_clicked.connect(features.imports.open_files)
    window.sidebar.view.dump_menu_asked.connect(features.receipts.fill_menu)
    features.receipts.open_requested.connect(features.imports.open_files)
    features.receipts.again_requested.connect(features.imports.import_again)
    features.imports.link_pasted.connect(features.offer_pasted_link)
    features.links.new_requested.connect(features.adding.add)
    features.links.paper_requested.connect(features.open_paper)
    features.imports.add_requested.connect(features.adding.open)
    features.adding.paper_requested.connect(features.open_paper)
    features.adding.compare_requested.connect(features.duplicates.open)
    features.imports.watch_requested.connect(features.preferences.watch_folder)
    window.session.imported.connect(features.browser.open_imports)
    features.watcher.found.connect(window.session.import_new)
    features.preferences.changed.connect(features.watch_folder)
    features.preferences.changed.connect(features.keys.apply_settings)
    features.preferences.changed.connect(features.topics.apply_settings)
    features.preferences.changed.connect(features.notes.apply_settings)
    features.preferences.noticed.connect(window.notice.show_text)
    features.keys.changed.connect(features.preferences.save_shortcuts)


def _connect_pages(features: Controllers, window: WindowLayout) -> None:
    pages = window.pages
    pages.set_first_run(partial(getattr, features.imports, "first_run"))
    pages.build_ahead((features.receipts.fill, partial(getattr, features.imports, "page")))
    pages.currentChanged.connect(features.triage.close)
    pages.papers_covered.connect(features.tagging.disable_keys)
    features.browser.emptied.connect(pages.set_empty)
    features.browser.emptied.connect(features.hints.on_emptied)
    features.imports.previewed.connect(pages.show_page)
    features.receipts.shown.connect(pages.show_page)
    for feature in (
        features.duplicates,
        features.all_highlights,
        features.digests,
        features.statistics,
        features.tags,
        features.keys,
        features.help,
    ):
        feature.opened.connect(pages.show_page)
        feature.left.connect(pages.show_papers)
    features.imports.left.connect(pages.show_papers)
    features.receipts.left.connect(pages.show_papers)
    features.duplicates.link_clicked.connect(open_link)
    features.palette.paper_chosen.connect(features.open_paper)
    features.help.query_requested.connect(features.current.set_text)
    features.digests.send_requested.connect(features.subscribing.send)
    features.digests.subscribe_requested.connect(features.subscribing.ask)
    features.subscribing.changed.connect(features.digests.show_subscription)


def _connect_announcements(features: Controllers, window: WindowLayout) -> None:
    spoken, session = features.announcements, window.session
    session.search.answered.connect(spoken.count)
    features.empty_list.text_changed.connect(spoken.set_empty)
    session.edits.edited.connect(spoken.say_edit)
    session.reverted.connect(spoken.say)
    window.notice.shown.connect(spoken.say)
    features.hints.shown.connect(spoken.say)
    window.pages.currentChanged.connect(spoken.say_page)
    features.triage.presented.connect(spoken.say)
