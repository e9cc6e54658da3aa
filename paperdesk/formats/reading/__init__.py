"""What the formats share: sources, encodings, containers, streams, names, dates, TeX."""
