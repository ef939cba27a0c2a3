//! What claims rest on, and how much of a map is known.

use std::collections::{BTreeSet, HashSet};

use crate::model::{ASSUMPTION, Evidence, Grade, Id, Journey, Touchpoint, TouchpointRef};
use crate::workspace::{Target, references};

/// What one claim rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Basis<'j> {
    /// The id of the evidence; `None` for an assumption.
    pub id: Option<&'j str>,
    /// Its grade.
    pub grade: Grade,
    /// How many customers it rests on.
    pub n: Option<u32>,
}

impl Basis<'_> {
    /// Nobody asked.
    pub const ASSUMED: Basis<'static> = Basis { id: None, grade: Grade::Assumption, n: None };

    /// Whether customers were heard in number: qualitative evidence or better.
    pub fn is_researched(&self) -> bool {
        self.grade >= Grade::Qualitative
    }
}

/// What a claim of a touchpoint rests on: the evidence it names, or else the touchpoint's, or else the
/// map's default, or else an assumption.
pub fn basis<'j>(journey: &'j Journey, touchpoint: &'j Touchpoint, claim: Option<&'j Id>) -> Basis<'j> {
    let named = claim.or(touchpoint.evidence.as_ref()).or(journey.default_evidence.as_ref());
    let Some(id) = named.map(Id::as_str).filter(|id| *id != ASSUMPTION) else { return Basis::ASSUMED };
    match journey.evidence.get(id) {
        Some(evidence) => Basis { id: Some(id), grade: evidence.effective_grade(), n: evidence.n },
        None => Basis::ASSUMED,
    }
}

/// What a moment of truth rests on: its own evidence, or else that of what is felt there.
pub fn moment_basis<'j>(journey: &'j Journey, touchpoint: &'j Touchpoint) -> Basis<'j> {
    let own = touchpoint.moment_of_truth.as_ref().and_then(|moment| moment.evidence.as_ref());
    let felt = || touchpoint.emotion.as_ref().and_then(|emotion| emotion.evidence.as_ref());
    basis(journey, touchpoint, own.or_else(felt))
}

/// What kind of claim something is; claims of different kinds are never added up or told as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Customers were heard, watched or counted.
    Observed,
    /// Somebody thinks so: the team, an expert, a machine.
    Inferred,
    /// Somebody wants it so: nobody has lived it yet.
    Target,
}

/// What kind of claim something is that rests on this in a journey.
///
/// Evidence that does not say how it was come by counts as inferred. A convention.
pub fn standing(journey: &Journey, basis: &Basis<'_>) -> Standing {
    let kind = basis.id.and_then(|id| journey.evidence.get(id)).and_then(|evidence| evidence.kind);
    match kind {
        _ if journey.is_target() => Standing::Target,
        Some(kind) if kind.from_customers() && basis.grade > Grade::Assumption => Standing::Observed,
        _ => Standing::Inferred,
    }
}

/// How many claims rest on evidence of which grade.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Number of claims by grade, weakest first, as in [`Grade::ALL`].
    pub by_grade: [usize; 5],
}

impl Coverage {
    /// Counts one more claim.
    pub fn add(&mut self, grade: Grade) {
        self.by_grade[grade as usize] += 1;
    }

    /// The number of claims.
    pub fn total(&self) -> usize {
        self.by_grade.iter().sum()
    }

    /// The number of claims of this grade or better.
    pub fn at_least(&self, grade: Grade) -> usize {
        self.by_grade[grade as usize..].iter().sum()
    }

    /// The number of claims that nobody asked about.
    pub fn assumed(&self) -> usize {
        self.by_grade[0]
    }

    /// The strongest grade that at least half of the claims reach; without claims, nothing is known.
    pub fn typical(&self) -> Grade {
        let enough = |grade: &&Grade| self.total() > 0 && 2 * self.at_least(**grade) >= self.total();
        Grade::ALL.iter().rev().find(enough).copied().unwrap_or_default()
    }
}

