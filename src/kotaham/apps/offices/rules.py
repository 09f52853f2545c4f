"""What fits where: which office may stand under which, and what a government is called."""

from collections.abc import Mapping

from kotaham.apps.offices.models import RANKS, Kind, Office

# kind -> the kinds of office it may stand under; "" means that it may stand under none
PARENTS: Mapping[str, tuple[str, ...]] = {
    Kind.MINISTRY: ("",),
    Kind.KANWIL: (Kind.MINISTRY,),
    Kind.PROVINCE: ("",),  # its Kanwil is dated and stands in the area table
    Kind.CITY: (Kind.PROVINCE,),
    Kind.UNIT: (Kind.MINISTRY, Kind.KANWIL, Kind.PROVINCE, Kind.CITY, Kind.UNIT),
    Kind.SERVICE_UNIT: (Kind.PROVINCE, Kind.CITY, Kind.UNIT),
    Kind.PARTNER: (Kind.MINISTRY, Kind.KANWIL, Kind.PROVINCE, Kind.CITY),
}
BY_HAND = (Kind.UNIT, Kind.SERVICE_UNIT, Kind.PARTNER)  # the rest comes from reference data
GOVERNMENT_NAMES = {"11": "Pemerintah Aceh", "34": "Pemerintah Daerah Daerah Istimewa Yogyakarta"}


def may_stand_under(kind: str, parent_kind: str) -> bool:
    """Tell whether an office of a kind may stand under one of another; "" is none."""
    return parent_kind in PARENTS[kind]


def place_under(office: Office, parent: Office | None) -> None:
    """Give an office the place of the office above it, and the codes that rights compare."""
    if parent is not None:
        office.parent = parent
        office.place_id = parent.place_id
        office.place_code, office.province_code, office.city_code = (
            parent.place_code,
            parent.province_code,
            parent.city_code,
        )
    office.rank = RANKS[office.kind]


def codes_of(place_code: str) -> dict[str, str]:
    """Return the three codes that an office at a place carries."""
    return {
        "place_code": place_code,
        "province_code": place_code[:2],
        "city_code": place_code[:5] if len(place_code) > 4 else "",
    }


def government_name(code: str, name: str) -> str:
    """Return what the government of a place is called."""
    if code in GOVERNMENT_NAMES:
        return GOVERNMENT_NAMES[code]
    return f"Pemerintah Provinsi {name}" if len(code) == 2 else f"Pemerintah {name}"
