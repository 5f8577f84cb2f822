"""Where the command ``clausecheck``, ``python -m clausecheck`` and a standalone program begin."""

import atexit
import gc
import os
import signal
import sys


def _standalone() -> None:
    """Undo what the program's start did to its environment; if it is a child, do a child's work."""
    ours, theirs = "LD_LIBRARY_PATH", os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop(ours, None)  # or Tesseract and git would load the libraries that came with us
    if theirs is not None:
        os.environ[ours] = theirs
    from clausecheck.batch import worker

    if os.environ.pop(worker.SERVE, None):
        worker.serve()


def main() -> None:
    """Run the command line and exit."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # no word at Ctrl-C, until there is one for it
    # Importing makes no garbage: at the default, looking for it takes 20 of 100 ms.
    gc.set_threshold(100_000, 20, 100)
    atexit.register(gc.freeze)  # nor does the end, where looking takes 20 more
    from clausecheck.batch import early

    early.start(sys.argv[1:])
    from clausecheck import cli

    cli.main()


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        _standalone()
    main()
