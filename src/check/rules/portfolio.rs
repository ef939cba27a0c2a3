//! All journeys together.

use crate::check::{Card, Check, Draft, Findings, RuleOption, WorkspaceCx};
use crate::measure::{MAX_DETAIL_DIFFERENCE, detail_means, series};
use crate::model::{Audience, Id, Level, Maturity};
use crate::source::Span;
use crate::syntax::Route;
use crate::workspace::FileIndex;

/// The journeys of today that are kept up, if the whole workspace was asked about and could be read: what is
/// said of a portfolio is no business of somebody who looks at one file.
fn portfolio<'w>(cx: &WorkspaceCx<'w>) -> Option<impl Iterator<Item = &'w Card>> {
    let all = cx.workspace.files.iter().all(|file| file.selected);
    let kept = |card: &&Card| !card.is_target && card.maturity != Some(Maturity::Archived);
    (all && cx.is_whole()).then(|| cx.cards.iter().filter(kept))
}

/// Something is wrong with the portfolio: said at the head of `masa.toml`, or of the first journey.
fn of_portfolio<'o>(cx: &WorkspaceCx<'_>, out: &'o mut Findings<'_>, message: String) -> Draft<'o> {
    let first = cx.cards.first().map(|card| card.file);
    out.in_file(cx.workspace.config_file().or(first).unwrap_or_default()).at_span(Span::default(), message)
}

static MANY: RuleOption =
    RuleOption::number("journeys", 10.0, 1.0, 10000.0, "how many journeys can do without an order");

rule! {
    /// Of many journeys none says where to begin.
    ///
    /// Fires once for a workspace with more than 10 current journeys when no opportunity in any of them has
    /// `reach`, `impact` and `effort`, from which an order can be made. Archived maps and maps of what should
    /// be do not count. Silent unless the whole workspace is checked and could be read.
    ///
    /// ## Why
    ///
    /// An organisation of some size has hundreds of journeys, and means to change a few. Without numbers to
    /// compare them by, the work goes to the loudest.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # in each of eleven journeys
    /// opportunities:
    ///   - {type: inform, statement: Say when the money comes, owner: head of billing, due: 2027-01}
    /// ```
    ///
    /// ## What to do
    ///
    /// Estimate reach, impact and effort where you believe that most is to be won:
    ///
    /// ```yaml
    /// opportunities:
    ///   - type: inform
    ///     statement: Say when the money comes
    ///     reach: 1500   # customers in a quarter
    ///     impact: 1     # 0.25, 0.5, 1, 2 or 3
    ///     effort: 0.5   # person-months
    ///     owner: head of billing
    ///     due: 2027-01
    /// ```
    PORTFOLIO_UNPRIORITISED = "JM961" "portfolio-unprioritised", Portfolio, Info,
        Check::Workspace(portfolio_unprioritised), options: &[&MANY]
}

fn portfolio_unprioritised(cx: &WorkspaceCx<'_>, out: &mut Findings<'_>) {
    let Some(journeys) = portfolio(cx) else { return };
    let mut count = 0;
    for card in journeys {
        if card.is_ranked {
            return;
        }
        count += 1;
    }
    if count > out.count(&MANY) {
        let message = format!("none of {count} journeys has an opportunity that can be ranked");
        let _ = of_portfolio(cx, out, message)
            .help("write `reach`, `impact` and `effort` at the opportunities that promise most");
    }
}

static ENOUGH_JOURNEYS: RuleOption = RuleOption::number(
    "journeys",
    5.0,
    2.0,
    10000.0,
    "the fewest journeys with an `audience` that are compared",
);

static MAX_SHARE: RuleOption =
    RuleOption::number("share", 0.8, 0.5, 1.0, "the share of journeys about one audience that is too much");

