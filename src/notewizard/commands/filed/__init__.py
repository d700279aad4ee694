"""What a practice has on file of a client, read for a command: plan, facts, records, notes."""
