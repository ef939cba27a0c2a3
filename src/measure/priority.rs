//! What to do first: opportunities ranked, with the ties that their numbers allow.
//!
//! Ranks are for talking about, and the scores behind them no measure of anything: units differ between teams,
//! and large efforts are estimated too low. What law, safety or vulnerable customers demand goes before any
//! rank.

use std::ops::RangeInclusive;

use super::Veto;
use crate::model::{ASSUMPTION, Amount, Grade, Id, Journey, Opportunity, OpportunityType, Wsjf};
use crate::workspace::Conventions;

/// An opportunity with what it is ranked by.
#[derive(Clone, Debug)]
pub struct RankedOpportunity<'j> {
    /// The opportunity.
    pub opportunity: &'j Opportunity,
    /// Its place in the map, from 0.
    pub index: usize,
    /// What its reach and impact rest on.
    pub grade: Grade,
    /// Reach × impact × confidence ÷ effort, 0 or more (Intercom's RICE); `None` when one of them is not told.
    pub rice: Option<Rank>,
    /// Cost of delay ÷ job size, 0 or more (Reinertsen 2009; SAFe); `None` when a part is not told.
    pub wsjf: Option<Rank>,
    /// Its field of impact and effort.
    pub field: Option<Field>,
    /// What RICE lacks.
    pub missing: Vec<&'static str>,
    /// Why what it would hand to a machine stays with people, if it does.
    pub veto: Option<Veto>,
}

/// A score with the ranks it shares with those it cannot be told apart from.
#[derive(Clone, Debug, PartialEq)]
pub struct Rank {
    /// The score.
    pub score: f64,
    /// The ranks of its band, from 1; one rank alone when it is tied with nobody.
    pub ranks: RangeInclusive<usize>,
}

/// The four fields of impact and effort (convention; the borders can be set).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Much for little.
    QuickWin,
    /// Much for much.
    Project,
    /// Little for little.
    FillIn,
    /// Little for much.
    Drop,
}

impl Field {
    /// The field in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::QuickWin => "quick win",
            Self::Project => "project",
            Self::FillIn => "fill-in",
            Self::Drop => "drop",
        }
    }
}

/// How sure one can be of reach and impact, 0.5 to 1: RICE asks for a guess, the grade of the evidence makes it
/// a fact of the map. Assumption and anecdote 0.5, qualitative and quantitative 0.8, triangulated 1
/// (convention).
pub fn confidence(grade: Grade) -> f64 {
    match grade {
        Grade::Assumption | Grade::Anecdote => 0.5,
        Grade::Qualitative | Grade::Quantitative => 0.8,
        Grade::Triangulated => 1.0,
    }
}

/// The opportunities of a journey: those with a RICE score first, best first, then those with WSJF only, then
/// the others; of equals the one that the map tells first.
pub fn ranking<'j>(journey: &'j Journey, conventions: &Conventions) -> Vec<RankedOpportunity<'j>> {
    let scored: Vec<_> = journey.opportunities.iter().map(|one| (rice(journey, one), wsjf(one))).collect();
    let rices = ranks(&scored.iter().map(|(rice, _)| *rice).collect::<Vec<_>>(), conventions.tie_band);
    let wsjfs = ranks(&scored.iter().map(|(_, wsjf)| *wsjf).collect::<Vec<_>>(), conventions.tie_band);
    let all = journey.opportunities.iter().enumerate().zip(rices.into_iter().zip(wsjfs));
    let ranked = all.map(|((index, opportunity), (rice, wsjf))| RankedOpportunity {
        opportunity,
        index,
        grade: grade_of(journey, opportunity),
        rice,
        wsjf,
        field: field(opportunity, conventions),
        missing: rice_lacks(opportunity),
        veto: veto(journey, opportunity),
    });
    let mut ranked: Vec<_> = ranked.collect();
    let score = |rank: &Option<Rank>| rank.as_ref().map_or(f64::NEG_INFINITY, |rank| rank.score);
    ranked.sort_by(|a, b| {
        score(&b.rice).total_cmp(&score(&a.rice)).then(score(&b.wsjf).total_cmp(&score(&a.wsjf)))
    });
    ranked
}

