"""`python -m agent`: the same as `framekeeper`."""

from agent.cli import main

main()
