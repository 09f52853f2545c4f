"""What the room knows without asking anybody."""

from kotaham.apps.targets.rules.forecast import LEAST, LOOKED_BACK, Forecast, NoForecast, forecast, needed
from kotaham.apps.targets.rules.scopes import kanwil_of, own
from kotaham.apps.targets.rules.spans import KNOWN_YEARS, days_left, effective, full_weeks, week_of, weeks_left
from kotaham.apps.targets.rules.units import label, measures

__all__ = [
    "KNOWN_YEARS",
    "LEAST",
    "LOOKED_BACK",
    "Forecast",
    "NoForecast",
    "days_left",
    "effective",
    "forecast",
    "full_weeks",
    "kanwil_of",
    "label",
    "measures",
    "needed",
    "own",
    "week_of",
    "weeks_left",
]
