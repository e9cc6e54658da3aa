"""Pages of trending papers: days, weeks and months."""
