//! From two journeys, or the personas of one, to the picture's view model.

use super::{Cell, Column, ComparePicture, Fate, Gap, Kind, Measure};
use crate::draw::locale::{Locale, fill};
use crate::draw::views::curve::compose::{minus, point};
use crate::draw::views::curve::{self, CurvePicture, Moment, Series, StageBand, TouchpointLabel};
use crate::draw::views::page::{Heading, heading};
use crate::measure::{self, Alignment, Change, EffortEvent, Pair, Side, Slot};
use crate::model::{Duration, Journey, TouchpointRef};
use crate::tables::signed;
use crate::workspace::Workspace;

/// How many gaps have their value shown.
const LARGEST: usize = 3;

/// The comparison of a journey with another one, or of its personas when there is no other.
///
/// Of a current and a desired journey the current one comes first, whichever was named.
pub fn picture(workspace: &Workspace, journey: &Journey, other: Option<&Journey>) -> ComparePicture {
    match other {
        None => of_personas(workspace, journey),
        Some(other) if journey.is_target() && !other.is_target() => of_journeys(workspace, other, journey),
        Some(other) => of_journeys(workspace, journey, other),
    }
}

fn of_personas(workspace: &Workspace, journey: &Journey) -> ComparePicture {
    let plot = curve::picture(workspace, journey);
    let locale = Locale::of(&plot.heading.lang);
    let words = &locale.labels().compare;
    let all = measure::series(journey);
    let gaps = match all.as_slice() {
        [first, second, ..] => measure::differences(first, second),
        _ => Vec::new(),
    };
    let sizes = gaps.into_iter().enumerate().filter_map(|(column, gap)| Some((column, gap?)));
    let summaries: Vec<_> = all.iter().map(measure::Series::summary).collect();
    let measure = |name: &str, value: fn(&measure::Summary) -> f64| Measure {
        name: name.to_owned(),
        values: summaries.iter().map(|one| said_score(&locale, one.as_ref().map(value))).collect(),
        ..Measure::default()
    };
    ComparePicture {
        heading: plot.heading.clone(),
        kind: Kind::Personas,
        gaps: ranked(sizes.collect()),
        measures: vec![
            measure(&words.mean, |one| one.mean),
            measure(&words.lowest, |one| one.worst),
            measure(&words.last, |one| one.end),
        ],
        plot,
        ..ComparePicture::default()
    }
}

/// A journey before and after a change, of which the touchpoints that belong together are known.
///
/// `versions` says which two they are; an empty text says nothing.
pub fn picture_of_versions<'j>(
    workspace: &Workspace,
    before: &'j Journey,
    after: &'j Journey,
    matches: Vec<(TouchpointRef<'j>, TouchpointRef<'j>)>,
    versions: [String; 2],
) -> ComparePicture {
    let locale = Locale::of(after.lang.as_ref().map_or("", |lang| lang.as_str()));
    let labels = locale.labels();
    let names = [labels.before.clone(), labels.after.clone()];
    let alignment = measure::align_matches(before, after, matches);
    let picture = of_aligned(workspace, [before, after], &alignment, Kind::Versions, names);
    ComparePicture { titles: versions.to_vec(), ..picture }
}

fn of_journeys(workspace: &Workspace, first: &Journey, second: &Journey) -> ComparePicture {
    let kind = if !first.is_target() && second.is_target() { Kind::States } else { Kind::Journeys };
    let locale = Locale::of(&heading(workspace, first).lang);
    let labels = locale.labels();
    let alignment = measure::align_any(first, second);
    let names = match kind {
        Kind::States => [labels.current.clone(), labels.desired.clone()],
        _ => [first.title.clone(), second.title.clone()],
    };
    of_aligned(workspace, [first, second], &alignment, kind, names)
}

