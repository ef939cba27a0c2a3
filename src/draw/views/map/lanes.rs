//! What stands in each lane of the map.

use super::{LaneKind, MapPicture, MapTouchpoint, MapWait, legend};
use crate::draw::icons::Icon;
use crate::draw::locale::{Labels, Locale};
use crate::draw::text::Weight;
use crate::draw::theme::{Color, Theme};
use crate::draw::views::grid::{Cell, Column, Content, Grid, Item, Lane, Lead, Row, Sign, Span, Stage};
use crate::draw::views::marks::{Grade, Mark, Shape, moment_color};
use crate::model::{ChannelFamily, Context};

/// Half of the width of a moment's mark beside its words.
const MOMENT: f64 = 10.0;

/// The least and the greatest height of the curve.
const CURVE: (f64, f64) = (156.0, 330.0);

/// The shortest and the longest wait that differ in the length of their bars: ten seconds, sixty days.
const WAITS: (f64, f64) = (10.0, 60.0 * 86_400.0);

/// The grid of a map with these lanes.
pub fn grid(picture: &MapPicture, lanes: &[LaneKind], theme: &Theme) -> Grid {
    let locale = Locale::of(&picture.heading.lang);
    let labels = locale.labels();
    let layout = Layout::of(picture);
    let mut rows = Vec::new();
    if !picture.touchpoints.is_empty() {
        rows.push(Row::Lane(Lane::names(&labels.map.touchpoint, &layout.columns, theme.ink)));
    }
    let mut drawn = Vec::new();
    for kind in lanes {
        let lane = lane(picture, *kind, &layout, labels, theme);
        if !drawn.contains(kind) && !lane.is_empty() && !picture.touchpoints.is_empty() {
            drawn.push(*kind);
            rows.push(Row::Lane(lane));
        }
    }
    Grid {
        heading: picture.heading.clone(),
        class: "masa map",
        description: picture.description.clone(),
        pinned: 1,
        optional: Vec::new(),
        left_out: labels.map.left_out.clone(),
        legend: legend::items(picture, &drawn, labels, theme),
        stages: layout.stages,
        columns: layout.columns,
        rows,
    }
}

/// Stages and columns; an empty stage has a column without a touchpoint.
pub struct Layout {
    pub stages: Vec<Stage>,
    pub columns: Vec<Column>,
    /// The touchpoint of each column.
    pub touchpoints: Vec<Option<usize>>,
}

impl Layout {
    pub fn of(picture: &MapPicture) -> Self {
        let names = &picture.curve.touchpoints;
        let mut layout = Layout { stages: Vec::new(), columns: Vec::new(), touchpoints: Vec::new() };
        let mut next = 0;
        let add = |layout: &mut Layout, touchpoint: Option<usize>| {
            let name = touchpoint.and_then(|at| names.get(at));
            layout.columns.push(name.map_or_else(Column::default, |label| Column {
                id: label.id.clone(),
                name: label.name.clone(),
            }));
            layout.touchpoints.push(touchpoint);
        };
        for stage in &picture.curve.stages {
            let count = stage.touchpoints.min(names.len() - next);
            layout.stages.push(Stage {
                id: stage.id.clone(),
                name: stage.name.clone(),
                phase: stage.phase,
                columns: count.max(1),
            });
            if count == 0 {
                add(&mut layout, None);
            }
            (next..next + count).for_each(|touchpoint| add(&mut layout, Some(touchpoint)));
            next += count;
        }
        if next < names.len() {
            layout.stages.push(Stage { columns: names.len() - next, ..Stage::default() });
            (next..names.len()).for_each(|touchpoint| add(&mut layout, Some(touchpoint)));
        }
        layout
    }

    /// The column of a touchpoint.
    fn column(&self, touchpoint: usize) -> Option<usize> {
        self.touchpoints.iter().position(|at| *at == Some(touchpoint))
    }
}

fn lane(
    picture: &MapPicture,
    kind: LaneKind,
    layout: &Layout,
    labels: &'static Labels,
    theme: &Theme,
) -> Lane {
    let word = labels.map.lanes.get(kind.name()).map_or(kind.name(), String::as_str);
    let cells = |cell: &dyn Fn(&MapTouchpoint) -> Cell| {
        let cells = layout.touchpoints.iter().map(|touchpoint| match touchpoint {
            Some(touchpoint) => picture.touchpoints.get(*touchpoint).map(cell).unwrap_or_default(),
            None => Vec::new(),
        });
        Lane::cells(kind.name(), word, cells.collect())
    };
    let texts = |texts: fn(&MapTouchpoint) -> &Vec<String>, color: Color| {
        cells(&|touchpoint| texts(touchpoint).iter().map(|text| Item::text(text, color)).collect())
    };
    let barred = |texts: fn(&MapTouchpoint) -> &Vec<String>, color: Color| {
        cells(&|touchpoint| {
            let barred = texts(touchpoint).iter();
            barred.map(|text| Item::text(text, theme.ink).led_by(Lead::Bar(color))).collect()
        })
    };
    match kind {
        LaneKind::Doing => texts(|touchpoint| &touchpoint.doing, theme.ink),
        LaneKind::Thinking => texts(|touchpoint| &touchpoint.thinking, theme.ink),
        LaneKind::Quote => texts(|touchpoint| &touchpoint.quote, theme.ink),
        LaneKind::Needs => texts(|touchpoint| &touchpoint.needs, theme.ink),
        LaneKind::Dilemmas => texts(|touchpoint| &touchpoint.dilemmas, theme.ink),
        LaneKind::Channel => cells(&|touchpoint| channel(touchpoint, theme)),
        LaneKind::Emotion => Lane {
            id: kind.name(),
            word: word.to_owned(),
            sign: None,
            content: Content::Drawn { least: CURVE.0, most: CURVE.1 },
        },
        LaneKind::Moments => cells(&|touchpoint| moment(touchpoint, labels, theme)),
        LaneKind::Pains => {
            barred(|touchpoint| &touchpoint.pains, theme.negative).signed(Sign::Minus(theme.negative))
        }
        LaneKind::Gains => {
            barred(|touchpoint| &touchpoint.gains, theme.positive).signed(Sign::Plus(theme.positive))
        }
        LaneKind::Effort => cells(&|touchpoint| effort(touchpoint, theme)),
        LaneKind::Context => cells(&|touchpoint| context(touchpoint, theme)),
        LaneKind::Owner => {
            cells(&|touchpoint| touchpoint.owner.iter().map(|owner| Item::text(owner, theme.ink)).collect())
        }
        LaneKind::Opportunities => Lane {
            id: kind.name(),
            word: word.to_owned(),
            sign: Some(Sign::Icon(Icon::Opportunity, theme.opportunity)),
            content: Content::Spans(opportunities(picture, layout, theme)),
        },
        LaneKind::Missed => barred(|touchpoint| &touchpoint.missed, theme.opportunity)
            .signed(Sign::Icon(Icon::Opportunity, theme.opportunity)),
        LaneKind::Metrics => texts(|touchpoint| &touchpoint.metrics, theme.ink),
        LaneKind::Evidence => Lane {
            id: kind.name(),
            word: word.to_owned(),
            sign: None,
            content: Content::Spans(evidence(picture, layout, theme)),
        },
    }
}

