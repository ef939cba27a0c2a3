//! One page for somebody who decides: what is asked, what is wrong, for whom, what to do, who, and how sure we are.

use crate::documents::history::bar;
use crate::documents::words::GapWords;
use crate::documents::{Block, Document, Level, Picture, Text, Tone};
use crate::draw::TextEngine;
use crate::draw::locale::Locale;
use crate::draw::views::{Drawing, Options, PageFormat, compare, curve};
use crate::measure::{
    Gap, GapKind, GapSize, Gaps, Series, contact_cases, coverage, evidence_of_scores, ranking,
};
use crate::model::{ChannelFamily, Grade, Journey, Kept, Opportunity, OpportunityType, TouchpointRef};
use crate::tables::{per_cent, plain, signed};
use crate::workspace::Workspace;

/// The most words that the page has; those in the picture do not count.
pub const MOST_WORDS: usize = 300;

/// How the page shows the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// As a picture.
    Picture,
    /// As a row of signs, where there are no pictures.
    Signs,
}

/// How many words of the map are quoted at a time, and how many gaps and actions are named; the first that keeps
/// the page within its limit is taken.
const SIZES: [(usize, usize); 9] =
    [(16, 3), (12, 3), (10, 3), (9, 3), (8, 3), (7, 3), (5, 3), (4, 2), (3, 1)];

/// From how many quoted words on a place has room for what hurts beside what was promised, and for who is mistaken.
const ROOMY: usize = 12;

/// The page for somebody who decides, of at most [`MOST_WORDS`] words and one chart.
pub fn executive(workspace: &Workspace, gaps: &Gaps<'_>, chart: Chart) -> Document {
    let fits = |page: &Page<'_, '_>| page.document(None).word_count() <= MOST_WORDS;
    let mut pages = SIZES.map(|(quoted, items)| Page::new(workspace, gaps, quoted, items)).into_iter();
    let smallest = pages.next_back();
    let Some(page) = pages.find(fits).or(smallest) else { return Document::default() };
    let drawing = (chart == Chart::Picture).then(|| drawing(workspace, gaps)).flatten();
    page.document(Some(match drawing {
        Some(drawing) => Block::Picture(Box::new(Picture { drawing, caption: None, file: None })),
        None => Block::List { items: page.signs(), numbered: false },
    }))
}

/// The curve of today and the desired one over it.
fn drawing(workspace: &Workspace, gaps: &Gaps<'_>) -> Option<Drawing> {
    let current = gaps.current.journey;
    let mut plot = match &gaps.desired {
        Some(desired) => compare::picture(workspace, current, Some(desired.journey)).plot,
        None => curve::picture(workspace, current),
    };
    // What the page says in words already.
    let heading = &mut plot.heading;
    (heading.persona_line, heading.need) = (None, None);
    for said in [&mut heading.facts, &mut heading.story, &mut heading.known, &mut heading.foot] {
        said.clear();
    }
    plot.scale_note.clear();
    let mut engine = TextEngine::new();
    let mut draw = |page| {
        let options = Options { page, theme: workspace.config.theme(None), id_prefix: None };
        curve::draw(&plot, &options, &mut engine)
    };
    let mut pages = draw(PageFormat::Pixels { width: 1600, height: 760 });
    if pages.len() != 1 {
        pages = draw(PageFormat::Free);
    }
    pages.into_iter().next()
}

/// The page while it is worded.
struct Page<'a, 'j> {
    workspace: &'a Workspace,
    gaps: &'a Gaps<'j>,
    words: &'static GapWords,
    /// The language of those words.
    lang: &'static str,
    locale: Locale,
    /// How many words of the map are quoted at a time.
    quoted: usize,
    /// How many gaps and actions are named.
    items: usize,
}

impl<'a, 'j> Page<'a, 'j> {
    fn new(workspace: &'a Workspace, gaps: &'a Gaps<'j>, quoted: usize, items: usize) -> Self {
        let journey = gaps.current.journey;
        let (lang, words) = GapWords::of(journey.lang.as_ref().map_or("", |lang| lang.as_str()));
        Self { workspace, gaps, words, lang, locale: Locale::of(lang), quoted, items }
    }

