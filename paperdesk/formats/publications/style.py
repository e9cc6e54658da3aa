"""The style sheet of what is written to be read."""

from __future__ import annotations

STYLE = """\
h1, h2, h3, h4 { line-height: 1.3; hyphens: none; }
p, blockquote, li { line-height: 1.6; overflow-wrap: break-word; }
.authors { margin: 0.5em 0 0; font-weight: 500; }
.facts, .links, .tags, .reason { margin: 0.2em 0 0; font-size: 0.85em; opacity: 0.8; }
.summary { padding: 0.6em 0.8em; border-left: 3px solid #80808080; }
blockquote { margin: 0.8em 0; padding: 0 0.8em; border-left: 4px solid #a87900; }
blockquote p { margin: 0.3em 0; }
.comment { font-size: 0.9em; white-space: pre-line; }
.plain { white-space: pre-wrap; }
.note table { border-collapse: collapse; }
.note td, .note th { border: 1px solid #80808080; padding: 0.2em 0.5em; }
.note pre { overflow-x: auto; white-space: pre-wrap; }
mark { color: #1b1f22; background: #fff3c4; border-bottom: 2px solid #a87900; }
mark.green { background: #ddf3e0; border-color: #2a8447; }
mark.blue { background: #dfecfc; border-color: #3a74c4; }
mark.pink { background: #fce3ec; border-color: #be4577; }
mark.purple { background: #ece5fc; border-color: #7957c2; }
blockquote.green { border-color: #2a8447; }
blockquote.blue { border-color: #3a74c4; }
blockquote.pink { border-color: #be4577; }
blockquote.purple { border-color: #7957c2; }
"""
