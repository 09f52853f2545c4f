"""The command line: thin doors to the library; file commands need no database."""
