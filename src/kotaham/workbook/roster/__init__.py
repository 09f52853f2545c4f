"""Lists of people, up to a million rows: recognised columns, checks over whole columns, refusals row by row."""
