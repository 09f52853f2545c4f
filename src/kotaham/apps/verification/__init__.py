"""Verification and validation: the review of a submission by people who did not send it."""
