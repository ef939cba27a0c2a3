//! Lines that a gap report must not cross: `--fail-on-gap`.

use crate::measure::{GapKind, GapSize, GapType, Gaps, prevention};
use crate::model::Valence;
use crate::syntax::suggestion;
use crate::tables::plain;

/// A line that must not be crossed, as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GapLimit {
    written: String,
    rule: Rule,
}

#[derive(Clone, Debug, PartialEq)]
enum Rule {
    /// No negative moment of truth without a response.
    UnansweredMoment,
    /// No gap without an owner.
    Unowned,
    /// No gap of a kind.
    Kind(GapKind),
    /// No gap of a type.
    Type(GapType),
    /// A number of the report on its side of a bound.
    Number(usize, Comparison, f64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Comparison {
    Greater,
    AtLeast,
    Less,
    AtMost,
}

/// A number by its name.
type Number = (&'static str, fn(&Gaps<'_>) -> Option<f64>);

/// The numbers that can be compared.
const NUMBERS: [Number; 8] = [
    ("mean-gap", |gaps| gaps.journey_gap()),
    ("mean", |gaps| gaps.current.mean()),
    ("worst", |gaps| gaps.current.series().summary().map(|summary| summary.worst)),
    ("end", |gaps| gaps.current.series().summary().map(|summary| summary.end)),
    ("effort", |gaps| Some(f64::from(gaps.current.effort.points()))),
    ("contacts", |gaps| Some(gaps.current.effort.contacts as f64)),
    ("preventable", |gaps| Some(prevention(gaps.current.journey).preventable.len() as f64)),
    ("gaps", |gaps| Some(open(gaps).count() as f64)),
];

impl GapLimit {
    /// Reads a line such as `unanswered-moment`, `kind:evidence` or `mean-gap>0.5`.
    pub(super) fn parse(written: &str) -> Result<Self, String> {
        let text = written.trim();
        let rule = match text.split_once(':') {
            Some(("kind", name)) => Rule::Kind(kind(name.trim())?),
            Some(("type", name)) => Rule::Type(gap_type(name.trim())?),
            Some((other, _)) => return Err(unknown(other, ["kind", "type"].into_iter())),
            None => match text {
                "unanswered-moment" => Rule::UnansweredMoment,
                "unowned" => Rule::Unowned,
                text => number(text)?,
            },
        };
        Ok(Self { written: text.to_owned(), rule })
    }

    /// Why the line is crossed, if it is. What cannot be computed cannot be said to hold.
    pub(super) fn crossed(&self, gaps: &Gaps<'_>) -> Option<String> {
        let found = match &self.rule {
            Rule::UnansweredMoment => places(gaps, |kind, size| {
                kind == GapKind::Unanswered && matches!(size, GapSize::Moment(_, Valence::Negative))
            }),
            Rule::Unowned => {
                let count = open(gaps).filter(|gap| gap.owner.is_none()).count();
                (count > 0).then(|| format!("{count} of {} gaps", gaps.gaps.len()))
            }
            Rule::Kind(wanted) => places(gaps, |kind, _| kind == *wanted),
            Rule::Type(wanted) => places(gaps, |kind, _| kind.gap_type() == *wanted),
            Rule::Number(index, comparison, bound) => match NUMBERS[*index].1(gaps) {
                None => Some("not known".to_owned()),
                Some(value) => {
                    let is_crossed = match comparison {
                        Comparison::Greater => value > *bound,
                        Comparison::AtLeast => value >= *bound,
                        Comparison::Less => value < *bound,
                        Comparison::AtMost => value <= *bound,
                    };
                    is_crossed.then(|| format!("it is {}", plain(value)))
                }
            },
        };
        found.map(|found| format!("{}: {found}", self.written))
    }
}

/// The gaps that nobody accepted.
fn open<'g, 'j>(gaps: &'g Gaps<'j>) -> impl Iterator<Item = &'g crate::measure::Gap<'j>> {
    gaps.gaps.iter().filter(|gap| !gaps.is_accepted(gap))
}

/// Where there are such gaps, the first three by name.
fn places(gaps: &Gaps<'_>, wanted: impl Fn(GapKind, GapSize<'_>) -> bool) -> Option<String> {
    let found: Vec<_> = open(gaps).filter(|gap| wanted(gap.kind, gap.size)).collect();
    let ids = found.iter().filter_map(|gap| Some(gap.at?.touchpoint.id()));
    let mut ids: Vec<_> = ids.take(3).collect();
    if found.len() > ids.len() && !ids.is_empty() {
        ids.push("…");
    }
    let ids = if ids.is_empty() { String::new() } else { format!(" ({})", ids.join(", ")) };
    (!found.is_empty()).then(|| format!("{}{ids}", crate::reporters::plural(found.len(), "gap")))
}

