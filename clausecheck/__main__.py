"""``python -m clausecheck``; and where a standalone program (``make standalone``) begins."""

import os
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


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        _standalone()
    from clausecheck.cli import main

    main()
