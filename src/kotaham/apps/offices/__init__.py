"""Offices: the ministry, its Kanwil with dated areas, governments, units, partners, mandates, contacts."""
