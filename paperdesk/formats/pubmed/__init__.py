"""The files of PubMed, tagged and XML, and those of ERIC and ASSIA in its tags."""
