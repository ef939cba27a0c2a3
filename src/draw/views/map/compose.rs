//! From a journey and its measures to the picture's view model.

use super::describe::describe;
use super::{MapEvidence, MapMoment, MapOpportunity, MapPicture, MapTouchpoint, MapWait};
use crate::draw::icons::Icon;
use crate::draw::locale::{Locale, fill};
use crate::draw::views::curve::{self, compose::minus};
use crate::draw::views::marks::Grade;
use crate::measure::{self, EffortEvent, Estimate};
use crate::model::{self, Journey, Measured, MomentOfTruth, Opportunity, TouchpointRef};
use crate::tables::{per_cent, plain};
use crate::workspace::Workspace;

/// The journey map of a journey, with the names its personas have in the workspace.
pub fn picture(workspace: &Workspace, journey: &Journey) -> MapPicture {
    let curve = curve::picture(workspace, journey);
    let locale = Locale::of(&curve.heading.lang);
    let effort = measure::effort(journey, &workspace.conventions);
    let mut before: Option<TouchpointRef<'_>> = None;
    let touchpoints = journey.touchpoints().map(|at| {
        let found = touchpoint(journey, &locale, &effort, at, before);
        before = Some(at);
        found
    });
    let touchpoints = touchpoints.collect();
    let mut heading = curve.heading.clone();
    heading.story = story(workspace, journey, &locale);
    heading.known = known(journey, &locale);
    let mut picture = MapPicture {
        heading,
        curve,
        touchpoints,
        opportunities: journey
            .opportunities
            .iter()
            .enumerate()
            .map(|(i, one)| opportunity(journey, &locale, i, one))
            .collect(),
        description: String::new(),
    };
    picture.description = describe(&picture);
    picture
}

/// The scenario, what the persona says, and what they want.
fn story(workspace: &Workspace, journey: &Journey, locale: &Locale) -> Vec<String> {
    let words = &locale.labels().map;
    let mut story: Vec<String> =
        journey.scenario.iter().map(|scenario| fill(&words.scenario, &[("scenario", scenario)])).collect();
    let personas = journey.personas().iter().filter_map(|id| workspace.persona(id.as_str()));
    let personas: Vec<_> = personas.collect();
    // With several personas nobody could tell whose words or wishes these are.
    if let [persona] = personas.as_slice() {
        story.extend(persona.quote.iter().map(|quote| locale.quoted(&quote.text)));
        story.extend(persona.goals.iter().map(|goal| fill(&words.goal, &[("goal", goal)])));
    }
    story
}

/// What the map rests on, and when it was looked through.
fn known(journey: &Journey, locale: &Locale) -> Vec<String> {
    let labels = locale.labels();
    let words = &labels.map;
    let mut known = Vec::new();
    let (scores, _) = measure::coverage(journey);
    if journey.is_target() {
        if scores.total() > 0 {
            known.push(words.targets.clone());
        }
    } else if scores.total() > 0 {
        let researched = scores.at_least(model::Grade::Qualitative);
        let anecdotes = scores.at_least(model::Grade::Anecdote) - researched;
        let parts = [
            (researched, &labels.researched),
            (anecdotes, &labels.anecdote),
            (scores.assumed(), &labels.assumption),
        ];
        let parts: Vec<_> = parts.into_iter().filter(|(count, _)| *count > 0).collect();
        let grades: Vec<String> = match parts.as_slice() {
            [(_, grade)] => vec![(*grade).clone()],
            several => several
                .iter()
                .map(|(count, grade)| {
                    fill(&words.known_part, &[("count", &count.to_string()), ("grade", grade)])
                })
                .collect(),
        };
        let mut grades = grades.join(&labels.list_separator);
        // One number says something only when all scores rest on the same customers.
        if let [only] = measure::evidence_of_scores(journey).as_slice()
            && let Some(n) = only.n.filter(|_| scores.assumed() == 0)
        {
            grades = fill(&words.with_n, &[("what", &grades), ("n", &n.to_string())]);
        }
        let count = locale.count(&labels.scores, scores.total());
        known.push(fill(&words.known, &[("scores", &count), ("grades", &grades)]));
    }
    known.push(match journey.reviewed {
        Some(date) => fill(&words.reviewed, &[("date", &date.to_string())]),
        None => words.never_reviewed.clone(),
    });
    known
}

