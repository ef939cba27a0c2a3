//! The rows of a blueprint, as lanes of a grid.

use super::{BlueprintPicture, Fail, FailKind, StageSteps, Step, describe};
use crate::draw::icons::Icon;
use crate::draw::locale::Locale;
use crate::draw::theme::Theme;
use crate::draw::views::grid::{Cell, Column, Grid, Item, Lane, Lead, Row, Rule, Stage};
use crate::draw::views::marks::{Grade, Mark, Shape, moment_color};
use crate::model::Valence;

/// The ids of the rows, from top to bottom.
pub const EVIDENCE: &str = "physical-evidence";
pub const CUSTOMER: &str = "customer";
pub const FRONTSTAGE: &str = "frontstage";
pub const BACKSTAGE: &str = "backstage";
pub const SUPPORT: &str = "support";

/// The id of the line the customer and the provider meet at.
pub const INTERACTION: &str = "line-of-interaction";

/// Dash of the lines that are not the line of visibility.
const DASH: &str = "10 8";

/// Half of the width of the mark of a moment of truth.
const MOMENT: f64 = 10.0;

/// The grid of a blueprint.
pub fn grid(picture: &BlueprintPicture, theme: Theme) -> Grid {
    let words = &Locale::of(&picture.heading.lang).labels().blueprint;
    let columns: Vec<Option<&Step>> = picture.stages.iter().flat_map(steps).collect();
    let lane = |id, word: &str, cell: &dyn Fn(&Step) -> Cell| {
        let cells = columns.iter().map(|step| step.map(cell).unwrap_or_default());
        Row::Lane(Lane::cells(id, word, cells.collect()))
    };
    let texts = |texts: &[String]| texts.iter().map(|text| Item::text(text, theme.ink)).collect();
    let rule = |id, name: &str, dash| Row::Rule(Rule { id, name: name.to_owned(), dash });
    let rows = vec![
        lane(EVIDENCE, &words.physical_evidence, &|step| texts(&step.evidence)),
        lane(CUSTOMER, &words.customer_actions, &|step| customer(step, theme)),
        rule(INTERACTION, &words.line_of_interaction, Some(DASH)),
        lane(FRONTSTAGE, &words.frontstage, &|step| frontstage(step, theme)),
        rule("line-of-visibility", &words.line_of_visibility, None),
        lane(BACKSTAGE, &words.backstage, &|step| texts(&step.backstage)),
        rule("line-of-internal-interaction", &words.line_of_internal_interaction, Some(DASH)),
        lane(SUPPORT, &words.support, &|step| texts(&step.support)),
    ];
    Grid {
        heading: picture.heading.clone(),
        class: "masa blueprint",
        description: describe(picture),
        stages: picture
            .stages
            .iter()
            .map(|stage| Stage {
                id: stage.id.clone(),
                name: stage.name.clone(),
                phase: stage.phase,
                columns: stage.steps.len().max(1),
            })
            .collect(),
        // The five rows are the form; they stand together on every page.
        pinned: rows.len(),
        // Without a single column there is nothing that rows could be about.
        rows: if columns.is_empty() { Vec::new() } else { rows },
        columns: columns.iter().map(|step| step.map(column).unwrap_or_default()).collect(),
        ..Grid::default()
    }
}

/// The columns of a stage; an empty stage has one in which nothing stands.
pub fn steps(stage: &StageSteps) -> Vec<Option<&Step>> {
    if stage.steps.is_empty() { vec![None] } else { stage.steps.iter().map(Some).collect() }
}

fn column(step: &Step) -> Column {
    Column { id: step.id.clone(), name: step.name.clone() }
}

/// A name as large as the other texts: it is told apart by its weight, and leaves room for them.
fn name(step: &Step, theme: Theme) -> Item {
    Item { larger: 0, ..Item::name(&column(step), theme.ink) }
}

/// What the customer does, and what it costs.
fn customer(step: &Step, theme: Theme) -> Cell {
    let mut cell = Vec::new();
    if !step.by_provider {
        cell.push(name(step, theme));
    }
    cell.extend(step.doing.iter().map(|doing| Item::text(doing, theme.ink)));
    if !step.is_onstage() {
        cell.extend(channel(step, theme));
    }
    let wait = |words| Item::text(words, theme.ink).led_by(Lead::Sign(Icon::Wait, theme.muted));
    cell.extend(step.waits.iter().map(wait));
    cell.extend(step.fails_onstage(false).map(|fail| failing(fail, theme)));
    cell
}

/// What the provider does in sight of the customer.
fn frontstage(step: &Step, theme: Theme) -> Cell {
    let mut cell = Vec::new();
    if step.is_onstage() {
        cell.extend(channel(step, theme));
    }
    if step.by_provider {
        cell.push(name(step, theme));
    }
    cell.extend(step.fails_onstage(true).map(|fail| failing(fail, theme)));
    cell
}

fn channel(step: &Step, theme: Theme) -> Option<Item> {
    let channel = step.channel.as_ref()?;
    Some(Item::text(&*channel.name, theme.muted).led_by(Lead::Sign(channel.icon, theme.ink)))
}

fn failing(fail: &Fail, theme: Theme) -> Item {
    let lead = match fail.kind {
        FailKind::Moment => Lead::Mark(Mark {
            shape: Shape::of_moment(Valence::Negative),
            grade: Grade::Researched,
            color: moment_color(&theme, Valence::Negative),
            radius: MOMENT,
            ring: false,
        }),
        FailKind::Needless | FailKind::InSight => Lead::Sign(Icon::Fail, theme.negative),
    };
    Item::text(&*fail.words, theme.negative).led_by(lead)
}
