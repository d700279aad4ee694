"""What is still owed: notes, promised contacts, drafts."""