fn of_aligned<'j>(
    workspace: &Workspace,
    [first, second]: [&'j Journey; 2],
    alignment: &Alignment<'j>,
    kind: Kind,
    names: [String; 2],
) -> ComparePicture {
    let heading = heading_of_both(workspace, first, second, kind);
    let locale = Locale::of(&heading.lang);
    let labels = locale.labels();
    let slots = alignment.slots();
    let sides = [first, second].map(|journey| Side::of(journey, &workspace.conventions));
    let columns = columns(&locale, &slots, kind);
    let gaps = slots.iter().enumerate().filter_map(|(at, slot)| Some((at, slot.pair?.gap()?)));
    let lines = [lines_points(&sides[0], None), lines_points(&sides[1], sides[0].series().persona)];
    let of_line = |line: usize| -> Vec<Option<TouchpointRef<'_>>> {
        slots.iter().map(|slot| if line == 0 { slot.current } else { slot.desired }).collect()
    };
    let series = names.iter().enumerate().map(|(line, name)| {
        let own = of_line(line);
        let at = |touchpoint: &Option<TouchpointRef<'_>>| touchpoint.map(|at| at.position);
        let score = |touchpoint: &Option<TouchpointRef<'_>>| {
            let score = lines[line].points.get(at(touchpoint)?)?.as_ref()?;
            Some(point(sides[line].journey, &locale, score))
        };
        let is_repeated = |column: &usize| *column > 0 && own[*column].is_some() && repeats(&own, *column);
        Series {
            id: sides[line].journey.journey.to_string(),
            name: name.clone(),
            points: own.iter().map(score).collect(),
            absent: (0..own.len()).filter(|column| own[*column].is_none()).collect(),
            names: own.iter().map(|at| at.map_or(String::new(), |at| at.touchpoint.name.clone())).collect(),
            repeated: (0..own.len()).filter(is_repeated).collect(),
        }
    });
    let series: Vec<Series> = series.collect();
    let moments = series.iter().enumerate().flat_map(|(line, one)| {
        let own = of_line(line);
        let scored = own.into_iter().enumerate().filter(|(column, _)| one.points[*column].is_some());
        let fresh = scored.filter(|(column, _)| one.repeated.binary_search(column).is_err());
        let marked =
            fresh.filter_map(|(column, at)| Some((column, at?.touchpoint.moment_of_truth.as_ref()?)));
        let moments = marked.map(|(touchpoint, moment)| Moment {
            touchpoint,
            series: line,
            valence: moment.valence(),
            criticality: moment.criticality(),
            label: moment.at_risk.as_ref().map(|what| fill(&labels.at_stake, &[("what", what)])),
        });
        moments.collect::<Vec<_>>()
    });
    let scales = [first.scale(), second.scale()].map(|scale| minus(&scale.to_string()));
    let plot = CurvePicture {
        heading: heading.clone(),
        scale_note: if scales[0] == scales[1] { scales[0].clone() } else { "\u{2212}1..1".to_owned() },
        stages: stages(first, second, &slots),
        touchpoints: slots.iter().map(|slot| label(&locale, slot, kind)).collect(),
        moments: moments.collect(),
        series,
        ..CurvePicture::default()
    };
    ComparePicture {
        heading,
        kind,
        titles: match kind {
            Kind::States => vec![first.title.clone(), second.title.clone()],
            _ => Vec::new(),
        },
        plot,
        columns,
        gaps: ranked(gaps.collect()),
        measures: measures(&locale, &sides, alignment, kind),
        description: String::new(),
    }
}

/// The line of a side: of a persona where the journey tells several apart, else of the first.
fn lines_points<'s, 'j>(side: &'s Side<'j>, persona: Option<&str>) -> &'s measure::Series<'j> {
    let same = side.all.iter().find(|one| persona.is_some() && one.persona == persona);
    same.unwrap_or_else(|| side.series())
}

