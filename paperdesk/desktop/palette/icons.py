"""The icons of actions in the command palette."""

from __future__ import annotations

_ICONS = {
    "About Paperdesk": "ph.info",
    "All highlights": "ri.mark-pen-line",
    "Back": "ph.arrow-elbow-up-left",
    "Cards": "ph.rows",
    "Clear the search history": "ph.clock-counter-clockwise",
    "Columns": "ph.table",
    "Compact": "ph.list",
    "Copy": "ph.copy",
    "Copy as BibTeX": "ph.quotes",
    "Dismiss": "ph.eye-slash",
    "Empty the trash…": "ph.trash",
    "Export…": "ph.export",
    "Highlight or comment": "ri.mark-pen-line",
    "Import a folder…": "ph.folder-open",
    "Import files…": "ph.download-simple",
    "Keyboard shortcuts": "ph.keyboard",
    "Larger text": "ph.text-aa",
    "Mark as read": "ph.check-circle",
    "Mark as reading": "ph.book-open",
    "Mark read or unread": "ph.circle",
    "Move to or restore from trash": "ph.trash",
    "Next paper": "ph.arrow-down",
    "Next view": "ph.arrow-right",
    "Note": "ph.note-pencil",
    "Original text": "ph.text-t",
    "Paste a copied page": "ph.clipboard-text",
    "Possible duplicates": "ph.copy",
    "Preview the note": "ph.note",
    "Previous paper": "ph.arrow-up",
    "Previous view": "ph.arrow-left",
    "Quit": "ph.sign-out",
    "Redo": "ph.arrow-clockwise",
    "Reset text size": "ph.text-aa",
    "Restore an archive…": "ph.archive",
    "Save the search…": "ph.floppy-disk",
    "Scroll or next paper": "ph.arrow-down",
    "Search": "ph.magnifying-glass",
    "Settings…": "ph.gear",
    "Show or hide the sidebar": "ph.layout",
    "Smaller text": "ph.text-aa",
    "Star": "ph.star",
    "Tag": "ph.tag",
    "Tag manager": "ph.tag",
    "Text cursor": "ph.text-t",
    "Timeline": "ph.chart-bar",
    "Triage": "ph.cards",
    "Try the sample": "ph.books",
    "Watch a folder…": "ph.eye",
    "Undo": "ph.arrow-counter-clockwise",
}
_OTHER = "ph.command"


def icon_of(action: str) -> str:
    """The icon of an action by its name; places and papers have others than any without one."""
    return _ICONS.get(action, _OTHER)
