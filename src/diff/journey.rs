//! What a change of a map did to its journey.

use std::collections::{HashMap, HashSet};

use super::fields::{Field, fields_beside};
use super::gaps::{GapChange, gap_changes};
use super::likeness::{Matched, MatchedBy, matches};
use super::numbers::{MeasureChange, MetricChange, measure_changes, metric_changes};
use crate::measure::{Basis, Point, Series, Side, basis, gaps, longest_rising, moment_basis};
use crate::model::{Journey, Stage, TouchpointRef};
use crate::workspace::Conventions;

/// What happened to a journey between two versions.
#[derive(Clone, Debug)]
pub struct JourneyDiff<'j> {
    /// As it was.
    pub before: Side<'j>,
    /// As it is.
    pub after: Side<'j>,
    /// The touchpoints of both, in the order of the newer version.
    pub matches: Vec<Matched<'j>>,
    /// Touchpoints that are gone.
    pub removed: Vec<TouchpointRef<'j>>,
    /// Touchpoints that are new.
    pub added: Vec<TouchpointRef<'j>>,
    /// What is not the same at touchpoints of both, in the order of the newer version.
    pub changes: Vec<TouchpointChange<'j>>,
    /// What is not the same in the rest of the map, stages included.
    pub details: Vec<Field>,
    /// Gaps that closed, opened or changed their size.
    pub gaps: Vec<GapChange<'j>>,
    /// The numbers of both.
    pub measures: Vec<MeasureChange<'j>>,
    /// Measured values that are not the same.
    pub metrics: Vec<MetricChange<'j>>,
}

/// Something that is not the same at a touchpoint.
#[derive(Clone, Debug)]
pub struct TouchpointChange<'j> {
    /// The touchpoint in both versions.
    pub at: Matched<'j>,
    /// What it is about.
    pub aspect: Aspect,
    /// The key in the file; the persona's id for a feeling that the map tells by persona.
    pub key: String,
    /// What it was and what it is.
    pub values: Values,
}

/// What a change of a touchpoint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// It is called otherwise.
    Name,
    /// It is referred to otherwise.
    Id,
    /// It stands elsewhere in the journey.
    Place,
    /// What is felt.
    Feeling,
    /// What a score or a moment of truth rests on.
    Evidence,
    /// Whether the relationship can turn here, and which way.
    Moment,
    /// What is done about it.
    Response,
    /// Who is responsible.
    Owner,
    /// Where and by whom it happens.
    Contact,
    /// What it costs the customer.
    Effort,
    /// Anything else that is said of it.
    Content,
}

impl Aspect {
    /// The aspect in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "renamed",
            Self::Id => "id",
            Self::Place => "moved",
            Self::Feeling => "feeling",
            Self::Evidence => "evidence",
            Self::Moment => "moment of truth",
            Self::Response => "response",
            Self::Owner => "owner",
            Self::Contact => "contact",
            Self::Effort => "effort",
            Self::Content => "content",
        }
    }

    /// The aspect that a key of a touchpoint is about.
    fn of(field: &Field) -> Self {
        let is_response = field.path.starts_with("moment_of_truth.response");
        match field.head() {
            "name" => Self::Name,
            "id" => Self::Id,
            "owner" => Self::Owner,
            "moment_of_truth" if is_response && field.tail() == "owner" => Self::Owner,
            "moment_of_truth" if is_response => Self::Response,
            "moment_of_truth" => Self::Moment,
            "channel" | "initiator" | "owned_by" | "status" | "kind" | "proactive" | "arrives" => {
                Self::Contact
            }
            "effort" | "live_wait" | "async_wait" | "duration" | "preventable" => Self::Effort,
            _ => Self::Content,
        }
    }
}

/// A value before and after.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Scores from -1 to 1.
    Scores(Option<f64>, Option<f64>),
    /// Anything else, in words.
    Words(Option<String>, Option<String>),
}

