//! Calendar dates, to the day or to the month.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A date such as `2026-03-15`, or a month such as `2026-03`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u32,
    /// 0 stands for the whole month.
    day: u32,
}

impl Date {
    /// A date from text, or what is wrong with it (second line: what to do).
    pub fn parse(text: &str) -> Result<Self, String> {
        let help = "write `2026-03-15`, or `2026-03` for a month";
        let number = |part: &str, digits: usize| {
            let legal = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            if legal { part.parse::<u32>().ok() } else { None }
        };
        let mut parts = text.split('-');
        let year = parts.next().and_then(|part| number(part, 4));
        let month = parts.next().and_then(|part| number(part, 2));
        let day = parts.next().map(|part| number(part, 2).unwrap_or(99));
        let (Some(year), Some(month), None) = (year, month, parts.next()) else {
            let shown = super::shown(text);
            return Err(format!("`{shown}` is not a date\n{help}"));
        };
        let date = Self { year: year as i32, month, day: day.unwrap_or(0) };
        let last = date.days_in_month();
        if !(1..=12).contains(&month) || day.is_some_and(|day| day < 1 || day > last) {
            return Err(format!("there is no such day as `{text}`\n{help}"));
        }
        Ok(date)
    }

    /// The date that is this many days after 1970-01-01 (Howard Hinnant's civil calendar arithmetic).
    pub fn from_days(days: i64) -> Self {
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u32;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 } as u32;
        let year = (year_of_era + era * 400 + i64::from(month <= 2)) as i32;
        Self { year, month, day }
    }

    /// Days from 1970-01-01; a month counts as its last day, so that nothing ages too early.
    pub fn days(self) -> i64 {
        let day = if self.day == 0 { self.days_in_month() } else { self.day };
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted_month = i64::from((self.month + 9) % 12);
        let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// Whether it is surely later: a month is not later than its days, nor are they later than the month.
    pub fn is_after(self, other: Self) -> bool {
        let first = Self { day: self.day.max(1), ..self };
        first.days() > other.days()
    }

    fn days_in_month(self) -> u32 {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 31,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)?;
        if self.day == 0 { Ok(()) } else { write!(f, "-{:02}", self.day) }
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

scalar_type!(Date, expecting "a date such as `2026-03-15`",
    text Date::parse,
    number |number| Err(format!("`{number}` is not a date\nwrite `2026-03-15`, or `2026-03` for a month")));

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A date such as `2026-03-15`, or a month such as `2026-03`.",
            "type": "string",
            "pattern": r"^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$",
            "examples": ["2026-03-15", "2026-03"],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_back() {
        assert_eq!(Date::parse("1970-01-01").unwrap().days(), 0);
        assert_eq!(Date::parse("2000-03-01").unwrap().days(), 11_017);
        for days in (-200_000..200_000).step_by(97) {
            assert_eq!(Date::from_days(days).days(), days);
        }
    }

    #[test]
    fn a_month_is_its_last_day() {
        assert_eq!(Date::parse("2024-02").unwrap().days(), Date::parse("2024-02-29").unwrap().days());
    }

    #[test]
    fn a_month_is_later_only_as_a_whole() {
        let after = |a, b| Date::parse(a).unwrap().is_after(Date::parse(b).unwrap());
        assert!(
            after("2026-03-02", "2026-03-01")
                && after("2026-04", "2026-03")
                && after("2026-04", "2026-03-31")
        );
        assert!(
            !after("2026-03", "2026-03-01")
                && !after("2026-03-31", "2026-03")
                && !after("2026-03", "2026-03")
        );
    }

    #[test]
    fn impossible_days_are_refused() {
        for text in
            ["2026-02-29", "2026-13", "2026-00-01", "26-01-01", "2026", "2026-1-1", "x", "2026-01-01-01"]
        {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }
}
