"""Reading papers, filters, sort orders, names and note links."""