fn touchpoint(
    journey: &Journey,
    locale: &Locale,
    effort: &measure::Effort<'_>,
    at: TouchpointRef<'_>,
    before: Option<TouchpointRef<'_>>,
) -> MapTouchpoint {
    let words = &locale.labels().map;
    let touchpoint = at.touchpoint;
    let text = |text: &Option<String>| text.iter().filter(|t| !t.trim().is_empty()).cloned().collect();
    let arrival = touchpoint.arrives.as_ref();
    let context = arrival.and_then(|arrival| arrival.context);
    let link = context.filter(|_| {
        before.is_some_and(|before| {
            let from = arrival.and_then(|arrival| arrival.from.as_ref());
            let is_neighbour = from.is_none_or(|from| from.as_str() == before.touchpoint.id());
            is_neighbour
                && before.touchpoint.channel.is_some()
                && touchpoint.channel.is_some()
                && before.touchpoint.channel != touchpoint.channel
        })
    });
    let points =
        |what: &str, points: u32| fill(&words.points, &[("what", what), ("points", &points.to_string())]);
    let items = effort.items.iter().filter(|item| item.at.position == at.position);
    let points_of = |event: EffortEvent| {
        items.clone().filter(|item| item.event == event).map(|item| item.points).sum::<u32>()
    };
    let wait = |template: &str, time: Option<model::Duration>, event: EffortEvent| {
        let time = time.filter(|time| time.seconds() > 0)?;
        let said = fill(template, &[("time", &short_time(locale, time))]);
        let said = match points_of(event) {
            0 => said,
            n => points(&said, n),
        };
        Some(MapWait { said, seconds: time.seconds() })
    };
    let live = wait(&words.live_wait, touchpoint.live_wait, EffortEvent::LiveWait);
    let later = wait(&words.async_wait, touchpoint.async_wait, EffortEvent::AsyncWait);
    MapTouchpoint {
        doing: text(&touchpoint.doing),
        thinking: text(&touchpoint.thinking),
        quote: touchpoint.quote.iter().map(|quote| locale.quoted(&quote.text)).collect(),
        needs: touchpoint.needs.clone(),
        dilemmas: touchpoint.dilemmas.clone(),
        pains: touchpoint.pains.clone(),
        gains: touchpoint.gains.clone(),
        feelings: touchpoint.emotion.iter().flat_map(|emotion| emotion.words.clone()).collect(),
        channel: touchpoint
            .channel
            .as_ref()
            .map(|channel| (Icon::of_channel(channel), locale.channel(channel).to_owned())),
        link,
        moment: touchpoint.moment_of_truth.as_ref().map(|moment| MapMoment {
            valence: moment.valence(),
            // Nobody has felt a target yet.
            grade: match journey.is_target() {
                true => Grade::Assumption,
                false => Grade::from(measure::moment_basis(journey, touchpoint).grade),
            },
            label: moment_label(locale, moment),
            responses: responses(locale, moment),
        }),
        waits: live.into_iter().chain(later).collect(),
        effort: items
            .clone()
            .filter(|item| !item.event.is_wait())
            .map(|item| points(locale.effort_event(item.event), item.points))
            .collect(),
        context: context
            .iter()
            .filter_map(|context| Some((*context, words.context.get(context.as_str())?.clone())))
            .collect(),
        choice: arrival
            .and_then(|arrival| arrival.voluntary)
            .map(|chosen| if chosen { words.chosen.clone() } else { words.forced.clone() }),
        owner: touchpoint.owner.clone(),
        missed: touchpoint
            .missed_opportunities
            .iter()
            .map(|missed| match &missed.who {
                Some(who) => fill(&words.who_what, &[("who", who), ("what", &missed.action)]),
                None => missed.action.clone(),
            })
            .collect(),
        metrics: touchpoint
            .metrics
            .iter()
            .map(|(name, metric)| metric_words(journey, locale, Measured { name, metric, at: Some(at) }))
            .collect(),
        evidence: evidence(journey, locale, at),
    }
}

