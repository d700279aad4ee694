"""Process notes: the clinician's own, kept apart from the record under keys of their own."""
