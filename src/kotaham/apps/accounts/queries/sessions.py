"""Sessions in the database, each read with a query that is put into words once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from kotaham.apps.gate.queries import Prepared

_of_key: Prepared[Session] = Prepared(lambda key: Session.objects.filter(session_key=key).order_by(), "mark-of-the-key")


class SessionStore(DatabaseStore):
    """Django's sessions; every request of somebody signed in reads one."""

    def _get_session_from_db(self) -> Session | None:
        """Return the session unless it has run out; then its key is forgotten, as Django does."""
        found = next(iter(_of_key(self.session_key)), None) if self.session_key else None
        if found is not None and found.expire_date > timezone.now():
            return found
        self._session_key = None
        return None
