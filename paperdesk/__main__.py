"""`paperdesk`: a verb goes to the command line, anything else to the window."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from paperdesk import crash_reports, frozen, translation
from paperdesk.arguments import VERBS, global_options
from paperdesk.translation import tr


def main() -> int:
    """Run Paperdesk with the process's arguments; the exit code."""
    if frozen.is_frozen():
        frozen.start()
    crash_reports.install()
    translation.use_for_argparse()
    arguments = sys.argv[1:]
    options, rest = global_options().parse_known_args(arguments)
    if rest and (rest[0] in VERBS or rest[0] in ("-h", "--help")):
        from paperdesk import cli  # not before: the window does without, and opens the sooner

        return cli.main(arguments)
    unknown = next((word for word in rest if word.startswith("-")), None)
    if unknown:
        print(
            tr("paperdesk: {unknown} is not an option; see paperdesk --help.", unknown=unknown),
            file=sys.stderr,
        )
        return 2
    from paperdesk.desktop.window.hand_over import hand_over
    from paperdesk.paths import library_folder

    files = [Path(file).absolute() for file in rest]
    if hand_over(library_folder(options.library), files):
        return 0
    gc.disable()  # the window opens a tenth faster; `warm_up` enables it again
    try:
        from paperdesk.desktop import app
    except ImportError as error:  # a library of the system that Qt needs
        print(
            tr(
                "paperdesk: the window cannot be opened ({error}); README names the libraries "
                "it needs. The command line works: paperdesk --help.",
                error=error,
            ),
            file=sys.stderr,
        )
        return 3
    return app.main(options, files)


if __name__ == "__main__":
    sys.exit(main())