rule! {
    /// Almost all journeys are about the same audience.
    ///
    /// Fires once for a workspace in which at least 5 current journeys of one need name an `audience`, they
    /// are half of all or more, and 80 % of them name the same one. Archived maps and maps of what should be
    /// do not count. Silent unless the whole workspace is checked and could be read.
    ///
    /// ## Why
    ///
    /// Most journeys are drawn for those who are customers already, because they are the ones who complain.
    /// How the relationship begins weighs as much, and those who turn away before it has begun tell nobody.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # in each of five journeys
    /// level: need
    /// audience: existing
    /// ```
    ///
    /// ## What to do
    ///
    /// Map how people become customers, too. Where a team serves one audience alone, set the rule to `off` in
    /// `masa.toml`:
    ///
    /// ```yaml
    /// level: need
    /// audience: prospect
    /// ```
    PORTFOLIO_IMBALANCE = "JM962" "portfolio-imbalance", Portfolio, Info, Check::Workspace(portfolio_imbalance),
        options: &[&ENOUGH_JOURNEYS, &MAX_SHARE]
}

fn portfolio_imbalance(cx: &WorkspaceCx<'_>, out: &mut Findings<'_>) {
    let Some(journeys) = portfolio(cx) else { return };
    let (mut all, mut existing, mut prospects) = (0, 0, 0);
    // A lifecycle is about both.
    for card in journeys.filter(|card| card.level != Some(Level::Lifecycle)) {
        all += 1;
        match card.audience {
            Some(Audience::Existing) => existing += 1,
            Some(Audience::Prospect) => prospects += 1,
            None => {}
        }
    }
    let named: usize = existing + prospects;
    let most = existing.max(prospects);
    let lopsided = most as f64 >= named as f64 * out.number(&MAX_SHARE);
    if named < out.count(&ENOUGH_JOURNEYS) || 2 * named < all || !lopsided {
        return;
    }
    let (whom, help) = if existing > prospects {
        ("existing customers", "map how people become customers: `audience: prospect`")
    } else {
        ("prospects", "map what they meet once they are customers: `audience: existing`")
    };
    let message = format!("{most} of {named} journeys that name an `audience` are about {whom}");
    let _ = of_portfolio(cx, out, message).help(help);
}

rule! {
    /// A journey is a part of itself.
    ///
    /// Fires once for a circle of `parent` and `detail`: `detail` of a stage leads down to the map that shows
    /// it, `parent` leads up to the map it is a part of, and no way down may lead back to where it began. Of
    /// circles that touch, the others may be told when the first is mended.
    ///
    /// ## Why
    ///
    /// Whoever goes from the overview into the details never arrives, and nothing can be summed up along the
    /// way. One of the links says the opposite of what was meant.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// journey: refund
    /// stages:
    ///   - {name: Ask, phase: during, detail: refund}
    /// ```
    ///
    /// ## What to do
    ///
    /// Let the overview name the detail, and never the other way round:
    ///
    /// ```yaml
    /// journey: refund
    /// stages:
    ///   - {name: Ask, phase: during, detail: refund-by-phone}
    /// ```
    HIERARCHY_CYCLE = "JM963" "hierarchy-cycle", Portfolio, Error, Check::Workspace(hierarchy_cycle)
}

/// A link down, from a map to one of its parts.
#[derive(Clone, Copy)]
struct Link {
    to: FileIndex,
    /// The stage of the upper map whose `detail` it is; nothing for the `parent` of the lower one.
    stage: Option<usize>,
}

impl Link {
    /// The file in which the link stands, and the way to it.
    fn place(self, from: FileIndex) -> (FileIndex, Route) {
        match self.stage {
            Some(stage) => (from, Route::root().key("stages").index(stage).key("detail")),
            None => (self.to, Route::root().key("parent")),
        }
    }
}

/// The links down from each file; nothing when there are none at all.
fn links(cx: &WorkspaceCx<'_>) -> Option<Vec<Vec<Link>>> {
    if !cx.cards.iter().any(|card| card.parent.is_some() || !card.details.is_empty()) {
        return None;
    }
    let file_of = |id: &Id| cx.workspace.journey_file(id.parts().0);
    let mut down = vec![Vec::new(); cx.workspace.files.len()];
    for card in cx.cards {
        if let Some(upper) = card.parent.as_ref().and_then(file_of) {
            down[upper].push(Link { to: card.file, stage: None });
        }
        for (stage, detail) in &card.details {
            if let Some(to) = file_of(detail) {
                down[card.file].push(Link { to, stage: Some(*stage) });
            }
        }
    }
    Some(down)
}

/// The most maps of a circle that are named.
const MAX_NAMED: usize = 5;