impl<'j> JourneyDiff<'j> {
    /// Compares two versions of a journey.
    pub fn of(before: &'j Journey, after: &'j Journey, conventions: &Conventions) -> Self {
        let matches = matches(before, after);
        let old: HashSet<usize> = matches.iter().map(|one| one.before.position).collect();
        let new: HashSet<usize> = matches.iter().map(|one| one.after.position).collect();
        let removed = before.touchpoints().filter(|at| !old.contains(&at.position)).collect();
        let added = after.touchpoints().filter(|at| !new.contains(&at.position)).collect();
        let stages = stage_pairs(before, after, &matches);
        let renamed = renamed(before, after, &matches, &stages);
        let found = [before, after].map(|journey| gaps(journey, None, conventions));
        let gaps = gap_changes(&found[0], &found[1], &matches);
        let measures = measure_changes(&found[0], &found[1]);
        let sides: (Side<'j>, Side<'j>) = found.map(|found| found.current).into();
        let mut changes = Vec::new();
        let moved = moved(&matches, &stages);
        for (one, is_moved) in matches.iter().zip(moved) {
            touchpoint_changes(*one, is_moved, &sides, &renamed, &mut changes);
        }
        let mut details = fields_beside(before, after, &["stages", "metrics"], &renamed);
        stage_changes(before, after, &stages, &mut details);
        Self {
            gaps,
            measures,
            metrics: metric_changes(before, after, &matches),
            before: sides.0,
            after: sides.1,
            matches,
            removed,
            added,
            changes,
            details,
        }
    }

    /// Whether both versions say the same.
    pub fn is_empty(&self) -> bool {
        let nothing_moved = self.removed.is_empty() && self.added.is_empty() && self.changes.is_empty();
        nothing_moved && self.details.is_empty() && self.metrics.is_empty()
    }

    /// How many touchpoints were matched by id or by what the newer version says, and how many by likeness.
    pub fn matched(&self) -> (usize, usize) {
        let alike = self.matches.iter().filter(|one| matches!(one.by, MatchedBy::Likeness(_))).count();
        (self.matches.len() - alike, alike)
    }

    /// How many touchpoints stand elsewhere.
    pub fn moved(&self) -> usize {
        self.count(Aspect::Place)
    }

    /// How many touchpoints have something of this aspect that is not the same.
    pub fn count(&self, aspect: Aspect) -> usize {
        let mut places: Vec<usize> = self
            .changes
            .iter()
            .filter(|change| change.aspect == aspect)
            .map(|change| change.at.after.position)
            .collect();
        places.dedup();
        places.len()
    }
}