/// A length of time in words; in short ones where it takes two units under a day.
fn short_time(locale: &Locale, time: model::Duration) -> String {
    let words = &locale.labels().map;
    let seconds = time.seconds();
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let number = |n: u64| n.to_string();
    match (hours, minutes, rest) {
        (0, 1.., 1..) => {
            let values = [("minutes", number(minutes)), ("seconds", number(rest))];
            fill(&words.minutes_seconds, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        (1..24, 1.., _) => {
            let values = [("hours", number(hours)), ("minutes", number(minutes))];
            fill(&words.hours_minutes, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        _ => locale.duration(time),
    }
}

fn moment_label(locale: &Locale, moment: &MomentOfTruth) -> String {
    let labels = locale.labels();
    match (&moment.at_risk, moment.valence()) {
        (Some(what), _) => fill(&labels.at_stake, &[("what", what)]),
        (None, model::Valence::Positive) => labels.moment_positive.clone(),
        (None, model::Valence::Negative) => labels.moment_negative.clone(),
        (None, model::Valence::Either) => labels.moment_either.clone(),
    }
}

/// What is built; or what may be used; or what people do.
fn responses(locale: &Locale, moment: &MomentOfTruth) -> Vec<String> {
    let words = &locale.labels().map;
    let Some(response) = &moment.response else { return Vec::new() };
    let lists = [&response.solutions, &response.levers, &response.guidelines];
    let what = lists.into_iter().find(|list| !list.is_empty());
    let kind = response.kind.and_then(|kind| words.responses.get(kind.as_str()));
    let all = what.into_iter().flatten().enumerate().map(|(i, what)| match kind.filter(|_| i == 0) {
        Some(kind) => fill(&words.response_kind, &[("kind", kind), ("what", what)]),
        None => what.clone(),
    });
    all.collect()
}

/// A metric with its value; of too few nothing but how few they are.
fn metric_words(journey: &Journey, locale: &Locale, measured: Measured<'_>) -> String {
    let (words, metric) = (&locale.labels().map, measured.metric);
    let figures = measure::reading(measured).figures.filter(|_| !journey.is_target());
    let first = figures.as_ref().and_then(|figures| figures.value()?.first().copied());
    let counted =
        first.map(|figure| if figure.what.is_share() { per_cent(figure.value) } else { plain(figure.value) });
    let stated = metric.value.map(|value| {
        let value: Vec<String> = [minus(&value.to_string())].into_iter().chain(metric.unit.clone()).collect();
        value.join(" ")
    });
    let value = stated.or(counted).unwrap_or_default();
    let (template, n) = match figures {
        Some(Estimate::Withheld { n }) => (&words.metric_withheld, n),
        Some(Estimate::Small { n, .. }) => (&words.metric_few, n),
        Some(Estimate::Sound { n, .. }) => (&words.metric, n),
        None => (&words.metric, 0),
    };
    fill(template, &[("name", measured.name), ("value", &value), ("n", &n.to_string())])
}

fn evidence(journey: &Journey, locale: &Locale, at: TouchpointRef<'_>) -> Option<MapEvidence> {
    let words = &locale.labels().map;
    let emotion = at.touchpoint.emotion.as_ref();
    let felt = emotion.filter(|emotion| emotion.score.is_some() || !emotion.by.is_empty())?;
    let basis = measure::basis(journey, at.touchpoint, felt.evidence.as_ref());
    let grade = words.grades.get(basis.grade.as_str())?;
    let said = match basis.n {
        Some(n) => fill(&words.with_n, &[("what", grade), ("n", &n.to_string())]),
        None => grade.clone(),
    };
    Some(MapEvidence { grade: Grade::from(basis.grade), said, id: basis.id.map(str::to_owned) })
}

fn opportunity(journey: &Journey, locale: &Locale, index: usize, one: &Opportunity) -> MapOpportunity {
    let words = &locale.labels().map;
    let is_addressed = |at: &TouchpointRef<'_>| {
        one.addresses.iter().any(|id| id.as_str() == at.touchpoint.id() || id.as_str() == at.stage.id())
    };
    let mut touchpoints: Vec<usize> =
        journey.touchpoints().filter(is_addressed).map(|at| at.position).collect();
    if touchpoints.is_empty() {
        touchpoints = (0..journey.touchpoints().count()).collect();
    }
    let due = one.due.map(|due| due.to_string());
    let note = match (&one.owner, &due) {
        (Some(owner), Some(due)) => Some(fill(&words.owner_due, &[("owner", owner), ("due", due)])),
        (Some(owner), None) => Some(owner.clone()),
        (None, Some(due)) => Some(fill(&words.due, &[("due", due)])),
        (None, None) => None,
    };
    let id = one.id.as_ref().map_or_else(|| (index + 1).to_string(), |id| id.to_string());
    MapOpportunity { id, touchpoints, statement: one.statement.clone(), note }
}
