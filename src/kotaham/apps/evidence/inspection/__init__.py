"""Look into a file that somebody sent, in a small process of its own, before anything of ours trusts it.

Nothing here knows Django: `launch` is what the room calls, `child` is the process with limits.
"""