/// The evidence that scores rest on: each piece once, in the order of their ids.
pub fn evidence_of_scores(journey: &Journey) -> Vec<&Evidence> {
    let all = super::series(journey);
    let ids: BTreeSet<&str> =
        all.iter().flat_map(|series| series.scored().filter_map(|point| point.basis.id)).collect();
    ids.into_iter().filter_map(|id| journey.evidence.get(id)).collect()
}

/// The evidence that anything in a map rests on, each piece once, with its id, in the order of ids.
///
/// What the map names, and what speaks for claims that name none of their own. An entry that nothing refers to is no
/// evidence of anything.
pub fn evidence_in_use(journey: &Journey) -> Vec<(&str, &Evidence)> {
    let mut ids: BTreeSet<&str> = references(journey)
        .into_iter()
        .filter(|reference| reference.target == Target::Evidence)
        .map(|reference| reference.id)
        .collect();
    for at in journey.touchpoints() {
        ids.extend(basis(journey, at.touchpoint, None).id);
    }
    ids.into_iter().filter_map(|id| Some((id, journey.evidence.get(id)?))).collect()
}

/// How many scores, and how many moments of truth, rest on evidence of which grade.
pub fn coverage(journey: &Journey) -> (Coverage, Coverage) {
    let mut scores = Coverage::default();
    let mut said_for_all: HashSet<usize> = HashSet::new();
    for series in super::series(journey) {
        for point in series.scored() {
            let TouchpointRef { touchpoint, position, .. } = point.at;
            let by = touchpoint.emotion.as_ref().map(|emotion| &emotion.by);
            let is_own = series.persona.is_some_and(|who| by.is_some_and(|by| by.contains_key(who)));
            // A score that several personas share is said once.
            if is_own || said_for_all.insert(position) {
                scores.add(point.basis.grade);
            }
        }
    }
    let mut moments = Coverage::default();
    for found in journey.touchpoints().filter(|found| found.touchpoint.moment_of_truth.is_some()) {
        moments.add(moment_basis(journey, found.touchpoint).grade);
    }
    (scores, moments)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EvidenceKind, State};

    #[test]
    fn half_of_the_claims_make_a_grade_typical() {
        let typical = |grades: &[Grade]| {
            let mut coverage = Coverage::default();
            grades.iter().for_each(|grade| coverage.add(*grade));
            coverage.typical()
        };
        use Grade::{Anecdote, Assumption, Qualitative, Quantitative};
        assert_eq!(typical(&[]), Assumption);
        assert_eq!(typical(&[Anecdote, Quantitative]), Quantitative);
        assert_eq!(typical(&[Anecdote, Assumption, Qualitative]), Anecdote);
    }

    #[test]
    fn what_customers_said_is_not_what_the_team_thinks() {
        let entry = |kind, grade| Evidence { kind, grade: Some(grade), ..Evidence::default() };
        let mut journey = Journey::default();
        for (id, kind, grade) in [
            ("story", Some(EvidenceKind::Account), Grade::Anecdote),
            ("room", Some(EvidenceKind::Workshop), Grade::Qualitative),
            ("bot", Some(EvidenceKind::Synthetic), Grade::Quantitative),
            ("guess", Some(EvidenceKind::Interview), Grade::Assumption),
            ("unsaid", None, Grade::Quantitative),
        ] {
            journey.evidence.insert(id.to_owned(), entry(kind, grade));
        }
        let of = |journey: &Journey, id: &str| {
            let id = Id::parse(id).unwrap();
            standing(journey, &basis(journey, &Touchpoint::default(), Some(&id)))
        };
        assert_eq!(of(&journey, "story"), Standing::Observed);
        for id in ["room", "bot", "guess", "unsaid", "nowhere", ASSUMPTION] {
            assert_eq!(of(&journey, id), Standing::Inferred, "{id}");
        }
        journey.state = Some(State::Desired);
        assert_eq!(of(&journey, "story"), Standing::Target);
    }
}
