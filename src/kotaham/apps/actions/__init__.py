"""Follow-ups (tindak lanjut): one list for the whole platform, each with an owner, a due date, proof and acceptance."""
