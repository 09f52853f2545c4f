"""Certificates as signed records: one canonical form, a code that is checked without a network, Open Badges 3.0."""
