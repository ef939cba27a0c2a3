//! From journeys and their measures to the picture's view model.

use super::insight::insight;
use super::{Cell, ChannelsPicture, Column, Feeling, Grade, Moments, Row};
use crate::draw::icons::Icon;
use crate::draw::locale::{Locale, fill};
use crate::draw::views::page::{Heading, heading};
use crate::measure::{self, ChannelColumn, ChannelMatrix, Contacts};
use crate::model::{ChannelFamily, Duration, Journey, Phase, State, Valence};
use crate::tables::signed;
use crate::workspace::Workspace;

/// Names of touchpoints listed for one cell before the list is cut short.
const MOST_NAMES: usize = 12;

/// The channel matrix of a journey, or of several in one.
pub fn picture(workspace: &Workspace, journeys: &[&Journey]) -> ChannelsPicture {
    let Some(first) = journeys.first() else { return ChannelsPicture::default() };
    let matrix = measure::channels(journeys);
    let mut head = heading(workspace, first);
    let locale = Locale::of(&head.lang);
    if journeys.len() > 1 {
        head = heading_of_several(journeys, &head, &locale, &matrix);
    } else {
        let facts = contact_facts(&locale, &matrix);
        head.facts.splice(1..1, facts);
        head.foot.insert(0, locale.labels().channels.name.clone());
    }
    let labels = locale.labels();
    let assumed = (matrix.total.assumed > 0 && !matrix.is_plan).then(|| {
        let scores = locale.count(&labels.scores, matrix.total.scores);
        fill(&labels.assumed_share, &[("assumed", &matrix.total.assumed.to_string()), ("scores", &scores)])
    });
    let columns = matrix.columns.iter().zip(&matrix.by_column);
    let rows = matrix.rows.iter().map(|row| Row {
        id: row.channel.map_or("none".to_owned(), |channel| channel.to_string()),
        name: row.channel.map_or(capitalised(&labels.channel_names["none"]), |channel| {
            let name = locale.channel(channel);
            if channel.kind().is_some() { capitalised(name) } else { name.to_owned() }
        }),
        icon: row.channel.map_or(Icon::Channel(ChannelFamily::None), Icon::of_channel),
        family: match row.channel {
            Some(channel) => channel.kind().map(|kind| kind.family),
            None => Some(ChannelFamily::None),
        },
        cells: row
            .cells
            .iter()
            .map(|contacts| Cell { names: names(&locale, contacts), ..cell(&locale, contacts) })
            .collect(),
        total: cell(&locale, &row.total),
    });
    ChannelsPicture {
        insight: insight(&locale, &matrix),
        columns: columns.map(|(column, total)| column_of(&locale, column, total)).collect(),
        rows: rows.collect(),
        total: cell(&locale, &matrix.total),
        is_plan: matrix.is_plan,
        assumed,
        journeys: if journeys.len() > 1 {
            journeys.iter().map(|journey| journey.journey.to_string()).collect()
        } else {
            Vec::new()
        },
        description: String::new(),
        heading: head,
    }
}

/// The first letter large, as a head wants it, in scripts that know large letters.
fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or(String::new(), |first| first.to_uppercase().chain(rest).collect())
}

fn column_of(locale: &Locale, column: &ChannelColumn<'_>, total: &Contacts<'_>) -> Column {
    let labels = locale.labels();
    let (id, name, phase) = match column {
        ChannelColumn::Stage(stage) => (stage.id().to_owned(), stage.name.clone(), stage.phase),
        ChannelColumn::Group(group) => {
            let word = group.as_str();
            let name = labels.channels.groups.get(word).map_or(word, String::as_str);
            (word.to_owned(), capitalised(name), None)
        }
        ChannelColumn::Phase(phase) => {
            let name = match phase {
                Some(Phase::Before) => &labels.before,
                Some(Phase::During) => &labels.during,
                Some(Phase::After) => &labels.after,
                None => &labels.channels.no_phase,
            };
            (phase.map_or("no-phase", Phase::as_str).to_owned(), capitalised(name), None)
        }
    };
    Column { id, name, phase, total: cell(locale, total) }
}

