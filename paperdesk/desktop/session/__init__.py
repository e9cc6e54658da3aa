"""One open library in one window: edits, undo, the current papers, child processes."""
