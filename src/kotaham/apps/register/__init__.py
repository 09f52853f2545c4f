"""People of the mainstreaming programme: who they are, where they serve, and how they came into the register."""
