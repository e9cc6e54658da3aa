"""The command palette: actions, places and papers by a few letters."""
