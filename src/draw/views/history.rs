//! The curves of a map over time: one line a version, the newest strong, older ones paler.
//!
//! The columns are the touchpoints of the newest version. What an older one had at a touchpoint stands in the
//! column of its counterpart; touchpoints that are gone have no column and are counted in the foot.

use super::curve::compose::{point, stages, touchpoints};
use super::curve::{self, CurvePicture, Series};
use crate::diff::matches;
use crate::draw::locale::{Locale, fill};
use crate::measure::primary_series;
use crate::model::Journey;
use crate::workspace::Workspace;

/// The most lines of a picture: more could not be told apart.
pub const MOST_VERSIONS: usize = 6;

/// A version of a map.
#[derive(Clone, Copy, Debug)]
pub struct Version<'v> {
    /// The journey.
    pub journey: &'v Journey,
    /// The day it was written; `None` for what is not committed.
    pub date: Option<&'v str>,
    /// The id of its commit.
    pub commit: Option<&'v str>,
}

/// A line on its way: a version, and for each touchpoint of the newest one the place of its counterpart.
struct Line<'v> {
    version: Version<'v>,
    places: Vec<Option<usize>>,
}

/// The picture of versions, newest first; nothing when there are none.
///
/// Versions that say the same feelings as the one after them are left out. Of more than `most` that remain,
/// the newest and the oldest stay, and of the others as many as there is room for, evenly.
pub fn picture(workspace: &Workspace, versions: &[Version<'_>], most: usize) -> Option<CurvePicture> {
    let newest = versions.first()?.journey;
    let lines = chosen(lines(versions), most.clamp(1, MOST_VERSIONS));
    let base = curve::picture(workspace, newest);
    let locale = Locale::of(&base.heading.lang);
    let words = &locale.labels().history;
    let mut heading = base.heading.clone();
    heading.title = fill(&words.title, &[("title", &newest.title)]);
    let mut gone = 0;
    let names = names(&lines, &words.not_committed);
    let series = lines.iter().zip(names).enumerate().map(|(at, (line, name))| {
        let own = primary_series(line.version.journey);
        let kept = line.places.iter().flatten().count();
        gone = gone.max(own.points.len() - kept.min(own.points.len()));
        let points = line.places.iter().map(|place| {
            let score = own.points.get((*place)?)?.as_ref()?;
            Some(point(line.version.journey, &locale, score))
        });
        let absent = line.places.iter().enumerate().filter(|(_, place)| place.is_none());
        Series {
            id: line.version.commit.map_or_else(|| format!("version-{at}"), str::to_owned),
            name,
            points: points.collect(),
            absent: absent.map(|(column, _)| column).collect(),
            ..Series::default()
        }
    });
    let series: Vec<Series> = series.collect();
    if series.len() > 1 {
        heading.foot.push(words.older_are_paler.clone());
    }
    if gone > 0 {
        heading.foot.push(fill(&words.gone, &[("count", &gone.to_string())]));
    }
    Some(CurvePicture {
        heading,
        stages: stages(newest),
        touchpoints: touchpoints(newest),
        // Those of the newest version; what else there was would hide them.
        moments: base.moments.into_iter().filter(|moment| moment.series == 0).collect(),
        are_versions: true,
        series,
        ..base
    })
}

/// Every version with the places of its touchpoints, found from version to version, so that a touchpoint is
/// followed through several renames.
fn lines<'v>(versions: &[Version<'v>]) -> Vec<Line<'v>> {
    let mut lines: Vec<Line<'v>> = Vec::new();
    for version in versions {
        let places = match lines.last() {
            None => (0..version.journey.touchpoints().count()).map(Some).collect(),
            Some(newer) => {
                let found = matches(version.journey, newer.version.journey);
                let before = |place: usize| {
                    let pair = found.iter().find(|one| one.after.position == place)?;
                    Some(pair.before.position)
                };
                newer.places.iter().map(|place| before((*place)?)).collect()
            }
        };
        lines.push(Line { version: *version, places });
    }
    lines
}

