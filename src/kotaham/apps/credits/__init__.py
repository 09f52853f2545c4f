"""The ledger of learning hours (JP) with the proof behind each line."""
