"""The words of the command line: known ones, wrong ones, for the shell."""
