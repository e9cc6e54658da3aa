"""The exports of Web of Science: tagged lines, or a table with the same tags as columns."""