/// Scores with their ranks, best first; a band begins with the best score that is in no band yet and takes all
/// that lie no further below it than the share `tie` of it.
///
/// Every score is in one band whatever the order they are given in, and a long row of small steps ends where
/// the first one's reach does.
fn ranks(scores: &[Option<f64>], tie: f64) -> Vec<Option<Rank>> {
    let mut order: Vec<(usize, f64)> =
        scores.iter().enumerate().filter_map(|(index, score)| Some((index, (*score)?))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut ranks: Vec<Option<Rank>> = vec![None; scores.len()];
    let mut first = 0;
    while let Some((_, best)) = order.get(first) {
        // What rounding of binary fractions moves apart is still at the border.
        let least = best * (1.0 - tie) - best.abs() * 1e-9;
        let band = order[first..].iter().take_while(|(_, score)| *score >= least).count().max(1);
        for (index, score) in &order[first..first + band] {
            ranks[*index] = Some(Rank { score: *score, ranks: first + 1..=first + band });
        }
        first += band;
    }
    ranks
}

fn grade_of(journey: &Journey, opportunity: &Opportunity) -> Grade {
    let named = opportunity.evidence.as_ref().or(journey.default_evidence.as_ref()).map(Id::as_str);
    let evidence = named.filter(|id| *id != ASSUMPTION).and_then(|id| journey.evidence.get(id));
    evidence.map_or(Grade::Assumption, |evidence| evidence.effective_grade())
}

fn rice(journey: &Journey, one: &Opportunity) -> Option<f64> {
    let [reach, impact, effort] = [one.reach, one.impact, one.effort].map(|part| part.map(Amount::get));
    let effort = effort.filter(|effort| *effort > 0.0)?;
    Some((reach? * impact? * confidence(grade_of(journey, one)) / effort).min(f64::MAX))
}

fn wsjf(one: &Opportunity) -> Option<f64> {
    let Wsjf { value, urgency, risk, size } = one.wsjf.as_ref()?;
    let [value, urgency, risk, size] = [value, urgency, risk, size].map(|part| part.map(Amount::get));
    let size = size.filter(|size| *size > 0.0)?;
    Some(((value? + urgency? + risk?) / size).min(f64::MAX))
}

/// What RICE lacks of an opportunity, in the order of its formula; an effort of 0 is none.
pub fn rice_lacks(one: &Opportunity) -> Vec<&'static str> {
    let has_effort = one.effort.is_some_and(|effort| effort.get() > 0.0);
    let parts = [(one.reach.is_some(), "reach"), (one.impact.is_some(), "impact"), (has_effort, "effort")];
    parts.into_iter().filter(|(told, _)| !told).map(|(_, part)| part).collect()
}

fn field(one: &Opportunity, conventions: &Conventions) -> Option<Field> {
    let much = one.impact?.get() >= conventions.high_impact;
    let little_work = one.effort?.get() <= conventions.low_effort;
    Some(match (much, little_work) {
        (true, true) => Field::QuickWin,
        (true, false) => Field::Project,
        (false, true) => Field::FillIn,
        (false, false) => Field::Drop,
    })
}

