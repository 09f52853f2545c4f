"""The door-keeper: one policy table decides who may open what, and how far they reach."""
