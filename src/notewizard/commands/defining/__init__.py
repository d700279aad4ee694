"""The files behind formats, templates and rules, as commands show and copy them."""
