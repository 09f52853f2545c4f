"""Questions and tests as pure rules: what is asked, what earns how much, equal forms, statistics."""
