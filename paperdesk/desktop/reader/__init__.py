"""One paper: title, abstract with formulas, links, provenance, similar papers."""
