"""``python -m periplus``: the command line."""

from ._command import main

main()
