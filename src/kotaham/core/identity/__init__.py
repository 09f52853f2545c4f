"""Numbers that civil servants, soldiers and police officers are known by."""
