//! Section 12: what the numbers lean on, and whether they still say the same without it.

use super::{Block, Cell, Report};
use crate::measure::{self, CommitmentConvention, CommitmentTest, WithoutSource};
use crate::tables::{plain, signed, tenths};

/// What was changed, what the numbers are then, whether the report still says the same, and how not.
struct Trial {
    change: String,
    numbers: String,
    holds: bool,
    says: String,
}

impl Report<'_, '_> {
    pub(super) fn sensitivity(&self) -> Vec<Block> {
        let found = measure::sensitivity(self.gaps, &self.workspace.conventions);
        let mut trials = vec![self.effort_trial(found.effort)];
        trials.extend(found.commitment.iter().map(|test| self.commitment_trial(test)));
        trials.extend(self.cross_hairs_trial());
        trials.extend(found.without.iter().map(|without| self.source_trial(without)));
        let held = trials.iter().filter(|trial| trial.holds).count().to_string();
        let all = trials.len().to_string();
        let mut table = self.table(&["if", "then", "what remains"]);
        for trial in trials {
            table.row([trial.change, trial.numbers, trial.says].map(Cell::text).into());
        }
        let said = "In {held} of {all} trials the report says the same. That is no chance of being right: it shows what its numbers lean on.";
        vec![self.line(said, &[("held", &held), ("all", &all)]), Block::Table(table)]
    }

    fn effort_trial(&self, test: measure::EffortTest) -> Trial {
        let numbers = |points: [u32; 3]| {
            let [low, usual, high] = points.map(|points| points.to_string());
            let values = [("low", low.as_str()), ("usual", &usual), ("high", &high)];
            self.fill("{low} to {high} effort points instead of {usual}", &values)
        };
        let desired = test.desired.map(|points| self.fill("desired: {what}", &[("what", &numbers(points))]));
        let order = |points: [u32; 3]| (0..3).map(|at| points[at].cmp(&test.points[at])).collect::<Vec<_>>();
        let keeps_order = test.desired.is_none_or(|points| {
            let order = order(points);
            order.iter().all(|one| *one == order[1])
        });
        Trial {
            change: self.say("the weights of effort were half, or half as much again").to_owned(),
            numbers: [Some(numbers(test.points)), desired]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("; "),
            holds: test.keeps_worst && keeps_order,
            says: self
                .say(match (test.keeps_worst, keeps_order) {
                    (true, true) => "the worst places stay the worst",
                    (false, _) => "other places are the worst",
                    (true, false) => "another journey costs less",
                })
                .to_owned(),
        }
    }

    fn commitment_trial(&self, test: &CommitmentTest<'_>) -> Trial {
        let [low, high] = test.values.map(plain);
        let values = [("low", low.as_str()), ("high", &high)];
        let change = match test.convention {
            CommitmentConvention::Ladder => {
                "a moment of truth that goes well went up {low} or {high} squares"
            }
            CommitmentConvention::Snake => {
                "a moment of truth that goes badly went down {low} or {high} squares"
            }
            CommitmentConvention::Success => {
                "moments of which nothing is known went well in {low} or {high} of all cases"
            }
        };
        let numbers = |ends: [f64; 3]| {
            let [low, usual, high] = ends.map(tenths);
            let values = [("low", low.as_str()), ("usual", &usual), ("high", &high)];
            self.fill("ends at {low} or {high} of 100 instead of {usual}", &values)
        };
        let desired = test.desired.map(|ends| self.fill("desired: {what}", &[("what", &numbers(ends))]));
        let mut says = Vec::new();
        if !test.keeps_order() {
            says.push(self.say("another journey is ahead").to_owned());
        }
        if let Some(first) = test.other_first {
            says.push(self.fill("“{place}” decides most", &[("place", &first.touchpoint.name)]));
        }
        let holds = says.is_empty();
        let same = match test.desired {
            Some(_) => "the same journey stays ahead, the same moment decides most",
            None => "the same moment decides most",
        };
        Trial {
            change: self.fill(change, &values),
            numbers: [Some(numbers(test.current)), desired]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("; "),
            holds,
            says: if holds { self.say(same).to_owned() } else { says.join("; ") },
        }
    }

    /// Importance and performance with the cross at the middle of the scale, the means or the medians.
    fn cross_hairs_trial(&self) -> Option<Trial> {
        let all = self.rated();
        let placed: Vec<_> = all.ratings.iter().filter_map(|one| Some((one, one.placed?))).collect();
        let moved: Vec<_> = placed
            .iter()
            .filter(|(_, placed)| placed.by.iter().any(|field| *field != placed.by[0]))
            .collect();
        let (some, count) = (placed.len() - moved.len(), placed.len());
        if count == 0 {
            return None;
        }
        let (some, count) = (some.to_string(), count.to_string());
        let names = moved.iter().map(|(one, _)| format!("{} ({})", one.attribute, one.at.touchpoint.name));
        let names: Vec<String> = names.collect();
        let names = self.list(names.iter().map(String::as_str));
        Some(Trial {
            change: self.say("the cross lay at the middle of the scale, the means or the medians").to_owned(),
            numbers: self
                .fill("{some} of {all} ratings stay in their field", &[("some", &some), ("all", &count)]),
            holds: moved.is_empty(),
            says: match moved.as_slice() {
                [] => self.say("every field stands").to_owned(),
                _ => self.fill("hangs on the cross: {names}", &[("names", &names)]),
            },
        })
    }

    fn source_trial(&self, without: &WithoutSource<'_>) -> Trial {
        let scores = self.locale.count(&self.locale.labels().scores, without.scores);
        let numbers = match without.mean {
            Some(mean) => {
                self.fill("mean {mean} ({scores})", &[("mean", &signed(mean)), ("scores", &scores)])
            }
            None => self.say("no score is left").to_owned(),
        };
        let worst = without.worst.map(|at| at.touchpoint.name.as_str());
        let lowest = self.gaps.current.series().scored().min_by(|a, b| a.v.total_cmp(&b.v));
        let keeps_worst = worst == lowest.map(|point| point.at.touchpoint.name.as_str());
        let mut says = Vec::new();
        if without.mean.is_none() {
            says.push(self.say("everything rests on it").to_owned());
        } else if without.turns {
            says.push(self.say("the mean lies on the other side of neutral").to_owned());
        }
        if let Some(worst) = worst.filter(|_| !keeps_worst) {
            says.push(self.fill("worst is now “{place}”", &[("place", worst)]));
        }
        if let Some(first) = without.other_first {
            says.push(self.fill("first is now “{what}”", &[("what", &first.statement)]));
        }
        let holds = says.is_empty();
        Trial {
            change: self.fill("without the source {id}", &[("id", without.id)]),
            numbers,
            holds,
            says: if holds { self.say("the same verdict").to_owned() } else { says.join("; ") },
        }
    }
}
