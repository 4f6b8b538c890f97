"""The Vietnamese lunar calendar, for feasts that documents name without a date.

A lunar month begins on the day of the new moon at Ha Noi (UTC+7, decision 121-CP of 1967), and the
eleventh month holds the winter solstice. New moon and sun by the truncated series of Meeus,
"Astronomical Algorithms" (1998); right to the day from 1900 to 2199.
"""

from datetime import date
from math import floor, radians, sin
from typing import Final

_UTC_OFFSET: Final = 7 / 24  # days
_MONTH: Final = 29.530588853  # mean days from new moon to new moon
_EPOCH: Final = 2415021.076998695  # new moon of 1900-01-01, Julian day
_JULIAN_DAY_OF_ORDINAL_ZERO: Final = 1721425
_SOLSTICE_SECTOR: Final = 9  # 270 degrees
_LONGEST_COMMON_YEAR: Final = 365
_STEMS: Final = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
_BRANCHES: Final = (
    *("tý", "sửu", "dần", "mão", "thìn", "tỵ"),
    *("ngọ", "mùi", "thân", "dậu", "tuất", "hợi"),
)


def solar_day(lunar_year: int, month: int, day: int) -> date:
    """Return the day of the common calendar of a day of a lunar month that is no leap month."""
    year = lunar_year - 1 if month < 11 else lunar_year  # noqa: PLR2004 - of the solstice month
    begins, next_begins = _eleventh_month(year), _eleventh_month(year + 1)
    count = floor(0.5 + (begins - _EPOCH) / _MONTH)
    offset = (month - 11) % 12
    if next_begins - begins > _LONGEST_COMMON_YEAR and offset >= _leap_offset(count):
        offset += 1
    return date.fromordinal(_new_moon(count + offset) + day - 1 - _JULIAN_DAY_OF_ORDINAL_ZERO)


def year_name(lunar_year: int) -> str:
    """Return the name of a lunar year in lower case.

    >>> year_name(2026)
    'bính ngọ'
    """
    return f"{_STEMS[(lunar_year - 4) % 10]} {_BRANCHES[(lunar_year - 4) % 12]}"


def _eleventh_month(year: int) -> int:
    december = date(year, 12, 31).toordinal() + _JULIAN_DAY_OF_ORDINAL_ZERO
    count = floor((december - 2415021) / _MONTH)
    begins = _new_moon(count)
    return _new_moon(count - 1) if _sun_sector(begins) >= _SOLSTICE_SECTOR else begins


def _leap_offset(count: int) -> int:
    """Return how many months after the eleventh the leap month is: the first without a sector."""
    offset = 1
    sector = _sun_sector(_new_moon(count + offset))
    while True:
        offset += 1
        before, sector = sector, _sun_sector(_new_moon(count + offset))
        if sector == before:
            return offset - 1


def _new_moon(count: int) -> int:
    """Return the Julian day, at Ha Noi, of the `count`-th new moon since 1900."""
    t = count / 1236.85  # centuries since 1900
    t2, t3 = t * t, t * t * t
    mean = 2415020.75933 + 29.53058868 * count + 0.0001178 * t2 - 0.000000155 * t3
    mean += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t2))
    sun = radians(359.2242 + 29.10535608 * count - 0.0000333 * t2 - 0.00000347 * t3)
    moon = radians(306.0253 + 385.81691806 * count + 0.0107306 * t2 + 0.00001236 * t3)
    node = radians(21.2964 + 390.67050646 * count - 0.0016528 * t2 - 0.00000239 * t3)
    shift = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun)
    shift += -0.4068 * sin(moon) + 0.0161 * sin(2 * moon) - 0.0004 * sin(3 * moon)
    shift += 0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon)
    shift += 0.0004 * sin(2 * node + sun) - 0.0004 * sin(2 * node - sun)
    shift += -0.0006 * sin(2 * node + moon) + 0.0010 * sin(2 * node - moon)
    shift += 0.0005 * sin(2 * moon + sun)
    terrestrial = -0.000278 + 0.000265 * t + 0.000262 * t2
    return floor(mean + shift - terrestrial + 0.5 + _UTC_OFFSET)


def _sun_sector(julian_day: int) -> int:
    """Return in which twelfth of its way, from 0, the sun is at the midnight that begins a day."""
    t = (julian_day - 2451545.5 - _UTC_OFFSET) / 36525
    t2 = t * t
    anomaly = radians(357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2)
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t2) * sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return floor(longitude % 360 / 30)
