"""Work in the background: queue, retries, schedules, progress, and a page for operators."""
