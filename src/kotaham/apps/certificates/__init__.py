"""Certificates as frozen records that anybody can check."""
