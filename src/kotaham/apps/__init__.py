"""The rooms: gate, events, jobs, places, offices, accounts, notices, evidence, actions, dashboard; ground floor first."""
