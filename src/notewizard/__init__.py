"""A terminal program that walks a clinician through a complete progress note and keeps it safe."""

__version__ = "0.1.0"
