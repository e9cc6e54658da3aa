"""The sidebar: its entries, model, delegate and view."""