fn channel(touchpoint: &MapTouchpoint, theme: &Theme) -> Cell {
    let nowhere = Icon::Channel(ChannelFamily::None);
    let item = |(icon, name): &(Icon, String)| {
        let color = if *icon == nowhere { theme.muted } else { theme.ink };
        Item::text(name, color).led_by(Lead::Icon(*icon, color))
    };
    touchpoint.channel.iter().map(item).collect()
}

fn moment(touchpoint: &MapTouchpoint, labels: &Labels, theme: &Theme) -> Cell {
    let Some(moment) = &touchpoint.moment else { return Vec::new() };
    let color = moment_color(theme, moment.valence);
    let mark = Mark {
        shape: Shape::of_moment(moment.valence),
        grade: moment.grade,
        color,
        radius: MOMENT,
        ring: false,
    };
    let mut cell = vec![Item::text(&moment.label, color).strong().led_by(Lead::Mark(mark))];
    cell.extend(moment.responses.iter().map(|response| Item::text(response, theme.ink)));
    if moment.responses.is_empty() {
        cell.push(Item::text(&labels.map.no_response, theme.muted));
    }
    cell
}

fn effort(touchpoint: &MapTouchpoint, theme: &Theme) -> Cell {
    let wait = |wait: &MapWait| {
        Item::text(&wait.said, theme.ink).led_by(Lead::Meter(share(wait.seconds), theme.neutral))
    };
    let events = touchpoint.effort.iter().map(|event| Item::text(event, theme.ink));
    touchpoint.waits.iter().map(wait).chain(events).collect()
}

/// How long the bar of a wait is, on a log scale: a wait ten times as long is always as much longer.
fn share(seconds: u64) -> f64 {
    let place = |seconds: f64| (seconds / WAITS.0).ln();
    place((seconds as f64).clamp(WAITS.0, WAITS.1)) / place(WAITS.1)
}

fn context(touchpoint: &MapTouchpoint, theme: &Theme) -> Cell {
    let words = touchpoint.context.iter().map(|(context, words)| {
        let color = match context {
            Context::Kept => theme.positive,
            Context::Partial => theme.ink,
            Context::Lost => theme.negative,
        };
        Item::text(words, color).strong()
    });
    words.chain(touchpoint.choice.iter().map(|choice| Item::text(choice, theme.ink))).collect()
}

fn opportunities(picture: &MapPicture, layout: &Layout, theme: &Theme) -> Vec<Span> {
    let span = |one: &super::MapOpportunity| {
        let mut items = vec![Item::text(&one.statement, theme.ink)];
        items.extend(one.note.iter().map(|note| Item::text(note, theme.muted)));
        Span {
            columns: one.touchpoints.iter().filter_map(|at| layout.column(*at)).collect(),
            id: one.id.clone(),
            items,
            color: theme.opportunity,
            hollow: false,
        }
    };
    picture.opportunities.iter().map(span).collect()
}

/// One span for each stretch of touchpoints that rest on the same.
fn evidence(picture: &MapPicture, layout: &Layout, theme: &Theme) -> Vec<Span> {
    let mut spans: Vec<(Span, &super::MapEvidence)> = Vec::new();
    for (column, touchpoint) in layout.touchpoints.iter().enumerate() {
        let touchpoint = touchpoint.and_then(|at| picture.touchpoints.get(at));
        let Some(evidence) = touchpoint.and_then(|touchpoint| touchpoint.evidence.as_ref()) else { continue };
        match spans.last_mut() {
            Some((span, last)) if *last == evidence && span.columns.last() == Some(&(column - 1)) => {
                span.columns.push(column);
            }
            _ => {
                let mut items =
                    vec![Item { weight: Weight::SemiBold, ..Item::text(&evidence.said, theme.ink) }];
                items.extend(evidence.id.iter().map(|id| Item::text(id, theme.muted)));
                let id = layout.columns[column].id.clone();
                let hollow = evidence.grade == Grade::Assumption;
                let span = Span { columns: vec![column], id, items, color: theme.neutral, hollow };
                spans.push((span, evidence));
            }
        }
    }
    spans.into_iter().map(|(span, _)| span).collect()
}
