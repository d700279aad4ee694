"""What deserves a second look in a note or a text → findings. Pure: no disk, no screen, no clock."""
