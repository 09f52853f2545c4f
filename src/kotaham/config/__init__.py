"""The settings of the house and its front door: environment, checks, addresses, server."""
