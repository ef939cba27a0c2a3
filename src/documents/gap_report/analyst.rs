//! The report for somebody who wants to see what every number rests on, in a fixed order of sections.

use super::locale::Words;
use super::words;
use crate::documents::{Block, Document, Level, Text, Tone};
use crate::draw::locale::{Locale, fill};
use crate::measure::{
    self, Action, Estimate, Freshness, Gap, GapKind, GapSize, GapType, Gaps, Measured, Series, Side,
    Validation, contact_cases, coverage, moment_basis, ranking,
};
use crate::model::{Channel, ChannelFamily, Context, Date, Grade, Journey, Kept, TouchpointRef};
use crate::tables::{Cell, Table, plain, signed};
use crate::workspace::Workspace;

/// The report for an analyst on a day: fifteen sections in the same order for every map. A section for which the
/// map carries nothing says so.
pub fn analyst(workspace: &Workspace, gaps: &Gaps<'_>, today: Date) -> Document {
    let journey = gaps.current.journey;
    let (lang, words) = Words::of(journey.lang.as_ref().map_or("", |lang| lang.as_str()));
    let known = measure::validation(journey, &workspace.conventions, today);
    let report = Report { workspace, gaps, words, locale: Locale::of(lang), known };
    let mut document = Document {
        title: Text::fill(&words.title, &[("title", &journey.title)]),
        about: vec![Text::from(
            report.say("For analysts. Observed, inferred and target are told apart; worst first."),
        )],
        lang: lang.to_owned(),
        direction: journey.direction(),
        ..Document::default()
    };
    report.sections(&mut document);
    document
}

/// The report while it is worded.
struct Report<'a, 'j> {
    workspace: &'a Workspace,
    gaps: &'a Gaps<'j>,
    words: &'static Words,
    locale: Locale,
    known: Validation<'j>,
}