fn hierarchy_cycle(cx: &WorkspaceCx<'_>, out: &mut Findings<'_>) {
    let workspace = cx.workspace;
    let Some(down) = links(cx) else { return };
    for circle in circles(&down) {
        let places: Vec<(FileIndex, Route)> = circle.iter().map(|(from, link)| link.place(*from)).collect();
        // The finding belongs into a file that was asked about.
        let Some(first) = places.iter().position(|(file, _)| workspace.files[*file].selected) else {
            continue;
        };
        let name = |at: usize| workspace.files[circle[at % circle.len()].0].id().unwrap_or_default();
        let message = match circle.len() {
            1 => format!("the journey `{}` is a part of itself", name(0)),
            2..=MAX_NAMED => {
                let names: Vec<&str> = (first..=first + circle.len()).map(name).collect();
                format!("the links from map to part go in a circle: `{}`", names.join("` > `"))
            }
            count => format!(
                "the links from map to part go in a circle of {count} maps, back to `{}`",
                name(first)
            ),
        };
        let (file, route) = places[first].clone();
        let mut draft = out
            .in_file(file)
            .at(route, message)
            .help("`detail` leads down and `parent` leads up: remove the link that says the opposite");
        for (file, route) in places.iter().cycle().skip(first + 1).take(circle.len().min(MAX_NAMED) - 1) {
            draft = draft.related(*file, route, "the circle goes on here");
        }
    }
}

/// Circles of links, each as its files with the link that leads on: files that lead to themselves, and of the
/// longer circles those that share no file with one already found.
fn circles(down: &[Vec<Link>]) -> Vec<Vec<(FileIndex, Link)>> {
    let mut circles = Vec::new();
    let mut ways = vec![0; down.len()];
    let mut up = vec![Vec::new(); down.len()];
    for (from, links) in down.iter().enumerate() {
        circles.extend(links.iter().find(|link| link.to == from).map(|link| vec![(from, *link)]));
        for link in links.iter().filter(|link| link.to != from) {
            ways[from] += 1;
            up[link.to].push(from);
        }
    }
    // Files from which every way down ends lie on no circle: take them away until none is left.
    let mut ending: Vec<FileIndex> = (0..down.len()).filter(|file| ways[*file] == 0).collect();
    while let Some(file) = ending.pop() {
        for from in &up[file] {
            ways[*from] -= 1;
            if ways[*from] == 0 {
                ending.push(*from);
            }
        }
    }
    // From each of the others a link leads to one of the others, so a walk comes back to where it has been.
    let mut walked = vec![usize::MAX; down.len()];
    for start in 0..down.len() {
        let (mut path, mut here) = (Vec::new(), start);
        while ways[here] > 0 && walked[here] == usize::MAX {
            let onward = |link: &&Link| link.to != here && ways[link.to] > 0;
            let Some(link) = down[here].iter().find(onward) else { break };
            walked[here] = start;
            path.push((here, *link));
            here = link.to;
        }
        if walked[here] == start {
            let first = path.iter().position(|(file, _)| *file == here).unwrap_or(0);
            circles.push(path.split_off(first));
        }
    }
    circles
}

static MAX_DIFFERENCE: RuleOption = RuleOption::number(
    "difference",
    MAX_DETAIL_DIFFERENCE,
    0.0,
    2.0,
    "how far a stage may feel from the map that shows it, on a scale from -1 to 1",
);

rule! {
    /// A stage feels different from the map that shows it in detail.
    ///
    /// Fires at the `detail` of a stage when the mean of the stage's own scores and the mean of the map it
    /// names differ by more than 0.5 on a scale from -1 to 1, which is one step of five. Compares the scores
    /// of one persona, and a current map with a current one only. Silent where one of the two has no scores.
    ///
    /// ## Why
    ///
    /// The overview is what is shown to those who decide. When it looks better than the map it sums up, one
    /// of the two is wrong or old, and nobody will look into the other.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # refund-by-phone.journey.yaml has a mean of -0.5
    /// stages:
    ///   - name: Ask for the refund
    ///     phase: during
    ///     detail: refund-by-phone
    ///     touchpoints:
    ///       - {name: I ask, channel: phone, initiator: customer, emotion: 1}
    /// ```
    ///
    /// ## What to do
    ///
    /// Look which of the two is right, and score the stage by the map that shows it:
    ///
    /// ```yaml
    /// stages:
    ///   - name: Ask for the refund
    ///     phase: during
    ///     detail: refund-by-phone
    ///     touchpoints:
    ///       - {name: I ask, channel: phone, initiator: customer, emotion: -1}
    /// ```
    SUMMARY_DISAGREES_WITH_DETAIL = "JM964" "summary-disagrees-with-detail", Portfolio, Warning,
        Check::Workspace(summary_disagrees_with_detail), options: &[&MAX_DIFFERENCE]
}