/// The place of the counterpart of each old stage: by id, else by name, else where most of its touchpoints are.
fn stage_pairs(before: &Journey, after: &Journey, matches: &[Matched<'_>]) -> Vec<Option<usize>> {
    let mut taken = vec![false; after.stages.len()];
    let mut pairs = vec![None; before.stages.len()];
    let same_id = |old: &Stage, new: &Stage| !old.id().is_empty() && old.id() == new.id();
    let same_name = |old: &Stage, new: &Stage| old.name == new.name;
    for is_same in [&same_id as &dyn Fn(&Stage, &Stage) -> bool, &same_name] {
        for (old, stage) in
            before.stages.iter().enumerate().filter(|(old, _)| pairs[*old].is_none()).collect::<Vec<_>>()
        {
            let found =
                after.stages.iter().enumerate().find(|(new, other)| !taken[*new] && is_same(stage, other));
            if let Some((new, _)) = found {
                pairs[old] = Some(new);
                taken[new] = true;
            }
        }
    }
    for (old, pair) in pairs.iter_mut().enumerate().filter(|(_, pair)| pair.is_none()) {
        let mut votes = vec![0usize; after.stages.len()];
        for one in matches.iter().filter(|one| one.before.stage_index == old) {
            votes[one.after.stage_index] += 1;
        }
        let free = (0..votes.len()).filter(|new| !taken[*new] && votes[*new] > 0);
        if let Some(new) = free.max_by_key(|new| (votes[*new], std::cmp::Reverse(*new))) {
            *pair = Some(new);
            taken[new] = true;
        }
    }
    pairs
}

/// What older ids of touchpoints and stages are called now, where they are called otherwise.
fn renamed<'j>(
    before: &'j Journey,
    after: &'j Journey,
    matches: &[Matched<'j>],
    stages: &[Option<usize>],
) -> HashMap<&'j str, &'j str> {
    let touchpoints = matches.iter().map(|one| (one.before.touchpoint.id(), one.after.touchpoint.id()));
    let stages = before.stages.iter().zip(stages).filter_map(|(old, new)| {
        let new = after.stages.get((*new)?)?;
        Some((old.id(), new.id()))
    });
    stages.chain(touchpoints).filter(|(old, new)| old != new).collect()
}

/// Which matched touchpoints stand elsewhere: in another stage, or out of the order that most keep.
fn moved(matches: &[Matched<'_>], stages: &[Option<usize>]) -> Vec<bool> {
    let places: Vec<usize> = matches.iter().map(|one| one.before.position).collect();
    let mut moved = vec![true; matches.len()];
    for kept in longest_rising(&places) {
        let Matched { before, after, .. } = matches[kept];
        moved[kept] = stages[before.stage_index] != Some(after.stage_index);
    }
    moved
}

fn stage_changes(before: &Journey, after: &Journey, pairs: &[Option<usize>], found: &mut Vec<Field>) {
    let named = |stage: &Stage| Some(stage.name.clone());
    for (old, pair) in before.stages.iter().zip(pairs) {
        let path = format!("stages.{}", old.id());
        match pair.and_then(|new| after.stages.get(new)) {
            Some(new) => found.extend(
                fields_beside(old, new, &["touchpoints"], &HashMap::new())
                    .into_iter()
                    .map(|field| Field { path: format!("{path}.{}", field.path), ..field }),
            ),
            None => found.push(Field { path, before: named(old), after: None }),
        }
    }
    for (new, stage) in after.stages.iter().enumerate() {
        if !pairs.contains(&Some(new)) {
            let path = format!("stages.{}", stage.id());
            found.push(Field { path, before: None, after: named(stage) });
        }
    }
}

fn touchpoint_changes<'j>(
    at: Matched<'j>,
    is_moved: bool,
    (before, after): &(Side<'j>, Side<'j>),
    renamed: &HashMap<&str, &str>,
    found: &mut Vec<TouchpointChange<'j>>,
) {
    let mut all = Vec::new();
    let mut add = |aspect, key: &str, values| {
        all.push(TouchpointChange { at, aspect, key: key.to_owned(), values });
    };
    if is_moved {
        let place = |at: TouchpointRef<'_>| Some(format!("{} ({})", at.position + 1, at.stage.name));
        add(Aspect::Place, "", Values::Words(place(at.before), place(at.after)));
    }
    for (persona, one, two) in lines(before, after) {
        let scores = [point(one, at.before), point(two, at.after)];
        let [old, new] = scores.map(|point| point.map(|point| point.v));
        let is_same = match (old, new) {
            (Some(old), Some(new)) => (old - new).abs() < 1e-9,
            (old, new) => old.is_none() && new.is_none(),
        };
        if !is_same {
            add(Aspect::Feeling, persona.unwrap_or_default(), Values::Scores(old, new));
        }
        if let [Some(old), Some(new)] = scores {
            let key = persona.map_or("score".to_owned(), |persona| format!("score of {persona}"));
            add_evidence(&key, (old.basis, before.journey), (new.basis, after.journey), &mut add);
        }
    }
    let is_moment = [at.before, at.after].iter().all(|at| at.touchpoint.moment_of_truth.is_some());
    if is_moment {
        let old = (moment_basis(before.journey, at.before.touchpoint), before.journey);
        let new = (moment_basis(after.journey, at.after.touchpoint), after.journey);
        add_evidence("moment of truth", old, new, &mut add);
    }
    let is_scored = lines(before, after).iter().any(|(_, one, _)| point(*one, at.before).is_some());
    if !is_moment && !is_scored {
        let old = (basis(before.journey, at.before.touchpoint, None), before.journey);
        let new = (basis(after.journey, at.after.touchpoint, None), after.journey);
        add_evidence("touchpoint", old, new, &mut add);
    }
    for field in fields_beside(at.before.touchpoint, at.after.touchpoint, &[], renamed) {
        // Scores and what they rest on are told above, measured values elsewhere.
        let is_told = matches!(field.head(), "metrics" | "evidence")
            || field.head() == "replaces" && at.by == MatchedBy::Replaces
            || field.head() == "emotion" && matches!(field.tail(), "score" | "evidence")
            || field.path == "moment_of_truth.evidence";
        if field.path == "emotion" || field.path.starts_with("emotion.by.") && !is_told {
            add_words_of_feelings(&field, at, &mut add);
        } else if !is_told {
            add(Aspect::of(&field), &field.path.clone(), Values::Words(field.before, field.after));
        }
    }
    all.sort_by_key(|change| change.aspect);
    found.extend(all);
}

/// A feeling that came or went as a whole: its score is told already, its words are not.
fn add_words_of_feelings(field: &Field, at: Matched<'_>, add: &mut impl FnMut(Aspect, &str, Values)) {
    let words = |at: TouchpointRef<'_>| {
        let emotion = at.touchpoint.emotion.as_ref()?;
        let own = match field.path.strip_prefix("emotion.by.") {
            Some(rest) => &emotion.by.get(rest.split('.').next()?)?.words,
            None => &emotion.words,
        };
        (!own.is_empty()).then(|| own.join("; "))
    };
    let (before, after) = (words(at.before), words(at.after));
    if before != after {
        add(Aspect::Content, &format!("{}.words", field.path), Values::Words(before, after));
    }
}

