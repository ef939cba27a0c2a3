//! Lengths of time, always with their unit.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;
const YEAR: u64 = 365 * DAY;
/// A thousand years; nothing in a journey takes longer, and sums cannot overflow.
const MAX_SECONDS: u64 = 1_000 * YEAR;

/// A length of time in whole seconds, written `5m30s`, `2d`, `1w` or ISO 8601 `PT5M30S`.
///
/// Bare numbers and decimals are refused: nobody can tell whether `2.13` minutes are 2 minutes
/// 13 seconds or 2 minutes 8 seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(u64);

impl Duration {
    /// A length of so many seconds.
    pub const fn from_seconds(seconds: u64) -> Self {
        Self(seconds)
    }

    /// A length of so many days.
    pub const fn from_days(days: u64) -> Self {
        Self(days * DAY)
    }

    /// The length in seconds.
    pub const fn seconds(self) -> u64 {
        self.0
    }

    /// The length in days, with fractions.
    pub fn days(self) -> f64 {
        self.0 as f64 / DAY as f64
    }

    /// The sum of two lengths.
    pub fn plus(self, other: Self) -> Self {
        Self((self.0 + other.0).min(MAX_SECONDS))
    }

    /// A length from text, or what is wrong with it (second line: what to do).
    pub fn parse(text: &str) -> Result<Self, String> {
        let shown = super::shown(text);
        let bad = || format!("`{shown}` is not a duration\n{HELP}");
        if text.contains(['.', ',']) {
            return Err(format!(
                "`{shown}` is ambiguous: decimals could be read as minutes and seconds\n{HELP}"
            ));
        }
        if text.parse::<f64>().is_ok() {
            return Err(format!("`{shown}` has no unit\n{HELP}"));
        }
        let seconds = match text.strip_prefix('P') {
            Some(rest) => iso(rest),
            None => short(text),
        };
        match seconds {
            Some(seconds) if seconds <= MAX_SECONDS => Ok(Self(seconds)),
            Some(_) => Err(format!("`{shown}` is longer than a thousand years\n{HELP}")),
            None => Err(bad()),
        }
    }
}

const HELP: &str = "write whole numbers with units, such as `2m13s`, `36h`, `2d`, `1w`";

/// Numbers each followed by a unit, units in falling order, none twice.
fn units(text: &str, unit_seconds: impl Fn(&str) -> Option<u64>) -> Option<u64> {
    let mut rest = text;
    let mut total: u64 = 0;
    let mut last = u64::MAX;
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, tail) = rest.split_at(digits);
        let tail = tail.strip_prefix(' ').unwrap_or(tail);
        let letters = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        let (unit, tail) = tail.split_at(letters);
        let seconds = unit_seconds(unit)?;
        if seconds >= last {
            return None;
        }
        last = seconds;
        total = total.checked_add(number.parse::<u64>().ok()?.checked_mul(seconds)?)?;
        rest = tail.strip_prefix(' ').unwrap_or(tail);
    }
    (last != u64::MAX).then_some(total)
}

fn short(text: &str) -> Option<u64> {
    units(text, |unit| match unit {
        "s" | "sec" => Some(1),
        "m" | "min" => Some(MINUTE),
        "h" => Some(HOUR),
        "d" => Some(DAY),
        "w" => Some(WEEK),
        "y" => Some(YEAR),
        _ => None,
    })
}

/// ISO 8601 after the `P`; months are refused because their length varies.
fn iso(text: &str) -> Option<u64> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let date = match date {
        "" if time.is_some() => 0,
        date => units(date, |unit| match unit {
            "Y" => Some(YEAR),
            "W" => Some(WEEK),
            "D" => Some(DAY),
            _ => None,
        })?,
    };
    let time = match time {
        None => 0,
        Some(time) => units(time, |unit| match unit {
            "H" => Some(HOUR),
            "M" => Some(MINUTE),
            "S" => Some(1),
            _ => None,
        })?,
    };
    date.checked_add(time)
}

/// Writes the shortest exact form, such as `5m30s`; days are the largest unit.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0s");
        }
        let parts = [(DAY, "d"), (HOUR, "h"), (MINUTE, "m"), (1, "s")];
        let mut rest = self.0;
        for (seconds, unit) in parts {
            if rest >= seconds {
                write!(f, "{}{unit}", rest / seconds)?;
                rest %= seconds;
            }
        }
        Ok(())
    }
}

impl serde::Serialize for Duration {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

scalar_type!(Duration, expecting "a duration such as `5m30s`",
    text Duration::parse,
    number |number| Err(format!("`{number}` has no unit\n{HELP}")));

impl JsonSchema for Duration {
    fn schema_name() -> Cow<'static, str> {
        "Duration".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A length of time in whole numbers with units, such as `2m13s`, `36h`, `2d`, `1w`, or ISO 8601 such as `PT5M30S`.",
            "type": "string",
            "pattern": r"^(P(\d+Y)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?|(\d+ ?y ?)?(\d+ ?w ?)?(\d+ ?d ?)?(\d+ ?h ?)?(\d+ ?m(in)? ?)?(\d+ ?s(ec)?)?)$",
            "minLength": 2,
            "examples": ["5m30s", "2d", "PT5M30S"],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_notations() {
        for (text, seconds) in [
            ("5m30s", 330),
            ("2m13s", 133),
            ("2d", 2 * DAY),
            ("1w", 7 * DAY),
            ("1h 30min", 5_400),
            ("8 min", 480),
            ("PT5M30S", 330),
            ("P2D", 2 * DAY),
            ("P1DT2H", DAY + 2 * HOUR),
            ("P1W", WEEK),
            ("0s", 0),
        ] {
            assert_eq!(Duration::parse(text), Ok(Duration(seconds)), "{text}");
        }
    }

    #[test]
    fn refuses_what_could_mean_two_things() {
        for text in [
            "2.13",
            "2.13m",
            "1,5h",
            "5",
            "m",
            "",
            "5m5m",
            "30s5m",
            "P",
            "PT",
            "P1M",
            "5 minutes",
            "-2d",
            "99999999999999999999d",
            "9999999y",
        ] {
            assert!(Duration::parse(text).is_err(), "{text}");
        }
        assert!(Duration::parse("2.13m").unwrap_err().contains("ambiguous"));
        assert!(Duration::parse("5").unwrap_err().contains("no unit"));
    }

    #[test]
    fn writes_what_it_reads() {
        for text in ["5m30s", "2d", "7d", "1d2h", "0s"] {
            assert_eq!(Duration::parse(text).unwrap().to_string(), text);
        }
    }
}
