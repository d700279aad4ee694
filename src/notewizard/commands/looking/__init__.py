"""The second look at a note: what it is compared with, and what is said of it."""
