"""Formats for reading papers elsewhere: e-books, web pages and feeds. They are only written."""
