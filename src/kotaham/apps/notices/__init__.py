"""Notices: the inbox, letters by e-mail, the calendar feed, and reminders that climb to the superior."""
