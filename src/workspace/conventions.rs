//! `[measure]` in `masa.toml`: the weights and thresholds that numbers are computed with.
//!
//! All of them are conventions: somebody chose them with good reason, and nobody has validated them.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::{Amount, Duration, Ratio};

/// Declares conventions twice from one list: as they stand in `masa.toml`, where each may be absent, and as
/// measures take them, each with the value it has when nobody says otherwise.
macro_rules! conventions {
    (
        $(#[$meta:meta])*
        $taken:ident from $settings:ident {
            $($(#[$field_meta:meta])* $field:ident: $read:ty => $type:ty = $default:expr,)*
        }
    ) => {
        structure! {
            $(#[$meta])*
            pub struct $settings {
                $($(#[$field_meta])* pub $field: Option<$read>,)*
            }
        }

        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize)]
        pub struct $taken {
            $($(#[$field_meta])* pub $field: $type,)*
        }

        impl Default for $taken {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl From<$settings> for $taken {
            fn from(settings: $settings) -> Self {
                Self { $($field: settings.$field.map_or_else(|| $default, Into::into),)* }
            }
        }
    };
}

conventions! {
    /// The weights and thresholds that numbers are computed with.
    Conventions from MeasureSettings {
        /// How far a low or high point of the curve stands out, at least, to be named: half a step of a five-point
        /// scale.
        valley: Height => f64 = 0.25,
        /// The least fall of the curve that is named: one step of a five-point scale.
        drop: Height => f64 = 0.5,
        /// The least fall that is a cliff: two such steps.
        cliff: Height => f64 = 1.0,
        /// How far the peak–end score lies from the mean, at least, to be pointed out.
        memory_gap: Height => f64 = 0.3,
        /// Scores of opportunities that lie no further below the best of their band than this share of it are tied.
        tie_band: Ratio => f64 = 0.2,
        /// From this impact on an opportunity does much for a customer.
        high_impact: Amount => f64 = 1.0,
        /// Up to this effort, in person-months, it is little work.
        low_effort: Amount => f64 = 1.0,
        /// After this time evidence counts half.
        half_life: HalfLife => Duration = Duration::from_days(180),
        /// What events of effort count.
        effort: EffortSettings => EffortWeights = EffortWeights::default(),
        /// What the commitment model is computed with.
        commitment: CommitmentSettings => CommitmentConstants = CommitmentConstants::default(),
    }
}

conventions! {
    /// What events of effort count, in points.
    EffortWeights from EffortSettings {
        /// Coming back with the same matter.
        repeat_contact: Whole => u32 = 2,
        /// Being passed on.
        handoff: Whole => u32 = 2,
        /// Saying again what was said before.
        information_repeated: Whole => u32 = 2,
        /// Having to change channel.
        forced_switch: Whole => u32 = 1,
        /// Changing channel and starting from nothing.
        context_lost: Whole => u32 = 1,
        /// Filling in a form or finding a document.
        form: Whole => u32 = 1,
        /// Ending nowhere.
        dead_end: Whole => u32 = 2,
        /// A wait on the line or at the counter counts one point for each of these lengths that it reaches.
        live_wait: Vec<Duration> => Vec<Duration> = [60, 300, 900].map(Duration::from_seconds).to_vec(),
        /// A wait for an answer counts one point for each of these lengths that it reaches.
        async_wait: Vec<Duration> => Vec<Duration> = [1, 3, 8].map(Duration::from_days).to_vec(),
    }
}

conventions! {
    /// What the commitment model is computed with, in squares from 0 to 100.
    CommitmentConstants from CommitmentSettings {
        /// The square that the journey of an existing customer begins on.
        start: Whole => u8 = 50,
        /// Squares up for a moment of truth of criticality 2 that goes well.
        ladder: Whole => u8 = 20,
        /// Squares down for one that goes badly; more, because bad is stronger than good (Baumeister et al. 2001).
        snake: Whole => u8 = 30,
        /// How likely a moment of truth goes well as long as nobody knows.
        success: Ratio => f64 = 0.5,
    }
}

bounded!(
    /// A difference of feelings.
    Height, 0.0, Some(2.0), "a difference from 0 to 2", "feelings go from -1 to 1, so no two are further apart than 2");

/// A whole number from 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Whole(u8);

scalar_type!(Whole, expecting "a whole number from 0 to 100",
text |text| {
    let shown = crate::model::shown(text);
    Err(format!("`{shown}` is not a whole number from 0 to 100\nwrite a plain number, such as `2`"))
},
number |number| {
    if (0.0..=100.0).contains(&number) && number.fract() == 0.0 {
        Ok(Whole(number as u8))
    } else {
        Err(format!("`{number}` is not a whole number from 0 to 100\nwrite a plain number, such as `2`"))
    }
});

impl From<Whole> for u8 {
    fn from(number: Whole) -> u8 {
        number.0
    }
}

impl From<Whole> for u32 {
    fn from(number: Whole) -> u32 {
        number.0.into()
    }
}

impl schemars::JsonSchema for Whole {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Whole".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A whole number from 0 to 100.",
            "type": "integer",
            "minimum": 0,
            "maximum": 100,
        })
    }
}

/// A length of time of a day or more.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, schemars::JsonSchema)]
#[schemars(transparent)]
pub struct HalfLife(Duration);

/// Stands in for a value that could not be read.
impl Default for HalfLife {
    fn default() -> Self {
        Self(Duration::from_days(1))
    }
}

scalar_type!(HalfLife, expecting "a length of time such as `180d`",
    text |text| match Duration::parse(text)? {
        length if length >= Duration::from_days(1) => Ok(HalfLife(length)),
        length => Err(format!("`{length}` is less than a day\nwrite a day or more, such as `180d`")),
    },
    number |number| Err(format!("`{number}` has no unit\nwrite whole numbers with units, such as `180d`")));

impl From<HalfLife> for Duration {
    fn from(length: HalfLife) -> Duration {
        length.0
    }
}

/// A convention of the workspace's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedConvention {
    /// Its key below `[measure]`, such as `effort.handoff`.
    pub key: String,
    /// The value it has here.
    pub value: String,
    /// The value it has when nobody says otherwise.
    pub usual: String,
}

impl Conventions {
    /// Every convention with its table, such as `measure.effort`, its key and its value, in the order of their
    /// declaration.
    pub fn entries(&self) -> Vec<(&'static str, String, Value)> {
        let all = |of: Value| if let Value::Object(all) = of { all } else { Map::new() };
        let mut tables = vec![("measure", all(serde_json::to_value(self).unwrap_or_default()))];
        for (name, key) in [("measure.effort", "effort"), ("measure.commitment", "commitment")] {
            let own = tables[0].1.shift_remove(key).unwrap_or_default();
            tables.push((name, all(own)));
        }
        let of = |(table, keys): (&'static str, Map<String, Value>)| {
            keys.into_iter().map(move |(key, value)| (table, key, value))
        };
        tables.into_iter().flat_map(of).collect()
    }

    /// What differs here from what counts when nobody says otherwise; whoever reads the numbers has to know.
    pub fn changed(&self) -> Vec<ChangedConvention> {
        let pairs = self.entries().into_iter().zip(Self::default().entries());
        let changed = pairs.filter(|(own, usual)| own.2 != usual.2);
        let said = changed.map(|((table, key, value), (_, _, usual))| ChangedConvention {
            key: match table.split_once('.') {
                Some((_, table)) => format!("{table}.{key}"),
                None => key,
            },
            value: shown(&value),
            usual: shown(&usual),
        });
        said.collect()
    }
}

/// A value in words.
fn shown(value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_f64().map_or(String::new(), |number| number.to_string()),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SHAPE;
    use crate::source::SourceText;
    use crate::syntax::{from_tree, parse_toml};
    use crate::workspace::Config;

    /// The conventions of a `masa.toml`, and what is wrong with it.
    fn read(text: &str) -> (Conventions, Vec<String>) {
        let source = SourceText::new("masa.toml", text.to_owned());
        let parsed = parse_toml(&source);
        assert!(parsed.faults.is_empty(), "{text}");
        let (config, faults): (Config, _) = from_tree(&source, &parsed.tree, SHAPE, &[]);
        let at = |fault: &crate::syntax::Fault| {
            format!("{}: {}", source.position(fault.span.start).line, fault.message)
        };
        (config.conventions(), faults.iter().map(at).collect())
    }

    #[test]
    fn what_nobody_sets_is_as_usual() {
        let (conventions, faults) = read("[measure]\nvalley = 0.5\n[measure.effort]\nhandoff = 3\n");
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!((conventions.valley, conventions.drop), (0.5, 0.5));
        assert_eq!((conventions.effort.handoff, conventions.effort.form), (3, 1));
        let changed: Vec<_> =
            conventions.changed().into_iter().map(|one| (one.key, one.value, one.usual)).collect();
        let expected = [("valley", "0.5", "0.25"), ("effort.handoff", "3", "2")];
        assert_eq!(changed, expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())));
        assert!(Conventions::default().changed().is_empty());
    }

    #[test]
    fn waits_are_lists_of_lengths() {
        let (conventions, faults) = read("[measure.effort]\nlive_wait = [\"30s\", \"10m\"]\n");
        assert_eq!((conventions.effort.live_wait.len(), faults.len()), (2, 0));
        assert_eq!(conventions.changed()[0].value, "30s, 10m");
        assert_eq!(conventions.changed()[0].usual, "1m, 5m, 15m");
    }

    #[test]
    fn what_cannot_be_is_a_finding_at_its_place() {
        let (conventions, faults) = read(
            "[measure]\nvalley = -1\ndrop = 3\ntie_band = 20\nhalf_life = \"12h\"\nlow_effort = -2\n\
             [measure.effort]\nhandoff = 101\nasync_wait = [3]\nhandof = 1\n[measure.commitment]\nsuccess = 1.5\n",
        );
        let lines: Vec<_> = faults.iter().map(|fault| fault.split(':').next().unwrap()).collect();
        assert_eq!(lines, ["2", "3", "4", "5", "6", "8", "9", "10", "12"], "{faults:?}");
        assert_eq!(conventions, Conventions::default());
    }

    #[test]
    fn every_convention_is_listed_once() {
        let entries = Conventions::default().entries();
        let keys: Vec<_> = entries.iter().map(|(table, key, _)| format!("{table}.{key}")).collect();
        assert_eq!(keys.len(), 8 + 9 + 4);
        assert_eq!((keys[0].as_str(), keys[8].as_str()), ("measure.valley", "measure.effort.repeat_contact"));
    }
}