impl<'a, 'j> Report<'a, 'j> {
    fn journey(&self) -> &'j Journey {
        self.gaps.current.journey
    }

    /// A text of ours in the language of the report.
    fn say<'t>(&self, text: &'t str) -> &'t str {
        self.words.term(text)
    }

    /// A template of ours, filled in.
    fn fill(&self, template: &str, values: &[(&str, &str)]) -> String {
        fill(self.say(template), values)
    }

    /// A table whose heads are ours.
    fn table(&self, headers: &[&str]) -> Table {
        let headers: Vec<_> = headers.iter().map(|header| self.say(header)).collect();
        Table::new("", &headers)
    }

    fn sections(&self, document: &mut Document) {
        let numbered = [
            ("What this is about", self.about()),
            ("How validated", self.validated()),
            ("Overview", self.overview()),
            ("Touchpoints side by side", self.alignment()),
            ("Gaps by type", self.by_type()),
            ("Moments of truth", self.moments()),
            ("Valleys, falls and peaks", self.shape()),
            ("Effort and channels", self.effort()),
            ("Causes and prevention", self.contacts()),
            ("Expectations", self.expectations()),
            ("Opportunities", self.opportunities()),
            ("How far the numbers can be pushed", self.sensitivity()),
            ("Open questions", self.questions()),
            ("Changes since the last report", Vec::new()),
            ("How it is computed", self.appendix()),
        ];
        for (index, (title, blocks)) in numbered.into_iter().enumerate() {
            document.heading(Level::Part, format!("{}. {}", index + 1, self.say(title)));
            if blocks.is_empty() {
                let nothing = match title {
                    "Changes since the last report" => {
                        "A report knows one version of a map; git keeps the others."
                    }
                    _ => "The map carries nothing for this section.",
                };
                document.paragraph(self.say(nothing));
            }
            document.blocks.extend(blocks);
        }
    }

    /// Whether a grade was seen, or only inferred.
    fn known_as(&self, grade: Grade) -> &'static str {
        if grade == Grade::Assumption { &self.words.inferred } else { &self.words.observed }
    }

    fn about(&self) -> Vec<Block> {
        let journey = self.journey();
        let mut table = self.table(&["what", "value"]);
        let mut row = |what: &str, value: String| {
            if !value.is_empty() {
                table.row(vec![Cell::text(self.say(what)), Cell::text(value)]);
            }
        };
        row("current", journey.journey.to_string());
        row(
            "desired",
            self.gaps.desired.as_ref().map_or(String::new(), |side| side.journey.journey.to_string()),
        );
        row("plan", self.gaps.planned.map_or(String::new(), |planned| planned.journey.to_string()));
        let personas = journey.personas().iter().map(|id| match self.workspace.persona(id.as_str()) {
            Some(persona) => persona.name.clone(),
            None => id.to_string(),
        });
        row("persona", personas.collect::<Vec<_>>().join(", "));
        row("need", journey.need.clone().unwrap_or_default());
        if let Some(scope) = &journey.scope {
            let ends = [scope.starts.as_deref(), scope.ends.as_deref()];
            row("scope", ends.into_iter().flatten().collect::<Vec<_>>().join(" – "));
            row("left out", scope.excludes.join(", "));
        }
        row("level", journey.level.map_or(String::new(), |level| self.say(level.as_str()).to_owned()));
        row("scale", journey.scale().to_string());
        row("owner", journey.owner.clone().unwrap_or_else(|| self.say("nobody").to_owned()));
        row(
            "contributors",
            match journey.contributors.len() {
                0 => String::new(),
                some => some.to_string(),
            },
        );
        let mut blocks = vec![Block::Table(table)];
        let changed = self.workspace.conventions.changed();
        let usual = |one: &crate::workspace::ChangedConvention| {
            let values =
                [("key", one.key.as_str()), ("value", one.value.as_str()), ("usual", one.usual.as_str())];
            Text::from(self.fill("Computed with {key} = {value}; usually {usual}.", &values))
        };
        if !changed.is_empty() {
            blocks.push(Block::Note(Tone::Caution, changed.iter().map(usual).collect()));
        }
        blocks
    }

    fn validated(&self) -> Vec<Block> {
        let mut claims = self.table(&["claims", "researched", "of", "share"]);
        for (kind, coverage) in &self.known.claims {
            let researched = coverage.at_least(Grade::Qualitative);
            claims.row(vec![
                Cell::text(self.say(kind.name())),
                Cell::Count(researched as i64),
                Cell::Count(coverage.total() as i64),
                Cell::Share(researched as f64 / coverage.total().max(1) as f64),
            ]);
        }
        let mut evidence = self.table(&["evidence", "grade", "n", "collected", "still counts"]);
        let mut small = Vec::new();
        for one in &self.known.evidence {
            evidence.row(vec![
                Cell::text(one.id),
                Cell::text(self.words.grade(one.evidence.effective_grade())),
                one.evidence.n.map_or(Cell::Empty, |n| Cell::Count(n.into())),
                Cell::maybe(one.evidence.collected.map(|date| date.to_string()).as_deref()),
                match one.freshness {
                    Freshness::Of(share) => Cell::Share(share),
                    Freshness::Undated => Cell::text(self.say("no date")),
                    Freshness::Overtaken(event) => Cell::text(event.event.clone()),
                },
            ]);
            if let Some(n) = one.evidence.n.filter(|n| *n < measure::ENOUGH) {
                let n = n.to_string();
                let said = self.say("{id}: n = {n}. Single voices; no shares, no targets.");
                small.push(Text::fill(said, &[("id", one.id), ("n", &n)]));
            }
        }
        let tables = [claims, evidence].into_iter().filter(|table| !table.rows.is_empty()).map(Block::Table);
        let mut blocks: Vec<Block> = tables.collect();
        if !small.is_empty() {
            blocks.push(Block::Note(Tone::Caution, small));
        }
        if let Some(index) = self.known.index {
            let index = plain(index);
            blocks.push(self.line(
                "Evidence index {index} of 1, for following this map over time.",
                &[("index", &index)],
            ));
        }
        blocks
    }

    fn line(&self, template: &str, values: &[(&str, &str)]) -> Block {
        Block::Paragraph(Text::fill(self.say(template), values))
    }

    fn overview(&self) -> Vec<Block> {
        let grade = coverage(self.journey()).0.typical();
        let mut table = super::at_a_glance(self.gaps);
        table.title.clear();
        for row in &mut table.rows {
            if let Some(Cell::Text(name)) = row.first_mut() {
                *name = self.say(name).to_owned();
            }
        }
        for header in &mut table.headers {
            let label = match header.as_str() {
                "current" => Some(self.known_as(grade)),
                "desired" => Some(self.words.target.as_str()),
                _ => None,
            };
            let name = self.say(header).to_owned();
            *header = label.map_or_else(|| name.clone(), |label| format!("{name} ({label})"));
        }
        let mut blocks = vec![Block::Table(table)];
        let [now, then] = [Some(&self.gaps.current), self.gaps.desired.as_ref()]
            .map(|side| side.map_or(0, |side| side.series().scored().count()).to_string());
        blocks.push(self.line("Scores: {now} today, {then} desired.", &[("now", &now), ("then", &then)]));
        blocks
    }

    fn alignment(&self) -> Vec<Block> {
        let Some(mut table) = super::alignment_table(self.gaps) else { return Vec::new() };
        table.title.clear();
        for header in &mut table.headers {
            *header = self.say(header).to_owned();
        }
        for row in &mut table.rows {
            if let Some(Cell::Text(change)) = row.first_mut() {
                *change = change.split(", ").map(|one| self.say(one)).collect::<Vec<_>>().join(", ");
            }
        }
        vec![Block::Table(table)]
    }

    fn by_type(&self) -> Vec<Block> {
        let mut types = self.table(&["type", "gap", "gaps"]);
        for one in GapType::ALL {
            types.row(vec![
                Cell::text(one.code()),
                Cell::text(self.say(one.name())),
                Cell::text(match self.gaps.measured(one) {
                    Measured::Found(count) => count.to_string(),
                    Measured::Nothing => self.say("none").to_owned(),
                    Measured::NotMeasured => self.say("not measured by this map").to_owned(),
                }),
            ]);
        }
        let headers = ["type", "gap", "where", "size", "reach", "known", "what to do", "owner", "due"];
        let mut table = self.table(&headers);
        let mut sorted: Vec<&Gap<'_>> = self.gaps.gaps.iter().collect();
        sorted.sort_by_key(|gap| gap.kind.gap_type());
        for gap in sorted {
            let closing = self.gaps.closing(gap);
            let nobody = || self.say("nobody").to_owned();
            let reason = closing.accepted.map(|why| self.fill("accepted: {why}", &[("why", why)]));
            let action = reason.or(closing.action.map(|action| Action::statement(action).to_owned()));
            let reach = gap.at.and_then(|at| at.touchpoint.reach).map(|reach| reach.get());
            table.row(vec![
                Cell::text(gap.kind.gap_type().code()),
                Cell::text(self.say(gap.kind.name())),
                Cell::text(self.place(gap)),
                Cell::text(self.size(gap)),
                reach.map_or(Cell::Empty, Cell::Share),
                Cell::text(self.words.grade(gap.grade)),
                Cell::text(action.unwrap_or_else(|| self.say("nothing yet").to_owned())),
                Cell::text(closing.owner.map_or_else(nobody, str::to_owned)),
                Cell::text(closing.due.map_or_else(|| self.say("no date").to_owned(), |due| due.to_string())),
            ]);
        }
        vec![Block::Table(types), Block::Table(table.without_empty_columns())]
    }

    fn place(&self, gap: &Gap<'_>) -> String {
        match (gap.at.or(gap.desired), gap.opportunity) {
            (None, None) => self.say("the whole journey").to_owned(),
            _ => words::whose(gap),
        }
    }

    /// The size of a gap in the language of the report.
    fn size(&self, gap: &Gap<'_>) -> String {
        let position = gap.at.map(|at| at.position);
        let count = |template: &str, some: usize, all: usize| {
            self.fill(template, &[("some", &some.to_string()), ("all", &all.to_string())])
        };
        match gap.size {
            GapSize::Moment(criticality, valence) => {
                let (valence, n) = (self.say(valence.as_str()), criticality.to_string());
                self.fill("{valence}, criticality {n} of 3", &[("valence", valence), ("n", &n)])
            }
            GapSize::Points(points) => {
                let items = self.gaps.current.effort.items.iter();
                let items = items.filter(|item| Some(item.at.position) == position);
                let said: Vec<_> = items.map(|item| self.locale.effort_event(item.event)).collect();
                let points = self.locale.count(&self.locale.labels().effort_points, points as usize);
                format!("{points}: {}", said.join(", "))
            }
            GapSize::Contact => match gap.at.and_then(|at| at.touchpoint.root_cause.as_deref()) {
                Some(cause) => self.fill("1 contact: {cause}", &[("cause", cause)]),
                None => self.say("1 contact, cause unknown").to_owned(),
            },
            GapSize::Unscored(some, all) => count("{some} of {all} touchpoints not scored", some, all),
            GapSize::Unresearched(some, all) => count("{some} of {all} scores not researched", some, all),
            GapSize::Stale(some, all) => count("{some} of {all} scores on old evidence", some, all),
            GapSize::Undated(some, all) => {
                count("{some} of {all} scores on evidence without a date", some, all)
            }
            GapSize::Promise(promise, kept) => {
                let template = if kept == Kept::Partly { "partly kept: {what}" } else { "not kept: {what}" };
                self.fill(template, &[("what", promise)])
            }
            GapSize::Belief(who, believed, felt) => {
                let template = match gap.grade >= Grade::Qualitative {
                    true => "{who} believe {believed}, customers say {felt}; {size} apart",
                    false => "{who} believe {believed}, the map guesses {felt}; {size} apart",
                };
                // Signs would change sides between Hebrew words.
                let (believed, felt) = (self.locale.level(believed), self.locale.level(felt));
                let apart = plain(gap.size.value().abs());
                let values = [("who", who), ("believed", believed), ("felt", felt), ("size", &apart)];
                self.fill(template, &values)
            }
            GapSize::Context(context, is_forced) => {
                let change = self.say(if is_forced { "forced to change channel" } else { "changed channel" });
                match context {
                    Context::Kept => change.to_owned(),
                    Context::Partial => format!("{change}, {}", self.say("context partly kept")),
                    Context::Lost => format!("{change}, {}", self.say("context lost")),
                }
            }
            GapSize::Rating(attribute, size) => format!("{attribute} {}", signed(size)),
            _ => self.say(&words::size(gap, &self.gaps.current)).to_owned(),
        }
    }

    fn moments(&self) -> Vec<Block> {
        let mut table =
            self.table(&["journey", "touchpoint", "turns", "criticality", "response", "owner", "known"]);
        for side in self.sides() {
            for at in side.journey.touchpoints() {
                let Some(moment) = at.touchpoint.moment_of_truth.as_ref() else { continue };
                let response = moment.response.as_ref();
                let owner = response
                    .and_then(|response| response.owner.as_deref())
                    .or(at.touchpoint.owner.as_deref());
                let answered = if response.is_some() { "there" } else { "missing" };
                let target = side.journey.is_target();
                let grade = moment_basis(side.journey, at.touchpoint).grade;
                table.row(vec![
                    Cell::text(self.say(if target { "desired" } else { "current" })),
                    Cell::text(at.touchpoint.name.clone()),
                    Cell::text(self.say(moment.valence().as_str())),
                    Cell::Count(moment.criticality().into()),
                    Cell::text(self.say(answered)),
                    Cell::text(owner.unwrap_or(self.say("nobody"))),
                    Cell::text(if target { self.words.target.as_str() } else { self.words.grade(grade) }),
                ]);
            }
        }
        filled(table)
    }

    fn sides(&self) -> impl Iterator<Item = &'a Side<'j>> {
        std::iter::once(&self.gaps.current).chain(&self.gaps.desired)
    }

    fn shape(&self) -> Vec<Block> {
        let conventions = &self.workspace.conventions;
        let mut table = self.table(&["persona", "what", "where", "feels", "stands out by"]);
        for series in &self.gaps.current.all {
            let mut row = |what: &str, position: usize, by: f64| {
                let Some(point) = series.points.get(position).copied().flatten() else { return };
                table.row(vec![
                    Cell::maybe(series.persona),
                    Cell::text(self.say(what)),
                    Cell::text(point.at.touchpoint.name.clone()),
                    Cell::Score(point.v),
                    Cell::Score(by),
                ]);
            };
            series.valleys(conventions).iter().for_each(|one| row("valley", one.first, one.prominence));
            for drop in series.drops(conventions) {
                row(if drop.is_cliff { "cliff" } else { "fall" }, drop.to, drop.delta);
            }
            series.peaks(conventions).iter().for_each(|one| row("peak", one.first, one.prominence));
        }
        if table.rows.iter().all(|row| row[0] == Cell::Empty) {
            table.headers.remove(0);
            table.rows.iter_mut().for_each(|row| drop(row.remove(0)));
        }
        filled(table)
    }

    fn effort(&self) -> Vec<Block> {
        let mut table = self.table(&["touchpoint", "event", "points"]);
        for item in &self.gaps.current.effort.items {
            table.row(vec![
                Cell::text(item.at.touchpoint.name.clone()),
                Cell::text(self.locale.effort_event(item.event)),
                Cell::Count(item.points.into()),
            ]);
        }
        let mut channels = self.table(&["stage", "channel", "touchpoints"]);
        for stage in &self.journey().stages {
            let mut counts: Vec<(&Channel, i64)> = Vec::new();
            for channel in stage.touchpoints.iter().filter_map(|one| one.channel.as_ref()) {
                match counts.iter_mut().find(|(own, _)| *own == channel) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((channel, 1)),
                }
            }
            for (channel, count) in counts {
                let name = self.locale.channel(channel).to_owned();
                channels.row(vec![Cell::text(stage.name.clone()), Cell::text(name), Cell::Count(count)]);
            }
        }
        [filled(table), filled(channels)].concat()
    }

    fn contacts(&self) -> Vec<Block> {
        let headers = ["contact", "preventable", "what to do", "handled by", "root cause", "prevention"];
        let mut table = self.table(&headers);
        let vulnerable = self.workspace.has_vulnerable_persona(self.journey());
        for case in contact_cases(self.journey(), vulnerable) {
            let touchpoint = case.at.touchpoint;
            table.row(vec![
                Cell::text(touchpoint.name.clone()),
                Cell::text(self.say(case.preventable())),
                Cell::maybe(case.demand.map(|demand| self.say(demand.name()))),
                Cell::maybe(case.verdict().map(|verdict| self.say(verdict.name()))),
                Cell::maybe(touchpoint.root_cause.as_deref()),
                Cell::maybe(touchpoint.prevention.as_deref()),
            ]);
        }
        filled(table)
    }

    fn expectations(&self) -> Vec<Block> {
        let mut table =
            self.table(&["touchpoint", "attribute", "expected", "found", "gap", "importance", "n"]);
        for one in measure::expectations(self.journey(), &std::collections::BTreeMap::new()).ratings {
            // Numbers of too few are single voices.
            let Some(found) = one.found.as_ref() else { continue };
            let (Estimate::Small { n, value } | Estimate::Sound { n, value }) = found else { continue };
            let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
            table.row(vec![
                Cell::text(one.at.touchpoint.name.clone()),
                Cell::text(one.attribute),
                number(one.rating.expected),
                Cell::Number(value.perceived),
                number(value.gap),
                number(one.rating.importance.map(|importance| importance.get())),
                Cell::Count((*n).into()),
            ]);
        }
        filled(table)
    }

    fn opportunities(&self) -> Vec<Block> {
        let headers = ["#", "what to do", "RICE", "WSJF", "closes", "owner", "due"];
        let mut table = self.table(&headers);
        for (index, one) in ranking(self.journey(), &self.workspace.conventions).iter().enumerate() {
            let opportunity = one.opportunity;
            let score = |rank: &Option<measure::Rank>| {
                rank.as_ref().map_or(Cell::Empty, |rank| {
                    let (first, last) = (rank.ranks.start(), rank.ranks.end());
                    let tie = if first == last { String::new() } else { format!(" ({first}–{last})") };
                    Cell::text(format!("{}{tie}", plain(rank.score)))
                })
            };
            let about = |gap: &&Gap<'_>| {
                gap.at.is_some_and(|at| {
                    let here = [at.touchpoint.id(), at.stage.id()];
                    opportunity.addresses.iter().any(|id| here.contains(&id.as_str()))
                })
            };
            let mut closes: Vec<_> =
                self.gaps.gaps.iter().filter(about).map(|gap| gap.kind.gap_type()).collect();
            closes.sort();
            closes.dedup();
            let closes: Vec<_> = closes.iter().map(|one| one.code()).collect();
            table.row(vec![
                Cell::Count(index as i64 + 1),
                Cell::text(opportunity.statement.clone()),
                score(&one.rice),
                score(&one.wsjf),
                Cell::text(closes.join(", ")),
                Cell::text(opportunity.owner.as_deref().unwrap_or(self.say("nobody"))),
                Cell::text(
                    opportunity.due.map_or_else(|| self.say("no date").to_owned(), |due| due.to_string()),
                ),
            ]);
        }
        filled(table)
    }

    fn sensitivity(&self) -> Vec<Block> {
        let found = measure::sensitivity(&self.gaps.current, &self.workspace.conventions);
        let (low, high) = found.effort;
        let usual = self.gaps.current.effort.points().to_string();
        let mut table = self.table(&["if", "then"]);
        let values = [("low", low.to_string()), ("high", high.to_string())];
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        table.row(vec![
            Cell::text(self.say("the weights of effort were half, or half as much again")),
            Cell::text(self.fill("{low} to {high} effort points", &values)),
        ]);
        for (id, mean) in &found.means_without {
            let mean = mean.map_or_else(|| self.say("no score is left").to_owned(), signed);
            table.row(vec![
                Cell::text(self.fill("{id} were left out", &[("id", id)])),
                Cell::text(self.fill("mean {mean}", &[("mean", &mean)])),
            ]);
        }
        let points = self.line("As it is: {points} effort points.", &[("points", &usual)]);
        vec![points, Block::Table(table)]
    }

    fn questions(&self) -> Vec<Block> {
        let mut table = self.table(&["what happens at", "ask", "n"]);
        for gap in self.gaps.worst_places(8) {
            let Some(at) = gap.at.filter(|_| gap.grade < Grade::Qualitative) else { continue };
            let (how, n) = method(at);
            table.row(vec![
                Cell::text(at.touchpoint.name.clone()),
                Cell::text(self.say(how)),
                Cell::text(self.say(n)),
            ]);
        }
        let missing = self.gaps.gaps.iter().filter(|gap| gap.kind == GapKind::Coverage);
        let missing: Vec<Text> = missing.map(|gap| Text::from(self.size(gap))).collect();
        let mut blocks = filled(table);
        if !missing.is_empty() {
            blocks.push(Block::List { items: missing, numbered: false });
        }
        blocks
    }

    fn appendix(&self) -> Vec<Block> {
        let lines = [
            "Scores are brought to −1..1; the mean is arithmetic; peak–end is the mean of the strongest moment and the end.",
            "Effort points are a convention for ranking; the counts beside them are facts.",
            "The order of gaps is a convention; a desired score is a target and nobody's experience.",
        ];
        let mut table = self.table(&["#", "touchpoint", "feels", "known", "n"]);
        let series: &Series<'_> = self.gaps.current.series();
        for (position, point) in series.points.iter().enumerate() {
            let Some(point) = point else { continue };
            table.row(vec![
                Cell::Count(position as i64 + 1),
                Cell::text(point.at.touchpoint.name.clone()),
                Cell::Score(point.v),
                Cell::text(self.words.grade(point.basis.grade)),
                point.basis.n.map_or(Cell::Empty, |n| Cell::Count(n.into())),
            ]);
        }
        let items = lines.iter().map(|line| Text::from(self.say(line))).collect();
        [vec![Block::List { items, numbered: false }], filled(table)].concat()
    }
}

/// How to learn more of a place for little money, and from how many.
fn method(at: TouchpointRef<'_>) -> (&'static str, &'static str) {
    let family = at.touchpoint.channel.as_ref().and_then(Channel::kind).map(|kind| kind.family);
    match family {
        Some(ChannelFamily::Digital | ChannelFamily::Machine) => ("the log of two weeks", "all"),
        _ => ("customers who were there, in interviews", "10"),
    }
}

/// A table as blocks; nothing when it has no row.
fn filled(table: Table) -> Vec<Block> {
    if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table.without_empty_columns())] }
}
