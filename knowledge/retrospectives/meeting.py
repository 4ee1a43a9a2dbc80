"""When a team meets: a day of the week and a time by the Swedish clock, moved before red days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.organisations.models import Team
from people.organisations.models.teams import FIRST_DAY_FROM
from people.working_days import first_of_week, is_working_day, name_of, working_day_before

AHEAD = 12  # weeks that can be seen and planned
EARLY = time(7)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
EACH = {
    1: gettext_lazy("måndagar"),
    2: gettext_lazy("tisdagar"),
    3: gettext_lazy("onsdagar"),
    4: gettext_lazy("torsdagar"),
    5: gettext_lazy("fredagar"),
    6: gettext_lazy("lördagar"),
    7: gettext_lazy("söndagar"),
}


def week_key(year: int, week: int) -> str:
    """`2026-48`, which sorts as the weeks do."""
    return f"{year}-{week:02}"


def on_the_clock(at: time) -> str:
    return _("%(hour)s.%(minute)s") % {"hour": f"{at:%H}", "minute": f"{at:%M}"}


def moved(usual: date) -> date:
    """On a red day or its eve the nearest earlier working day of that week, else the first later.

    The board opens on the Monday, so a meeting never leaves its week.
    """
    monday = usual - timedelta(days=usual.weekday())
    working = [day for number in range(5) if is_working_day(day := monday + timedelta(number))]
    earlier = [day for day in working if day <= usual]
    return earlier[-1] if earlier else working[0] if working else usual


@dataclass(frozen=True)
class Meeting:
    """One team's meeting in one week."""

    team: Team
    year: int
    week: int

    @classmethod
    def in_week_of(cls, team: Team, day: date) -> Meeting:
        year, week, _weekday = day.isocalendar()
        return cls(team, year, week)

    @property
    def key(self) -> str:
        return week_key(self.year, self.week)

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.week, 1)

    @property
    def sunday(self) -> date:
        return self.monday + 6 * DAY

    @property
    def number(self) -> int:
        """Weeks counted without end, so that a new year does not break the order of turns."""
        return self.monday.toordinal() // 7

    @property
    def usual(self) -> date:
        return date.fromisocalendar(self.year, self.week, self.team.weekday)

    @property
    def day(self) -> date:
        return moved(self.usual) if self.team.weekday <= 5 else self.usual

    @property
    def at(self) -> time:
        """Nine at the earliest on the first working day, when the board opens at eight."""
        usual = self.team.meets_at
        return max(usual, FIRST_DAY_FROM) if self.day == first_of_week(self.monday) else usual

    @property
    def begins(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.day, self.at))

    @property
    def is_early(self) -> bool:
        """Before anybody could read a reminder of the same day."""
        return self.at < EARLY

    @property
    def reminded_on(self) -> date:
        """The day itself, or the working day of the same week before an early one."""
        before = working_day_before(self.day)
        return before if self.is_early and before >= self.monday else self.day

    @property
    def is_told_before(self) -> bool:
        return self.reminded_on < self.day

    @property
    def clock(self) -> str:
        return on_the_clock(self.at)

    @property
    def each_week(self) -> str:
        """`fredagar 14.00`."""
        return f"{EACH[self.team.weekday]} {on_the_clock(self.team.meets_at)}"

    @property
    def holiday(self) -> str:
        return name_of(self.usual)

    @property
    def why_moved(self) -> str:
        """`Torsdag den här veckan, för fredag är midsommarafton.` Empty in an ordinary week."""
        if self.day == self.usual:
            return ""
        days = {"day": WEEKDAYS[self.day.weekday()], "usual": WEEKDAYS[self.usual.weekday()]}
        said = _("%(day)s den här veckan, för %(usual)s är %(name)s.") % {
            **days,
            "name": self.holiday,
        }
        return said[:1].upper() + said[1:]

    @property
    def is_later(self) -> bool:
        return self.at != self.team.meets_at

    @property
    def why_later(self) -> str:
        """Empty in an ordinary week."""
        said = _("Den här veckan börjar ni kl. %(clock)s, för tavlan öppnar kl. 8 samma dag.")
        return said % {"clock": self.clock} if self.is_later else ""


def coming(team: Team, weeks: int = AHEAD) -> list[Meeting]:
    """This week's meeting and those of the weeks after it, whether they are passed or not."""
    today = timezone.localdate()
    return [Meeting.in_week_of(team, today + number * WEEK) for number in range(weeks)]
