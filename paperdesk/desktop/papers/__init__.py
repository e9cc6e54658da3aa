"""The list of papers: model, delegate, cards, columns, header, groups, selection."""