    fn journey(&self) -> &'j Journey {
        self.gaps.current.journey
    }

    fn document(&self, chart: Option<Block>) -> Document {
        let words = self.words;
        let mut document = Document {
            title: self.fill(&words.title, &[("title", &self.journey().title)]),
            about: self.about(),
            lang: self.lang.to_owned(),
            direction: self.journey().direction(),
            footer: self.footer(),
            ..Document::default()
        };
        let worst = self.gaps.worst_places(self.items);
        let actions = self.actions(&worst);
        let nobody_acts = Missing::of_actions(&actions);
        document.heading(Level::Part, words.decision.as_str());
        let decision = self.decision();
        document.paragraph(if nobody_acts.owner {
            decision.and(" ").and(Text::from(words.name_owners.as_str()).strong())
        } else {
            decision
        });
        document.heading(Level::Part, words.verdict.as_str());
        document.paragraph(self.verdict(worst.first().and_then(|gap| gap.at)));
        document.blocks.extend(chart);
        document.heading(Level::Part, words.matter.as_str());
        if worst.is_empty() {
            document.paragraph(words.no_gaps.as_str());
        } else {
            let missing = Missing::of_gaps(&worst);
            let items = worst.iter().map(|gap| self.gap(gap, &missing)).collect();
            document.blocks.push(Block::List { items, numbered: true });
            let said = [(missing.size, &words.reach_unknown_of_all), (missing.owner, &words.nobody_owns)];
            let said: Vec<&str> =
                said.iter().filter(|(holds, _)| *holds).map(|(_, said)| said.as_str()).collect();
            if !said.is_empty() {
                document.paragraph(Text::from(said.join(" ")).strong());
            }
        }
        document.heading(Level::Part, words.what_to_do.as_str());
        if actions.is_empty() {
            document.paragraph(words.no_action.as_str());
        } else {
            let items = actions.iter().map(|one| self.action(one, &worst, &nobody_acts)).collect();
            document.blocks.push(Block::List { items, numbered: true });
        }
        document.note(Tone::Plain, [self.keep_human()]);
        document.heading(Level::Part, words.unknown.as_str());
        document.paragraph(self.unknown(worst.first().and_then(|gap| gap.at)));
        document
    }

    /// A template with words of the map, each cut to what the page has room for.
    fn fill(&self, template: &str, values: &[(&str, &str)]) -> Text {
        filled(template, values, self.quoted)
    }

    /// The same for what deserves more words than the rest: for whom this is, and what the reader is asked to decide.
    fn fill_at_length(&self, template: &str, values: &[(&str, &str)]) -> Text {
        filled(template, values, 2 * self.quoted)
    }

    fn about(&self) -> Vec<Text> {
        let personas = self.journey().personas().iter().map(|id| match self.workspace.persona(id.as_str()) {
            Some(persona) => persona.name.as_str(),
            None => id.as_str(),
        });
        let who = personas.collect::<Vec<_>>().join(", ");
        let who = if who.is_empty() { self.words.customer.clone() } else { who };
        let mut about = self.fill_at_length(&self.words.for_whom, &[("who", &who)]);
        if let Some(need) = &self.journey().need {
            about = about.and(" ").and(self.fill_at_length(&self.words.need, &[("need", need)]));
        }
        vec![about]
    }

    fn decision(&self) -> Text {
        let desired = self.gaps.desired.as_ref().map(|desired| desired.journey);
        let mut goals = self.journey().goals.iter().chain(desired.into_iter().flat_map(|one| &one.goals));
        let Some(goal) = goals.next() else { return Text::from(self.words.no_goal.as_str()) };
        let said = self.fill_at_length(&self.words.adopt, &[("goal", &goal.statement)]).strong();
        let (Some(metric), Some(baseline), Some(target)) = (&goal.metric, &goal.baseline, &goal.target)
        else {
            return said;
        };
        let values =
            [("metric", metric.as_str()), ("baseline", baseline.0.as_str()), ("target", target.0.as_str())];
        said.and(" ").and(self.fill(&self.words.measured_by, &values))
    }

    fn verdict(&self, first: Option<TouchpointRef<'j>>) -> Text {
        let words = self.words;
        let mut said = Text::default();
        let outcome = self.journey().outcome.as_ref().and_then(|outcome| outcome.result.as_deref());
        if let Some(outcome) = outcome {
            said = self.fill(&words.ends, &[("outcome", outcome)]).and(" ");
        }
        let series = self.gaps.current.series();
        let lowest = series.scored().min_by(|a, b| a.v.total_cmp(&b.v));
        let said = match (series.summary(), lowest) {
            (Some(summary), Some(lowest)) if summary.negative > 0 => {
                let (bad, scored) = (summary.negative.to_string(), summary.n.to_string());
                // A place that the list names at its head need not be named twice.
                let worst = match first.is_some_and(|at| at.position == lowest.at.position) {
                    true => &words.first_gap,
                    false => &lowest.at.touchpoint.name,
                };
                said.and(self.fill(&words.feels_bad, &[("bad", &bad), ("scored", &scored), ("worst", worst)]))
            }
            (Some(_), _) => said.and(words.none_bad.as_str()),
            (None, _) => said.and(words.not_scored.as_str()),
        };
        let grade = words.grade(coverage(self.journey()).0.typical());
        let confidence = crate::draw::locale::fill(&words.confidence, &[("grade", grade)]);
        said.strong().labelled(confidence)
    }

    /// Whether today's scores were seen, told by somebody, or only inferred.
    fn known(&self) -> &'static str {
        match coverage(self.journey()).0.typical() {
            Grade::Assumption => &self.words.inferred,
            Grade::Anecdote => self.words.grade(Grade::Anecdote),
            _ => &self.words.observed,
        }
    }

    /// The curve in signs, today's and the desired one.
    fn signs(&self) -> Vec<Text> {
        let line = |name: &str, series: &Series<'_>, label: &str| {
            let mean = series.summary().map(|summary| signed(summary.mean));
            let mean = mean.map(|mean| crate::draw::locale::fill(&self.words.mean_is, &[("mean", &mean)]));
            let said = format!("{name} {} {}", sparkline(series), mean.unwrap_or_default());
            Text::from(said.trim_end()).labelled(label)
        };
        let today = line(&self.words.today, self.gaps.current.series(), self.known());
        let wanted = self.gaps.desired.as_ref();
        let wanted = wanted.map(|wanted| line(&self.words.wanted, wanted.series(), &self.words.target));
        std::iter::once(today).chain(wanted).collect()
    }

    /// One place with what the customer meets there, how large the gap is, whom it meets, and who answers for it.
    fn gap(&self, gap: &Gap<'j>, missing: &Missing) -> Text {
        let Some(at) = gap.at else { return Text::default() };
        let words = self.words;
        let touchpoint = at.touchpoint;
        let promise = self.promise(at);
        // What was promised says by itself what hurts.
        let has_room = self.quoted >= ROOMY;
        let consequence = touchpoint.pains.first().or(touchpoint.doing.as_ref());
        let consequence = consequence.filter(|_| has_room || promise.is_none());
        let mut said = match consequence.filter(|one| **one != touchpoint.name) {
            Some(consequence) => {
                let name = self.fill("{name}", &[("name", &touchpoint.name)]).strong();
                name.and(" – ").and(self.fill("{said}.", &[("said", consequence)]))
            }
            None => self.fill("{name}.", &[("name", &touchpoint.name)]).strong(),
        };
        let mut pairs = self.gaps.alignment.iter().flat_map(|alignment| &alignment.pairs);
        let pair = pairs.find(|pair| pair.current.position == at.position);
        let target = pair.and_then(|pair| pair.felt.first()?.desired).map(|point| point.v);
        let now = self.gaps.current.series().points.get(at.position).copied().flatten().map(|point| point.v);
        let fill = crate::draw::locale::fill;
        match (now.map(|v| self.locale.level(v)), target.map(|v| self.locale.level(v))) {
            (Some(level), Some(target)) if level != target => {
                let feels = fill(&words.feels_target, &[("level", level), ("target", target)]);
                said = said.and(format!(" {feels}"));
            }
            (Some(level), _) => said = said.and(format!(" {}", fill(&words.feels, &[("level", level)]))),
            _ => {}
        }
        if gap.kind == GapKind::Unanswered {
            said = said.and(format!(" {}", words.unanswered));
        }
        for other in promise.into_iter().chain(self.belief(at).filter(|_| has_room)) {
            said = said.and(" ").and(other);
        }
        match touchpoint.reach {
            Some(reach) => {
                let reach = fill(&words.reach, &[("share", &per_cent(reach.get()))]);
                said = said.and(format!(" {reach}"));
            }
            None if missing.size => {}
            None => said = said.and(format!(" {}", words.reach_unknown)),
        }
        if missing.owner { said } else { said.and(" ").and(self.owner(gap.owner)) }
    }

    /// The worst promise that was not kept at a place.
    fn promise(&self, at: TouchpointRef<'j>) -> Option<Text> {
        self.gaps_at(at).find_map(|gap| match gap.size {
            GapSize::Promise(promise, kept) => {
                let words = self.words;
                let said = if kept == Kept::Partly { &words.promise_partly } else { &words.promise_broken };
                Some(self.fill(said, &[("promise", promise)]))
            }
            _ => None,
        })
    }

    /// Who is most mistaken about what is felt at a place.
    fn belief(&self, at: TouchpointRef<'j>) -> Option<Text> {
        self.gaps_at(at).find_map(|gap| match gap.size {
            GapSize::Belief(who, believed, _) => {
                let level = self.locale.level(believed);
                Some(self.fill(&self.words.believed, &[("who", who), ("level", level)]))
            }
            _ => None,
        })
    }

    fn gaps_at(&self, at: TouchpointRef<'j>) -> impl Iterator<Item = &Gap<'j>> {
        let is_here = move |gap: &&Gap<'j>| gap.at.is_some_and(|own| own.position == at.position);
        self.gaps.gaps.iter().filter(is_here)
    }

    fn owner(&self, owner: Option<&str>) -> Text {
        match owner {
            Some(owner) => self.fill(&self.words.owner, &[("owner", owner)]),
            None => Text::from(self.words.nobody.as_str()),
        }
    }

    /// What to do first: what addresses the worst gaps before the rest of the ranking, quick wins first.
    fn actions(&self, worst: &[&Gap<'j>]) -> Vec<&'j Opportunity> {
        let ranked = ranking(self.journey(), &self.workspace.conventions);
        let ranked: Vec<&Opportunity> = ranked.into_iter().map(|one| one.opportunity).collect();
        let ranked: Vec<_> =
            ranked.into_iter().filter(|one| one.kind != Some(OpportunityType::KeepHuman)).collect();
        let mut chosen: Vec<&Opportunity> = Vec::new();
        let first = worst.iter().filter_map(|gap| ranked.iter().find(|one| addresses(one, gap)));
        for one in first.chain(&ranked) {
            if chosen.len() < self.items && !chosen.iter().any(|other| std::ptr::eq(*other, *one)) {
                chosen.push(*one);
            }
        }
        chosen.sort_by_key(|one| one.horizon.map_or(usize::MAX, |horizon| horizon as usize));
        chosen
    }

    fn action(&self, one: &Opportunity, worst: &[&Gap<'j>], missing: &Missing) -> Text {
        let words = self.words;
        let fill = crate::draw::locale::fill;
        let work = match (one.horizon, one.effort) {
            (Some(horizon), _) => words.horizon(horizon).to_owned(),
            (None, Some(effort)) => fill(&words.person_months, &[("n", &plain(effort.get()))]),
            (None, None) => words.work_unknown.clone(),
        };
        let due = match one.due {
            Some(due) => fill(&words.due, &[("due", &due.to_string())]),
            None => words.no_due.clone(),
        };
        let benefits: Vec<_> = one.benefits.iter().take(2).map(|benefit| words.benefit(*benefit)).collect();
        let moves = match benefits.as_slice() {
            [] => words.moves_unknown.clone(),
            some => fill(&words.moves, &[("what", &some.join(&self.locale.labels().list_separator))]),
        };
        let said = self.fill_at_length("{what}.", &[("what", &one.statement)]).strong();
        let said = said.and(format!(" {work} "));
        let said = if missing.owner {
            said
        } else {
            said.and(self.owner(one.owner.as_deref())).and(format!(" {due} "))
        };
        let answered: Vec<String> = (1..)
            .zip(worst)
            .filter(|(_, gap)| addresses(one, gap))
            .map(|(number, _)| number.to_string())
            .collect();
        if answered.is_empty() {
            return said.and(moves);
        }
        let answered = answered.join(&self.locale.labels().list_separator);
        said.and(format!("{moves} {}", fill(&words.answers, &[("gaps", &answered)])))
    }

    /// What stays with people: sensitive matters, and moments of truth where people meet, best of all in the
    /// desired journey.
    fn keep_human(&self) -> Text {
        let sides = self.gaps.desired.iter().chain([&self.gaps.current]);
        let mut names: Vec<&str> = Vec::new();
        for side in sides {
            let cases = contact_cases(side.journey, false);
            let stays = |at: &TouchpointRef<'_>| {
                let sensitive =
                    cases.iter().any(|case| case.veto.is_some() && case.at.position == at.position);
                sensitive || at.touchpoint.moment_of_truth.is_some() && meets_people(*at)
            };
            let found = side.journey.touchpoints().filter(stays).map(|at| at.touchpoint.name.as_str());
            names.extend(found);
            if !names.is_empty() {
                break;
            }
        }
        let names: Vec<String> = names.into_iter().take(2).map(|name| cut(name, 2 * self.quoted)).collect();
        if names.is_empty() {
            return Text::from(self.words.keep_none.as_str());
        }
        let names = self.locale.quoted_list(names.iter().map(String::as_str));
        Text::fill(&self.words.keep_human, &[("names", &names)])
    }

    fn unknown(&self, worst: Option<TouchpointRef<'j>>) -> Text {
        let words = self.words;
        let (scores, _) = coverage(self.journey());
        let weak = scores.total() - scores.at_least(Grade::Qualitative);
        let (shown, all) = (weak.to_string(), scores.total().to_string());
        let said = match scores.total() {
            0 => words.not_scored.clone(),
            _ if weak == 0 => words.strong.clone(),
            total if weak == total && total > 1 => {
                crate::draw::locale::fill(&words.all_weak, &[("all", &all)])
            }
            _ => crate::draw::locale::fill(&words.weak, &[("weak", &shown), ("all", &all)]),
        };
        let said = match self.outdated() {
            Some(outdated) => format!("{said} {outdated}"),
            None => said,
        };
        // Less than half of the scores researched, or none scored.
        let is_weak = scores.typical() < Grade::Qualitative;
        let said = if is_weak { format!("{said} {}", words.no_targets) } else { said };
        let Some(at) = worst else { return Text::from(said) };
        let family =
            at.touchpoint.channel.as_ref().and_then(|channel| channel.kind()).map(|kind| kind.family);
        let template = match family {
            _ if weak == 0 && scores.total() > 0 => &words.learn_count,
            Some(ChannelFamily::Digital | ChannelFamily::Machine) => &words.learn_logs,
            _ => &words.learn_calls,
        };
        Text::from(format!("{said} {template}"))
    }

    /// How many scores were researched too long ago.
    fn outdated(&self) -> Option<String> {
        self.gaps.gaps.iter().find_map(|gap| match gap.size {
            GapSize::Stale(old, all) => {
                let values = [("old", &*old.to_string()), ("all", &all.to_string())];
                Some(crate::draw::locale::fill(&self.words.outdated, &values))
            }
            _ => None,
        })
    }

    fn footer(&self) -> Vec<Text> {
        let words = self.words;
        let fill = crate::draw::locale::fill;
        let journey = self.journey();
        let used = evidence_of_scores(journey);
        let (scores, _) = coverage(journey);
        let heard: u32 = used.iter().filter_map(|evidence| evidence.n).sum();
        let mut said = vec![fill(&words.heard, &[("n", &heard.to_string())])];
        let grades = Grade::ALL.iter().zip(scores.by_grade).rev().filter(|(_, count)| *count > 0);
        let grades: Vec<_> =
            grades.map(|(grade, count)| format!("{count} {}", words.grade(*grade))).collect();
        if !grades.is_empty() {
            let grades = grades.join(&self.locale.labels().list_separator);
            said.push(fill(&words.grades, &[("grades", &grades)]));
        }
        let dates = || used.iter().filter_map(|evidence| evidence.collected);
        said.push(match (dates().min(), dates().max()) {
            (Some(first), Some(last)) => {
                fill(&words.collected, &[("first", &first.to_string()), ("last", &last.to_string())])
            }
            _ => words.undated.clone(),
        });
        said.push(match journey.reviewed {
            Some(date) => fill(&words.reviewed, &[("date", &date.to_string())]),
            None => words.never_reviewed.clone(),
        });
        let ids = std::iter::once(&self.gaps.current).chain(&self.gaps.desired);
        let ids: Vec<_> = ids.map(|side| side.journey.journey.as_str()).collect();
        vec![Text::from(said.join(" ")), self.fill(&words.maps, &[("ids", &ids.join(", "))])]
    }
}

/// What every entry of a list lacks, which is said once below it and not behind each.
struct Missing {
    /// Nobody answers for any of them, and where entries have a date, none has one.
    owner: bool,
    /// Nobody knows how many customers they meet.
    size: bool,
}

impl Missing {
    fn of_gaps(gaps: &[&Gap<'_>]) -> Self {
        let is_list = gaps.len() > 1;
        let has_reach = |gap: &Gap<'_>| gap.at.is_some_and(|at| at.touchpoint.reach.is_some());
        Self {
            owner: is_list && gaps.iter().all(|gap| gap.owner.is_none()),
            size: is_list && !gaps.iter().any(|gap| has_reach(gap)),
        }
    }

    fn of_actions(actions: &[&Opportunity]) -> Self {
        let is_free = |one: &&Opportunity| one.owner.is_none() && one.due.is_none();
        Self { owner: actions.len() > 1 && actions.iter().all(is_free), size: false }
    }
}

/// Whether an action is for the touchpoint of a gap, or for its stage.
fn addresses(one: &Opportunity, gap: &Gap<'_>) -> bool {
    gap.at.is_some_and(|at| {
        let here = [at.touchpoint.id(), at.stage.id()];
        one.addresses.iter().any(|id| here.contains(&id.as_str()))
    })
}

/// Whether a person of the provider's is met there.
fn meets_people(at: TouchpointRef<'_>) -> bool {
    let family = at.touchpoint.channel.as_ref().and_then(|channel| channel.kind()).map(|kind| kind.family);
    matches!(family, Some(ChannelFamily::InPerson | ChannelFamily::Voice))
}

/// A curve as a row of eight heights; a point where nothing is scored.
fn sparkline(series: &Series<'_>) -> String {
    series.points.iter().map(|point| bar(point.map(|point| point.v))).collect()
}

/// A template with words of the map, each cut to about as many words as said.
fn filled(template: &str, values: &[(&str, &str)], quoted: usize) -> Text {
    let shortened: Vec<_> = values.iter().map(|(name, value)| (*name, cut(value, quoted))).collect();
    let values: Vec<_> = shortened.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut text = Text::fill(template, &values);
    // A sentence that ends by itself needs no point behind it.
    for next in 1..text.0.len() {
        if text.0[next - 1].text.ends_with(['…', '?', '!']) && text.0[next].text.starts_with('.') {
            text.0[next].text.remove(0);
        }
    }
    text.0.retain(|run| !run.text.is_empty());
    text
}

/// How many words more than allowed a text may have and still be quoted whole: a sentence without its last word
/// helps nobody.
const SPARED: usize = 2;

/// The first words of a text; its point is left to the sentence around it.
fn cut(text: &str, quoted: usize) -> String {
    let text = text.trim().trim_end_matches('.');
    let words: Vec<_> = text.split_whitespace().collect();
    let first = if words.len() <= quoted + SPARED { &words[..] } else { &words[..quoted] };
    let joined = first.join(" ");
    let short: String = joined.chars().take(quoted * 14).collect();
    if first.len() < words.len() || short.len() < joined.len() { format!("{short}…") } else { short }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::measure::gaps;
    use crate::workspace::load;

    fn examples() -> Workspace {
        load(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")]).unwrap().remove(0)
    }

    #[test]
    fn the_page_fits_for_every_example() {
        let workspace = examples();
        let mut count = 0;
        for (_, journey) in workspace.journeys() {
            let desired =
                workspace.desired_of(journey.journey.as_str()).into_iter().map(|(_, one)| one).next();
            let found = gaps(journey, desired, &workspace.conventions);
            for chart in [Chart::Signs, Chart::Picture] {
                let document = executive(&workspace, &found, chart);
                let of_chart = document.blocks.iter().find_map(|block| match block {
                    Block::List { items, numbered: false } => Some(items.iter().map(Text::word_count).sum()),
                    _ => None,
                });
                let said = document.word_count() - of_chart.unwrap_or(0);
                assert!((60..=MOST_WORDS).contains(&said), "{}: {said} words", journey.journey);
                let pictures =
                    document.blocks.iter().filter(|block| matches!(block, Block::Picture(_))).count();
                assert_eq!(pictures, usize::from(chart == Chart::Picture), "{}", journey.journey);
            }
            count += 1;
        }
        assert!(count > 20, "{count}");
    }

    fn page(id: &str) -> String {
        let workspace = examples();
        let current = workspace.journey(id).unwrap();
        let desired = workspace.desired_of(id).into_iter().map(|(_, one)| one).next();
        let found = gaps(current, desired, &workspace.conventions);
        executive(&workspace, &found, Chart::Signs).markdown()
    }

    /// What is wrong, for whom, what to do, who, and how sure we are.
    #[test]
    fn a_stranger_finds_the_answers() {
        let english = page("car-test-drive-current");
        for said in [
            "For whom: ",
            "Lost to the competitor",
            "how sure: one person's account",
            "16 today, 1 wanted.",
            "The representative starts from scratch",
            "target: very positive",
            "Owner: nobody.",
            "Name owners and dates: no action has any.",
            "whoever picks up the phone sees the details",
            "Takes weeks.",
            "Leave to people: ",
            "None of the 9 scores is researched. Good for questions, not for setting targets.",
            "Customers heard: 1.",
            "*(one person's account)*",
            "*(target)*",
        ] {
            assert!(english.contains(said), "{said}: {english}");
        }
        let hebrew = page("car-test-drive-current-he");
        assert!(hebrew.starts_with("<div dir=\"rtl\">"), "{hebrew}");
        for said in ["ההחלטה הנדרשת", "עדות בודדת", "אין להם אחראי.", "להשאיר בידי אנשים"]
        {
            assert!(hebrew.contains(said), "{said}: {hebrew}");
        }
        let latin = hebrew.lines().filter(|line| !line.contains("car-test-drive") && !line.contains("<"));
        let latin: Vec<_> = latin.filter(|line| line.chars().any(|c| c.is_ascii_alphabetic())).collect();
        assert!(latin.iter().all(|line| line.contains("WhatsApp")), "{latin:?}");
    }

    /// Whatever a map says, and however long, the page keeps its limits.
    #[test]
    fn long_texts_are_cut() {
        let long = "word ".repeat(2_000);
        let unbroken = "x".repeat(20_000);
        let text = format!(
            "journey: a\ntitle: {long}\nneed: {long}\noutcome: {long}\ngoals: [{{statement: {long}, metric: {long}, \
             baseline: {long}, target: {unbroken}}}]\nstages:\n  - name: S\n    touchpoints:\n      - {{name: {long}, \
             pains: [{unbroken}], emotion: -2, channel: phone, owner: {long}, moment_of_truth: {{}}}}\n      - {{name: \
             {unbroken}, emotion: -1}}\n      - {{name: {long}, id: c, emotion: 1, effort: {{form: true}}}}\n\
             opportunities:\n  - {{statement: {long}, addresses: [c], owner: {long}}}\n"
        );
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.journey.yaml");
        std::fs::write(&path, text).unwrap();
        let workspace = load(&[path]).unwrap().remove(0);
        let (_, journey) = workspace.journeys().next().unwrap();
        let found = gaps(journey, None, &workspace.conventions);
        let document = executive(&workspace, &found, Chart::Signs);
        let markdown = document.markdown();
        assert!(document.word_count() <= MOST_WORDS, "{}", document.word_count());
        assert!(markdown.len() < 6_000, "{}", markdown.len());
    }

    #[test]
    fn curves_become_rows_of_signs() {
        let workspace = examples();
        let journey = workspace.journey("car-test-drive-current").unwrap();
        assert_eq!(sparkline(&crate::measure::primary_series(journey)), "▆▅▃▃▁▅▃▁▁");
    }
}
