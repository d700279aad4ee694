"""The course of a client's scores: gathered, in words, as a picture."""