/// Why what an opportunity would hand to a machine stays with people.
fn veto(journey: &Journey, one: &Opportunity) -> Option<Veto> {
    if !matches!(one.kind, Some(OpportunityType::Automate | OpportunityType::MoveToSelfService)) {
        return None;
    }
    let addressed = |id: &str| one.addresses.iter().any(|place| place.as_str() == id);
    let mut about =
        journey.touchpoints().filter(|at| addressed(at.touchpoint.id()) || addressed(at.stage.id()));
    about.find_map(|at| Veto::of(at.touchpoint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::testing;
    use proptest::prelude::*;

    fn journey(opportunities: &str) -> Journey {
        testing::journey(&format!(
            "journey: a\ntitle: A\nevidence:\n  talks: {{kind: interview, grade: qualitative, n: 8, collected: 2026-09}}\n\
             stages:\n  - name: S\n    touchpoints:\n      - {{id: t, name: T, contact: complaint}}\nopportunities:\n{opportunities}"
        ))
    }

    #[test]
    fn rice_of_the_golden_list() {
        let journey = journey(
            "  - {type: fix, statement: d, reach: 400, impact: 2, effort: 1}\n\
             \x20 - {type: fix, statement: c, reach: 1200, impact: 3, effort: 2}\n\
             \x20 - {type: fix, statement: b, reach: 300, impact: 2, effort: 0.5, evidence: talks}\n\
             \x20 - {type: fix, statement: a, reach: 1200, impact: 1, effort: 0.5}\n\
             \x20 - {type: automate, statement: e, reach: 10, impact: 1, addresses: [t]}\n",
        );
        let ranked = ranking(&journey, &Conventions::default());
        let told: Vec<_> = ranked
            .iter()
            .map(|one| {
                let rank = one.rice.as_ref().map(|rank| (rank.score, rank.ranks.clone()));
                (one.opportunity.statement.as_str(), rank)
            })
            .collect();
        let expected = [
            ("a", Some((1200.0, 1..=2))),
            ("b", Some((960.0, 1..=2))),
            ("c", Some((900.0, 3..=3))),
            ("d", Some((400.0, 4..=4))),
            ("e", None),
        ];
        assert_eq!(told, expected);
        let fields: Vec<_> = ranked.iter().map(|one| one.field).collect();
        use Field::{Project, QuickWin};
        assert_eq!(fields, [Some(QuickWin), Some(QuickWin), Some(Project), Some(QuickWin), None]);
        assert_eq!((ranked[4].missing.as_slice(), ranked[4].veto), (&["effort"][..], Some(Veto::Complaint)));
        assert_eq!(ranked[1].grade, Grade::Qualitative);
    }

    #[test]
    fn weighted_shortest_job_first() {
        let journey = journey(
            "  - {type: fix, statement: a, wsjf: {value: 8, urgency: 5, risk: 3, size: 8}}\n\
             \x20 - {type: fix, statement: b, wsjf: {value: 3, urgency: 3, risk: 2, size: 2}}\n\
             \x20 - {type: fix, statement: c, wsjf: {value: 3, urgency: 3, size: 2}}\n\
             \x20 - {type: fix, statement: d, wsjf: {value: 3, urgency: 3, risk: 3, size: 0}}\n",
        );
        let scores: Vec<_> = ranking(&journey, &Conventions::default())
            .into_iter()
            .map(|one| (one.opportunity.statement.clone(), one.wsjf.map(|rank| rank.score)))
            .collect();
        let expected = [("b", Some(4.0)), ("a", Some(2.0)), ("c", None), ("d", None)];
        assert_eq!(scores, expected.map(|(name, score)| (name.to_owned(), score)));
    }

    #[test]
    fn a_row_of_small_steps_is_no_single_band() {
        let scores = [Some(100.0), Some(90.0), Some(80.0), Some(70.0), None, Some(0.0), Some(0.0)];
        let bands: Vec<_> = ranks(&scores, 0.2).into_iter().map(|rank| rank.map(|rank| rank.ranks)).collect();
        assert_eq!(
            bands,
            [Some(1..=3), Some(1..=3), Some(1..=3), Some(4..=4), None, Some(5..=6), Some(5..=6)]
        );
    }

    proptest! {
        #[test]
        fn bands_follow_the_scores(scores in prop::collection::vec(0.0f64..1e6, 0..20), tie in 0.0f64..1.0) {
            let scores: Vec<_> = scores.into_iter().map(Some).collect();
            let found = ranks(&scores, tie);
            for a in found.iter().flatten() {
                prop_assert!(found.iter().flatten().filter(|b| b.ranks == a.ranks).count() == a.ranks.clone().count());
                for b in found.iter().flatten() {
                    prop_assert!(a.ranks == b.ranks || (a.score > b.score) == (a.ranks.end() < b.ranks.start()));
                }
            }
        }
    }
}
