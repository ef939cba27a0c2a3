//! What a curve's legend explains: only what this picture shows, in words.

use super::{CurvePicture, Grade, Valence};
use crate::draw::locale::{Locale, fill};
use crate::draw::theme::Theme;
use crate::draw::views::marks::{MOMENT, Mark, POINT, Shape};
use crate::draw::views::samples::Sample;

/// The explanations that a curve needs: only what it shows.
pub fn items(picture: &CurvePicture, theme: &Theme) -> Vec<(Sample, String)> {
    let locale = Locale::of(&picture.heading.lang);
    let labels = locale.labels();
    let mark = |shape, grade, color, radius| Mark { shape, grade, color, radius, ring: false };
    let mut items = Vec::new();
    let felt = |grade| picture.scores().any(|p| p.grade == grade && !p.target);
    let point = |grade| Sample::Mark(mark(Shape::Circle, grade, theme.ink, POINT));
    if felt(Grade::Researched) {
        items.push((point(Grade::Researched), labels.researched.clone()));
    }
    if felt(Grade::Anecdote) {
        items.push((point(Grade::Anecdote), labels.anecdote.clone()));
    }
    let (assumed, scores) = picture.assumed();
    if felt(Grade::Assumption) {
        let count = locale.count(&labels.scores, scores);
        let words = fill(&labels.assumed_share, &[("assumed", &assumed.to_string()), ("scores", &count)]);
        items.push((point(Grade::Assumption), words));
        if picture.series.iter().any(|s| s.points.iter().flatten().count() > 1) {
            items.push((Sample::Dashed, labels.leans_on_assumption.clone()));
        }
    }
    if picture.scores().any(|p| p.target) {
        let target = mark(Shape::Diamond, Grade::Assumption, theme.ink, POINT);
        items.push((Sample::Dotted(target), labels.target.clone()));
    }
    let scored = |t: usize| (0..picture.series.len()).filter(move |s| picture.point(*s, t).is_some()).count();
    let is_unscored = |t: usize| scored(t) == 0;
    if (0..picture.touchpoints.len()).any(is_unscored) {
        items.push((Sample::Tick, labels.unscored.clone()));
    } else if (0..picture.touchpoints.len())
        .any(|t| (0..picture.series.len()).any(|s| picture.is_missing(s, t)))
    {
        items.push((Sample::Gap, labels.unscored.clone()));
    }
    // A sample is filled as the marks of its kind are; when they differ it is solid.
    let filling = |valence| {
        let marks = picture.moments.iter().filter(|m| m.valence == valence);
        let mut grades = marks
            .filter_map(|m| picture.point(m.series, m.touchpoint))
            .map(|(point, _)| if point.target { Grade::Assumption } else { point.grade });
        let first = grades.next()?;
        Some(if grades.all(|grade| grade == first) { first } else { Grade::Researched })
    };
    for (valence, color, words) in [
        (Valence::Positive, theme.positive, &labels.moment_positive),
        (Valence::Negative, theme.negative, &labels.moment_negative),
        (Valence::Either, theme.opportunity, &labels.moment_either),
    ] {
        if let Some(grade) = filling(valence) {
            let sample = mark(Shape::of_moment(valence), grade, color, MOMENT * 0.8);
            items.push((Sample::Mark(sample), words.clone()));
        }
    }
    let critical = picture
        .moments
        .iter()
        .find(|m| m.criticality >= 3 && picture.point(m.series, m.touchpoint).is_some());
    if let Some(moment) = critical {
        let sample = mark(Shape::of_moment(moment.valence), Grade::Researched, theme.muted, MOMENT * 0.5);
        items.push((Sample::Ring(sample), labels.critical.clone()));
    }
    items
}