/// Whether a touchpoint goes on from the last column that has one of its journey.
fn repeats(own: &[Option<TouchpointRef<'_>>], column: usize) -> bool {
    let before = own[..column].iter().rev().flatten().next();
    before.is_some_and(|before| own[column].is_some_and(|at| at.position == before.position))
}

fn columns(locale: &Locale, slots: &[Slot<'_, '_>], kind: Kind) -> Vec<Column> {
    let current: Vec<_> = slots.iter().map(|slot| slot.current).collect();
    let desired: Vec<_> = slots.iter().map(|slot| slot.desired).collect();
    let cell = |own: &[Option<TouchpointRef<'_>>], column: usize, line: usize| {
        let at = own[column]?;
        let slot = &slots[column];
        let fate = match (slot.moved, slot.pair, line) {
            (true, ..) => Fate::Moved,
            (_, Some(_), _) => Fate::Paired,
            (_, None, 0) => Fate::Removed,
            (_, None, _) => Fate::Added,
        };
        let position = Some(at.position);
        let last = (column..own.len()).take_while(|c| own[*c].is_none_or(|at| Some(at.position) == position));
        let last = last.filter(|c| own[*c].is_some()).last().unwrap_or(column);
        let goes_on = column > 0 && repeats(own, column);
        let is_split = line == 1
            && slot.pair.is_some()
            && slots.iter().enumerate().any(|(other, slot)| {
                let same = |at: TouchpointRef<'_>| current[column].is_some_and(|c| c.position == at.position);
                let other_desired = desired[other].map(|at| at.position) != position;
                other_desired && slot.pair.is_some() && slot.current.is_some_and(same)
            });
        let notes = match (line, slot.pair) {
            (1, Some(pair)) => notes(locale, pair, is_split),
            (1, None) if kind == Kind::States && at.touchpoint.proactive => {
                vec![locale.labels().compare.proactive.clone()]
            }
            _ => Vec::new(),
        };
        let name = at.touchpoint.name.clone();
        Some(Cell { name, fate, notes, columns: if goes_on { 0 } else { last - column + 1 } })
    };
    let column = |at: usize| Column { cells: [cell(&current, at, 0), cell(&desired, at, 1)] };
    (0..slots.len()).map(column).collect()
}

/// What changes from one touchpoint of a pair to the other.
fn notes(locale: &Locale, pair: &Pair<'_>, is_split: bool) -> Vec<String> {
    let words = &locale.labels().compare;
    let changes = pair.changes.iter().map(|change| match change {
        Change::Merged => words.merged.clone(),
        Change::MadeProactive => words.proactive.clone(),
        Change::ChannelChanged => {
            let channel = pair.desired.touchpoint.channel.as_ref();
            fill(&words.channel, &[("channel", channel.map_or("", |channel| locale.channel(channel)))])
        }
    });
    changes.chain(is_split.then(|| words.split.clone())).collect()
}

/// The column's name in the key, with what becomes of it.
fn label(locale: &Locale, slot: &Slot<'_, '_>, kind: Kind) -> TouchpointLabel {
    let words = &locale.labels().compare;
    let name = |at: TouchpointRef<'_>| at.touchpoint.name.clone();
    let (id, said) = match (slot.current, slot.desired) {
        (Some(old), Some(new)) if old.touchpoint.name == new.touchpoint.name => {
            (old.touchpoint.id(), name(old))
        }
        (Some(old), Some(new)) => {
            let names = [("current", name(old)), ("desired", name(new))];
            let names = names.each_ref().map(|(key, name)| (*key, name.as_str()));
            (old.touchpoint.id(), fill(&words.becomes, &names))
        }
        (Some(at), None) | (None, Some(at)) => {
            let fate = match (slot.moved, kind, slot.current) {
                (true, ..) => &words.moved,
                (_, kind, Some(_)) if kind.is_change() => &words.removed,
                (_, kind, None) if kind.is_change() => &words.added,
                _ => &words.only_here,
            };
            (at.touchpoint.id(), fill(&words.titled, &[("state", fate), ("title", &at.touchpoint.name)]))
        }
        (None, None) => ("", String::new()),
    };
    TouchpointLabel { id: id.to_owned(), name: said }
}

/// The stages of the first journey; a column it lacks belongs to the stage of the one before.
fn stages(first: &Journey, second: &Journey, slots: &[Slot<'_, '_>]) -> Vec<StageBand> {
    let is_first = slots.iter().any(|slot| slot.current.is_some()) || second.stages.is_empty();
    let journey = if is_first { first } else { second };
    let own = |slot: &Slot<'_, '_>| {
        let at = if is_first { slot.current } else { slot.desired };
        at.map(|at| at.stage_index)
    };
    let first_stage = slots.iter().find_map(own).unwrap_or(0);
    let mut counts = vec![0; journey.stages.len()];
    let mut stage = first_stage;
    for slot in slots {
        stage = own(slot).unwrap_or(stage);
        if let Some(count) = counts.get_mut(stage) {
            *count += 1;
        }
    }
    let band = |(stage, touchpoints): (&crate::model::Stage, usize)| StageBand {
        id: stage.id().to_owned(),
        name: stage.name.clone(),
        phase: stage.phase,
        touchpoints,
    };
    journey.stages.iter().zip(counts).map(band).collect()
}

/// The gaps with the largest marked; of equal ones the earlier.
fn ranked(sizes: Vec<(usize, f64)>) -> Vec<Gap> {
    let mut order: Vec<usize> = (0..sizes.len()).filter(|at| sizes[*at].1 != 0.0).collect();
    order.sort_by(|a, b| sizes[*b].1.abs().total_cmp(&sizes[*a].1.abs()).then(a.cmp(b)));
    order.truncate(LARGEST);
    let gap = |(at, (column, size)): (usize, (usize, f64))| Gap {
        column,
        size,
        said: signed(size),
        is_large: order.contains(&at),
    };
    sizes.into_iter().enumerate().map(gap).collect()
}

fn said_score(locale: &Locale, score: Option<f64>) -> String {
    score.map_or_else(|| locale.labels().unscored.clone(), signed)
}

/// Before and after, as the gap report has them; what neither journey has is left out.
fn measures(
    locale: &Locale,
    [first, second]: &[Side<'_>; 2],
    alignment: &Alignment<'_>,
    kind: Kind,
) -> Vec<Measure> {
    let words = &locale.labels().compare;
    let gap = measure::journey_gap(first, second);
    let mut all = vec![Measure {
        name: words.mean.clone(),
        values: [first, second].map(|side| said_score(locale, side.mean())).to_vec(),
        is_zero: false,
        note: gap.map(|gap| match kind {
            Kind::Versions => signed(gap),
            _ => fill(&words.gap, &[("gap", &signed(gap))]),
        }),
    }];
    let counted = |name: &str, count: fn(&Side<'_>) -> usize| {
        let counts = [first, second].map(count);
        Measure {
            name: name.to_owned(),
            values: counts.map(|count| count.to_string()).to_vec(),
            is_zero: counts == [0, 0],
            note: None,
        }
    };
    let waited = |event: EffortEvent, wait: fn(&Side<'_>) -> Duration| {
        let waits = [first, second].map(wait);
        let said = |wait: Duration| match wait.seconds() {
            0 => words.none.clone(),
            _ => locale.duration(wait),
        };
        Measure {
            name: locale.effort_event(event).to_owned(),
            values: waits.map(said).to_vec(),
            is_zero: waits.iter().all(|wait| wait.seconds() == 0),
            note: None,
        }
    };
    all.extend([
        counted(&words.effort, |side| side.effort.points() as usize),
        waited(EffortEvent::LiveWait, |side| side.effort.live_wait),
        waited(EffortEvent::AsyncWait, |side| side.effort.async_wait),
        counted(&words.contacts, |side| side.effort.contacts),
        counted(&words.handoffs, |side| side.effort.handoffs as usize),
    ]);
    all.retain(|one| !one.is_zero);
    let (removed, added) = (alignment.removed.len(), alignment.added.len());
    let (merged, into) = alignment.merged();
    let turnover = [("removed", removed), ("added", added), ("merged", merged), ("into", into)];
    let turnover = turnover.map(|(key, count)| (key, count.to_string()));
    let turnover = turnover.each_ref().map(|(key, count)| (*key, count.as_str()));
    let template = if merged > 0 { &words.turnover_merged } else { &words.turnover };
    let note = (kind.is_change() && removed + added > 0).then(|| fill(template, &turnover));
    all.push(Measure { note, ..counted(&words.touchpoints, |side| side.series().points.len()) });
    all
}

/// The first journey's head, with both titles and both feet.
fn heading_of_both(workspace: &Workspace, first: &Journey, second: &Journey, kind: Kind) -> Heading {
    let one = heading(workspace, first);
    let two = heading(workspace, second);
    let locale = Locale::of(&one.lang);
    let labels = locale.labels();
    let words = &labels.compare;
    let service = first.service.as_deref().filter(|service| Some(*service) == second.service.as_deref());
    let title = match (kind, service) {
        (Kind::Versions, _) => fill(&words.title_versions, &[("title", &second.title)]),
        (Kind::States, Some(service)) => fill(&words.title_states, &[("service", service)]),
        _ => fill(&words.title_both, &[("first", &first.title), ("second", &second.title)]),
    };
    if kind == Kind::Versions {
        return Heading { title, facts: Vec::new(), ..two };
    }
    Heading {
        id: format!("{}-{}", one.id, two.id),
        title,
        facts: Vec::new(),
        foot: one.foot.iter().chain(&two.foot).cloned().collect(),
        ..one
    }
}