/// The lines of both versions that belong together: by persona, and the first of each when one version tells
/// no personas apart.
fn lines<'s, 'j>(
    before: &'s Side<'j>,
    after: &'s Side<'j>,
) -> Vec<(Option<&'j str>, Option<&'s Series<'j>>, Option<&'s Series<'j>>)> {
    let (one, two) = (&before.all, &after.all);
    let is_told = |all: &[Series<'_>]| all.iter().any(|series| series.persona.is_some());
    if is_told(one) != is_told(two) {
        return vec![(None, one.first(), two.first())];
    }
    let of = |all: &'s [Series<'j>], persona| all.iter().find(|series| series.persona == persona);
    let new = two.iter().filter(|series| of(one, series.persona).is_none());
    let personas = one.iter().chain(new).map(|series| series.persona);
    personas.map(|persona| (persona, of(one, persona), of(two, persona))).collect()
}

fn point<'j>(series: Option<&Series<'j>>, at: TouchpointRef<'_>) -> Option<Point<'j>> {
    series.and_then(|series| series.points.get(at.position).copied().flatten())
}

/// Adds that a claim rests on something else, or on the same with another grade or number of customers.
fn add_evidence(
    key: &str,
    (before, old): (Basis<'_>, &Journey),
    (after, new): (Basis<'_>, &Journey),
    add: &mut impl FnMut(Aspect, &str, Values),
) {
    if before == after {
        return;
    }
    let said = |basis: Basis<'_>, journey: &Journey| {
        let kind = basis.id.and_then(|id| journey.evidence.get(id)).and_then(|evidence| evidence.kind);
        let kind = kind.map(|kind| format!(", {kind}")).unwrap_or_default();
        let n = basis.n.map(|n| format!(", n = {n}")).unwrap_or_default();
        format!("{}{kind}{n}", basis.grade)
    };
    let (before, after) = (said(before, old), said(after, new));
    if before != after {
        add(Aspect::Evidence, key, Values::Words(Some(before), Some(after)));
    }
}
