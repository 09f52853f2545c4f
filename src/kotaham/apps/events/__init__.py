"""One append-only record of every change and every read of personal data, chained and sealed."""