fn kind(name: &str) -> Result<GapKind, String> {
    let written = |kind: &GapKind| kind.name().replace(' ', "-");
    let found = GapKind::ALL.iter().find(|kind| written(kind) == name);
    let all: Vec<_> = GapKind::ALL.iter().map(written).collect();
    found.copied().ok_or_else(|| unknown(name, all.iter().map(String::as_str)))
}

fn gap_type(name: &str) -> Result<GapType, String> {
    let found = GapType::ALL.iter().find(|one| one.name() == name || one.code().eq_ignore_ascii_case(name));
    found.copied().ok_or_else(|| unknown(name, GapType::ALL.iter().map(|one| one.name())))
}

fn number(text: &str) -> Result<Rule, String> {
    let Some(at) = text.find(['<', '>']) else {
        let names = ["unanswered-moment", "unowned"].into_iter();
        return Err(unknown(text, names.chain(NUMBERS.iter().map(|(name, _)| *name))));
    };
    let (name, rest) = text.split_at(at);
    let (comparison, bound) = match rest.as_bytes() {
        [b'>', b'=', ..] => (Comparison::AtLeast, &rest[2..]),
        [b'>', ..] => (Comparison::Greater, &rest[1..]),
        [_, b'=', ..] => (Comparison::AtMost, &rest[2..]),
        _ => (Comparison::Less, &rest[1..]),
    };
    let name = name.trim();
    let index = NUMBERS.iter().position(|(own, _)| *own == name);
    let index = index.ok_or_else(|| unknown(name, NUMBERS.iter().map(|(name, _)| *name)))?;
    let bound = bound.trim().replace('−', "-");
    match bound.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(Rule::Number(index, comparison, number)),
        _ => Err(format!("`{bound}` is not a number; write `{name}>0.5`")),
    }
}

fn unknown<'c>(word: &str, known: impl Iterator<Item = &'c str>) -> String {
    let known: Vec<_> = known.collect();
    match suggestion(word, known.iter().copied()) {
        Some(near) => format!("`{word}` is unknown; did you mean `{near}`?"),
        None => format!("`{word}` is unknown; known are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_read() {
        let rule = |text: &str| GapLimit::parse(text).unwrap().rule;
        assert_eq!(rule("unanswered-moment"), Rule::UnansweredMoment);
        assert_eq!(rule("kind:no-response"), Rule::Kind(GapKind::Unanswered));
        assert_eq!(rule("type:G7"), Rule::Type(GapType::Channel));
        assert_eq!(rule("type:evidence"), Rule::Type(GapType::Evidence));
        assert_eq!(rule(" mean-gap > 0.5"), Rule::Number(0, Comparison::Greater, 0.5));
        assert_eq!(rule("mean<-0.2"), Rule::Number(1, Comparison::Less, -0.2));
        assert_eq!(rule("effort>=10"), Rule::Number(4, Comparison::AtLeast, 10.0));
        assert_eq!(rule("worst<=−1"), Rule::Number(2, Comparison::AtMost, -1.0));
    }

    #[test]
    fn mistakes_get_a_suggestion() {
        let said = |text: &str| GapLimit::parse(text).unwrap_err();
        assert!(said("unanswered-momment").contains("did you mean `unanswered-moment`?"));
        assert!(said("kind:evidense").contains("`evidence`"));
        assert!(said("mean-gab>1").contains("`mean-gap`"));
        assert!(said("mean-gap>").contains("not a number"));
        assert!(said("mean-gap>NaN").contains("not a number"));
        assert!(said("effort").contains("known are") || said("effort").contains("did you mean"));
        assert!(said("sort:evidence").contains("kind, type"));
    }
}
