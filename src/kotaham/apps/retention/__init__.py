"""How long data are kept, and what is erased when that time is over."""
