"""People, how they sign in, the roles they hold by office and period, and how work is handed over."""