fn summary_disagrees_with_detail(cx: &WorkspaceCx<'_>, out: &mut Findings<'_>) {
    let workspace = cx.workspace;
    for card in cx.cards.iter().filter(|card| !card.details.is_empty() && workspace.files[card.file].selected)
    {
        let file = card.file;
        let Some(summary) = workspace.files[file].journey() else { continue };
        let details = summary.stages.iter().enumerate().filter_map(|(index, stage)| {
            let lower = workspace.journey_file(stage.detail.as_ref()?.as_str())?;
            let is_other = lower != file && !stage.touchpoints.is_empty();
            // Scores that could not be read would move the mean.
            (is_other && workspace.files[lower].faults().is_empty()).then_some((index, lower))
        });
        let mut details = details.peekable();
        if details.peek().is_none() || !workspace.files[file].faults().is_empty() {
            continue;
        }
        let all = series(summary);
        for (index, lower) in details {
            let Some(detail) = workspace.files[lower].journey() else { continue };
            if detail.is_target() != summary.is_target() {
                continue;
            }
            let theirs = series(detail);
            let limit = out.in_file(file).number(&MAX_DIFFERENCE) + 1e-9;
            let pairs = detail_means((summary, &all), index, (detail, &theirs));
            let Some((persona, ours, theirs)) = pairs.into_iter().find(|(_, a, b)| (a - b).abs() > limit)
            else {
                continue;
            };
            let of = persona.map(|persona| format!(" for `{persona}`")).unwrap_or_default();
            let (name, id) = (&summary.stages[index].name, &detail.journey);
            let message = format!(
                "`{name}` has a mean of {ours:+.2}{of}, and `{id}`, which shows it, one of {theirs:+.2}"
            );
            let _ = out
                .in_file(file)
                .at(Route::root().key("stages").index(index).key("detail"), message)
                .help("look which of the two is right, and score the stage by the map that shows it")
                .related(lower, &Route::root().key("journey"), "the map that shows the stage");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files of each circle.
    fn found(down: &[&[usize]]) -> Vec<Vec<usize>> {
        let links = |to: &&[usize]| to.iter().map(|to| Link { to: *to, stage: None }).collect();
        let down: Vec<Vec<Link>> = down.iter().map(links).collect();
        circles(&down).iter().map(|circle| circle.iter().map(|(file, _)| *file).collect()).collect()
    }

    #[test]
    fn circles_are_found_once() {
        assert_eq!(found(&[&[1], &[0]]), [[0, 1]]);
        assert_eq!(found(&[&[0]]), [[0]]);
        assert_eq!(found(&[&[1, 0], &[0, 1]]), [vec![0], vec![1], vec![0, 1]]);
        assert_eq!(found(&[&[1], &[2, 3], &[], &[1]]), [[1, 3]]);
        assert_eq!(found(&[&[1], &[0], &[3], &[2], &[0, 2]]), [[0, 1], [2, 3]]);
        assert_eq!(found(&[&[2], &[2], &[3], &[2]]), [[2, 3]]);
    }

    #[test]
    fn a_tree_has_no_circle() {
        assert!(found(&[&[1, 2], &[3], &[3], &[]]).is_empty());
        assert!(found(&[&[1, 1], &[]]).is_empty());
    }

    #[test]
    fn a_long_circle_takes_no_recursion() {
        let next: Vec<[usize; 1]> = (0..50_000).map(|at| [(at + 1) % 50_000]).collect();
        let down: Vec<&[usize]> = next.iter().map(|to| &to[..]).collect();
        assert_eq!(found(&down)[0].len(), 50_000);
    }
}
