"""The command line: ``periplus`` in the environment that the package is installed in."""

import signal
import sys

from . import _native


def main() -> None:
    """Runs the words that the process was started with, and ends it."""
    # the program runs outside of the interpreter, which would otherwise keep the signal for later
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    code = _native.command(["periplus", *sys.argv[1:]])
    sys.stdout.flush()
    sys.exit(code)


if __name__ == "__main__":
    main()
