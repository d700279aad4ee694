"""The walk itself: a draft answered question by question, looked at, signed, kept."""
