"""What pages of the room say things with."""
