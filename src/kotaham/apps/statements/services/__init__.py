"""What the pages and the job ask of the room."""

from kotaham.apps.statements.services.sending import again, is_on, send_due

__all__ = ["again", "is_on", "send_due"]
