"""How many each Kanwil is to reach, and how many were."""