/// The lines that are drawn.
fn chosen(lines: Vec<Line<'_>>, most: usize) -> Vec<Line<'_>> {
    let felt = |line: &Line<'_>| {
        let own = primary_series(line.version.journey);
        let score =
            |place: &Option<usize>| place.and_then(|place| own.points.get(place)?.map(|point| point.v));
        line.places.iter().map(score).collect::<Vec<Option<f64>>>()
    };
    // Of versions that feel the same the oldest is kept, whose date says since when; the newest stays as it is.
    let all: Vec<_> = lines.iter().map(felt).collect();
    let is_last_of_its_kind =
        |at: usize| all.get(at + 1) != Some(&all[at]) && all[..=at].iter().any(|felt| felt != &all[0]);
    let told = |at: &usize| *at == 0 || is_last_of_its_kind(*at);
    let told: Vec<usize> = (0..lines.len()).filter(told).collect();
    let kept: Vec<usize> = match told.len() {
        count if count <= most => told,
        _ if most == 1 => vec![told[0]],
        count => (0..most).map(|nth| told[nth * (count - 1) / (most - 1)]).collect(),
    };
    let mut at = 0;
    let mut lines = lines;
    lines.retain(|_| {
        at += 1;
        kept.contains(&(at - 1))
    });
    lines
}

/// What the lines are called: their dates, with the commit where two have one date.
fn names(lines: &[Line<'_>], not_committed: &str) -> Vec<String> {
    let of_day = |day: &str| lines.iter().filter(|line| line.version.date == Some(day)).count();
    let name = |line: &Line<'_>| match line.version.date {
        None => not_committed.to_owned(),
        Some(day) if of_day(day) > 1 => {
            let commit: String = line.version.commit.unwrap_or_default().chars().take(7).collect();
            format!("{day} {commit}")
        }
        Some(day) => day.to_owned(),
    };
    lines.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Emotion, Id, Score, Stage, Touchpoint};

    fn journey(scores: &[(&str, f64)]) -> Journey {
        let touchpoint = |(name, score): &(&str, f64)| Touchpoint {
            id: Some(Id::from(*name)),
            name: (*name).to_owned(),
            emotion: Some(Emotion { score: Some(Score::Number(*score)), ..Emotion::default() }),
            ..Touchpoint::default()
        };
        let stage = Stage { touchpoints: scores.iter().map(touchpoint).collect(), ..Stage::default() };
        Journey { title: "J".to_owned(), stages: vec![stage], ..Journey::default() }
    }

    fn version<'v>(journey: &'v Journey, date: &'v str) -> Version<'v> {
        Version { journey, date: Some(date), commit: Some("0123456789") }
    }

    #[test]
    fn older_scores_stand_in_the_columns_of_their_counterparts() {
        let new = journey(&[("wait", -1.0), ("get help", 1.0)]);
        let old = journey(&[("get help", 0.0), ("wait", -2.0), ("leave", 0.0)]);
        let versions = [version(&new, "2026-02-01"), version(&old, "2026-01-01")];
        let drawn = picture(&Workspace::default(), &versions, 6).unwrap();
        let scores = |at: usize| -> Vec<Option<f64>> {
            drawn.series[at].points.iter().map(|point| point.as_ref().map(|point| point.v)).collect()
        };
        assert_eq!((scores(0), scores(1)), (vec![Some(-0.5), Some(0.5)], vec![Some(-1.0), Some(0.0)]));
        assert_eq!(drawn.series[1].name, "2026-01-01");
        assert!(drawn.heading.foot.iter().any(|note| note.ends_with(": 1")), "{:?}", drawn.heading.foot);
    }

    #[test]
    fn the_same_feelings_are_one_line_and_only_so_many_are_drawn() {
        let all: Vec<Journey> = (0..9).map(|at| journey(&[("wait", f64::from(at / 2) / 4.0)])).collect();
        let dates: Vec<String> = (0..9).map(|at| format!("2026-01-0{}", 9 - at)).collect();
        let versions: Vec<_> = all.iter().zip(&dates).map(|(one, date)| version(one, date)).collect();
        let drawn = |most: usize| -> Vec<String> {
            let picture = picture(&Workspace::default(), &versions, most).unwrap();
            picture.series.iter().map(|series| series.name.clone()).collect()
        };
        assert_eq!(drawn(6), ["2026-01-09", "2026-01-06", "2026-01-04", "2026-01-02", "2026-01-01"]);
        assert_eq!(drawn(3), ["2026-01-09", "2026-01-04", "2026-01-01"]);
        assert!(picture(&Workspace::default(), &[], 3).is_none());
    }
}
