"""The controller that edits the fields of a paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from paperdesk.desktop.session.paper_names import names_of
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.desktop.wording import field_name
from paperdesk.model.edited_fields import IDENTIFIERS
from paperdesk.model.edits import Several
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.editing.form import DetailsForm
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.edits import Change, SetField


class Details(QObject):
    """Opens the form and stores what it saves as one edit that can be undone."""

    opening = Signal()
    """Save what is being typed elsewhere."""
    compare_requested = Signal(int, int)
    """Show two possible duplicates side by side."""

    def __init__(
        self, session: Session, current: CurrentPapers, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._current = session, current
        self._theme, self._window = theme, window
        self._form: DetailsForm | None = None
        self._paper = 0
        session.changed.connect(self._on_changed)
        session.stored.connect(self._update_form)

    def specs(self) -> list[Spec]:
        """The action on the current paper."""
        return [Spec("Papers", "Edit details", ("F2",), self.open, repeats=False)]

    @Slot()
    def open(self) -> None:
        """Open the form of the selected paper, or of the open one."""
        papers = self._current.targets()
        if len(papers) > 1:
            self._session.noticed.emit(tr("Select one paper to edit its details."))
            return
        self.opening.emit()
        stored = self._session.paper(papers[0]) if papers else None
        if stored is None:
            self._session.noticed.emit(tr("There is no paper to edit."))
            return
        # Imported here so that the window opens sooner.
        from paperdesk.desktop.editing.form import DetailsForm

        imported = self._session.library.imported(stored.id)
        form = DetailsForm(self._theme, stored, imported, self._window)
        form.saved.connect(partial(self._save, form, stored.id))
        form.finished.connect(self._forget_form)
        self._form, self._paper = form, stored.id
        form.open()

    @Slot()
    def _forget_form(self) -> None:
        self._form = None

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if "papers" in change.fields:
            self._update_form()

    @Slot()
    def _update_form(self) -> None:
        """Show in the open form what was changed elsewhere."""
        stored = self._session.paper(self._paper) if self._form is not None else None
        if self._form is not None and stored is not None:
            self._form.update_paper(stored, self._session.library.imported(stored.id))

    def _save(self, form: DetailsForm, paper: int, edits: tuple[SetField, ...]) -> None:
        if self._session.paper(paper) is None:
            form.show_error(tr("This paper is no longer in the library."))
            return
        form.accept()
        self.write(edits)

    @Slot(object)
    def write(self, edits: Sequence[SetField]) -> None:
        """Store fields of one paper; name another paper that bears an id that is written."""
        edit = edits[0] if len(edits) == 1 else Several(tuple(edits))
        self._session.edit(edit, tr("Edit details"))
        for each in edits:
            if each.field in IDENTIFIERS and each.value:
                self._name_bearer(each)

    def _name_bearer(self, edit: SetField) -> None:
        found = self._session.library.bearing(edit.field, edit.value)
        other = next((paper for paper in found if paper != edit.paper), None)
        stored = self._session.paper(other)
        if other is None or stored is None or stored.trashed:
            return
        name = names_of((other,), lambda _: stored.paper.title)
        pair = sorted((edit.paper, other))
        choices = (
            (tr("Compare"), partial(self.compare_requested.emit, *pair)),
            (tr("Undo"), self._session.undo),
        )
        sentence = tr(
            "{paper} has the same {identifier}: possible duplicates.",
            paper=name,
            identifier=field_name(edit.field),
        )
        self._session.choices_offered.emit(sentence, choices)
