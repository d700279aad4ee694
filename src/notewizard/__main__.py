"""`python -m notewizard`."""

from notewizard.cli import program

program()