/// What the head says about several journeys.
fn heading_of_several(
    journeys: &[&Journey],
    first: &Heading,
    locale: &Locale,
    matrix: &ChannelMatrix<'_>,
) -> Heading {
    let words = &locale.labels().channels;
    let desired = journeys.iter().filter(|journey| journey.is_target()).count();
    let mut facts = contact_facts(locale, matrix);
    let moments: usize = matrix.total.moments.iter().map(|moments| moments.count).sum();
    if moments > 0 {
        facts.push(locale.count(&locale.labels().moments, moments));
    }
    let mut foot = vec![locale.count(&words.journeys, journeys.len())];
    let state = if journeys.iter().all(|journey| journey.state() == State::Desired) {
        Some(&locale.labels().desired)
    } else {
        (desired == 0).then_some(&locale.labels().current)
    };
    match state {
        Some(state) => foot.push(state.clone()),
        None => foot.push(locale.count(&words.desired, desired)),
    }
    Heading {
        id: "channels".to_owned(),
        title: locale.count(&words.title, journeys.len()),
        persona_line: None,
        need: None,
        facts,
        foot,
        ..first.clone()
    }
}

/// How many contacts there are, in how many channels, and who begins them.
fn contact_facts(locale: &Locale, matrix: &ChannelMatrix<'_>) -> Vec<String> {
    let words = &locale.labels().channels;
    let used = matrix.rows.iter().filter(|row| row.channel.is_some() && row.total.there() > 0).count();
    let mut facts =
        vec![locale.count(&words.contacts, matrix.total.there()), locale.count(&words.channels, used)];
    if matrix.total.missing > 0 {
        facts.push(locale.count(&words.missing, matrix.total.missing));
    }
    if matrix.total.planned > 0 {
        facts.push(locale.count(&words.planned, matrix.total.planned));
    }
    facts
}

fn cell(locale: &Locale, contacts: &Contacts<'_>) -> Cell {
    let moments = [Valence::Negative, Valence::Either, Valence::Positive].map(|valence| {
        let found = contacts.moments_of(valence);
        Moments { valence, count: found.count, grade: Grade::from(found.grade) }
    });
    Cell {
        there: contacts.there(),
        missing: contacts.missing,
        planned: contacts.planned,
        retire: contacts.retire,
        mean: contacts.mean().map(|v| Feeling { v, said: signed(v) }),
        worst: contacts.worst,
        moments: moments.into_iter().filter(|moments| moments.count > 0).collect(),
        lost: contacts.context_lost,
        partial: contacts.context_partial,
        said: if contacts.is_empty() { String::new() } else { said(locale, contacts) },
        names: String::new(),
    }
}

/// A cell's numbers in words, and the names of its touchpoints.
fn said(locale: &Locale, contacts: &Contacts<'_>) -> String {
    let labels = locale.labels();
    let words = &labels.channels;
    let mut parts = Vec::new();
    if contacts.there() > 0 {
        parts.push(locale.count(&words.contacts, contacts.there()));
    }
    for (n, word) in [
        (contacts.retire, &words.retire),
        (contacts.missing, &words.missing),
        (contacts.planned, &words.planned),
    ] {
        if n > 0 {
            parts.push(locale.count(word, n));
        }
    }
    if let (Some(mean), Some(worst)) = (contacts.mean(), contacts.worst) {
        let scores = locale.count(&labels.scores, contacts.scores);
        let values = [("mean", signed(mean)), ("worst", signed(worst)), ("scores", scores)];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let template = if contacts.scores > 1 { &words.feeling } else { &words.feeling_once };
        parts.push(fill(template, &values));
    }
    for (valence, word) in [
        (Valence::Negative, &labels.moment_negative),
        (Valence::Either, &labels.moment_either),
        (Valence::Positive, &labels.moment_positive),
    ] {
        match contacts.moments_of(valence).count {
            0 => {}
            1 => parts.push(word.clone()),
            n => parts.push(format!("{word}: {n}")),
        }
    }
    for (n, word) in
        [(contacts.context_lost, &words.context_lost), (contacts.context_partial, &words.context_partial)]
    {
        if n > 0 {
            parts.push(format!("{word}: {n}"));
        }
    }
    for (wait, template) in [(contacts.live_wait, &words.live_wait), (contacts.async_wait, &words.async_wait)]
    {
        if wait > Duration::default() {
            parts.push(fill(template, &[("wait", &locale.duration(wait))]));
        }
    }
    parts.join(&labels.list_separator)
}

/// The touchpoints of a cell by name.
fn names(locale: &Locale, contacts: &Contacts<'_>) -> String {
    let shown = contacts.touchpoints.iter().take(MOST_NAMES);
    let list = locale.quoted_list(shown.map(|at| at.touchpoint.name.as_str()));
    match contacts.touchpoints.len().checked_sub(MOST_NAMES) {
        Some(more) if more > 0 => format!("{list} (+{more})"),
        _ => list,
    }
}
