//! One moment of truth as a page.

use crate::documents::page::{Block, Document, Level, Text, Tone};
use crate::documents::words::Speech;
use crate::draw::locale::fill;
use crate::measure::{Basis, basis, effort, moment_basis, series};
use crate::model::{Id, Journey, Opportunity, TouchpointRef, Valence};
use crate::workspace::Workspace;

/// Writes the page of a moment; what the map leaves open is collected on the way and told at the end.
pub(super) fn write(
    document: &mut Document,
    (workspace, journey): (&Workspace, &Journey),
    at: TouchpointRef<'_>,
    number: Option<String>,
    speech: &Speech,
) {
    let mut page = Page { document, workspace, journey, at, speech, silent: Vec::new() };
    page.head(number);
    page.situation();
    page.feelings();
    page.response();
    page.not_yet();
    page.guidelines();
    page.people();
    page.silence();
    page.evidence();
}

struct Page<'p, 'j> {
    document: &'p mut Document,
    workspace: &'p Workspace,
    journey: &'j Journey,
    at: TouchpointRef<'j>,
    speech: &'p Speech,
    /// What the map does not say about the moment.
    silent: Vec<&'static str>,
}

impl<'j> Page<'_, 'j> {
    fn head(&mut self, number: Option<String>) {
        let (labels, words) = (self.speech.labels(), &self.speech.words.handout);
        self.document.heading(Level::Part, &self.at.touchpoint.name);
        let Some(moment) = &self.at.touchpoint.moment_of_truth else { return };
        let valence = match moment.valence() {
            Valence::Positive => &labels.moment_positive,
            Valence::Negative => &labels.moment_negative,
            Valence::Either => &labels.moment_either,
        };
        let critical = Some(&labels.critical).filter(|_| moment.criticality() == 3);
        let parts = number.iter().chain([valence]).chain(critical);
        let parts: Vec<&str> = parts.map(String::as_str).collect();
        let said = Text::from(parts.join(" · ")).strong();
        self.document
            .paragraph(said.labelled(self.standing(&moment_basis(self.journey, self.at.touchpoint))));
        if self.journey.is_target() {
            self.document.note(Tone::Caution, [words.is_target.as_str().into()]);
        }
    }

    /// What happens: where, before what, and what it takes of the customer.
    fn situation(&mut self) {
        let (labels, words) = (self.speech.labels(), &self.speech.words.handout);
        let (touchpoint, stage) = (self.at.touchpoint, self.at.stage);
        let named = |name: &str| (!name.trim().is_empty()).then(|| Text::from(name));
        let mut items = Vec::new();
        let mut add = |lead: &str, text: Option<Text>| items.extend(text.map(|text| self.led(lead, text)));
        let phase = stage.phase.map(|phase| match phase {
            crate::model::Phase::Before => &labels.before,
            crate::model::Phase::During => &labels.during,
            crate::model::Phase::After => &labels.after,
        });
        let in_phase =
            |phase: &String| Text::fill(&words.stage_in_phase, &[("stage", &stage.name), ("phase", phase)]);
        add(&words.stage, phase.map(in_phase).or_else(|| named(&stage.name)));
        add(&words.wants, stage.customer_goal.as_deref().and_then(named));
        let before = self.journey.touchpoints().filter(|other| leads_to(*other, self.at));
        let before: Vec<String> = before.map(|before| before.touchpoint.name.clone()).collect();
        add(&words.just_before, self.joined(&before));
        let channel = touchpoint.channel.as_ref().filter(|_| touchpoint.has_channel());
        add(&labels.map.lanes["channel"], channel.map(|channel| self.speech.locale.channel(channel).into()));
        add(&words.begun_by, touchpoint.initiator.map(|initiator| self.speech.initiator(initiator).into()));
        add(&labels.map.lanes["doing"], touchpoint.doing.as_deref().and_then(named));
        let waits =
            [(touchpoint.live_wait, &labels.map.live_wait), (touchpoint.async_wait, &labels.map.async_wait)];
        let waits = waits.into_iter().filter_map(|(wait, template)| {
            let wait = wait.filter(|wait| wait.seconds() > 0)?;
            Some(fill(template, &[("time", &self.speech.locale.duration(wait))]))
        });
        let waits: Vec<String> = waits.collect();
        add(&words.waits, self.joined(&waits));
        let costs: Vec<String> = effort(self.journey, &self.workspace.conventions)
            .items
            .iter()
            .filter(|item| item.at.position == self.at.position && !item.event.is_wait())
            .map(|item| self.speech.locale.effort_event(item.event).to_owned())
            .collect();
        add(&words.costs, self.joined(&costs));
        let context = touchpoint.arrives.as_ref().and_then(|arrival| arrival.context);
        let context = context.and_then(|context| labels.map.context.get(context.as_str()));
        add(&words.brings, context.map(Text::from));
        let at_risk = touchpoint.moment_of_truth.as_ref().and_then(|moment| moment.at_risk.as_deref());
        add(&words.at_stake, at_risk.and_then(named));
        self.section(&words.situation, Some(self.claim(None)));
        self.document.list(items);
    }

    /// What is felt, thought, needed and said, with what it rests on: once, where all rests on the same.
    fn feelings(&mut self) {
        let (labels, words) = (self.speech.labels(), &self.speech.words.handout);
        let touchpoint = self.at.touchpoint;
        let lanes = &labels.map.lanes;
        let mut claims: Vec<(Text, String)> = self
            .felt()
            .into_iter()
            .map(|(felt, basis)| (self.led(&lanes["emotion"], felt), self.standing(&basis)))
            .collect();
        if claims.is_empty() {
            self.silent.push(&words.no_feeling);
        }
        let quoted = |text: &String| self.speech.locale.quoted(text);
        let thinking: Vec<String> = touchpoint.thinking.iter().map(quoted).collect();
        for (lane, texts) in [
            ("thinking", &thinking),
            ("needs", &touchpoint.needs),
            ("dilemmas", &touchpoint.dilemmas),
            ("pains", &touchpoint.pains),
            ("gains", &touchpoint.gains),
        ] {
            let text = self.joined(texts).map(|text| self.led(&lanes[lane], text));
            claims.extend(text.map(|text| (text, self.standing(&self.claim(None)))));
        }
        let quote = touchpoint.quote.as_ref().map(|quote| {
            (Text::from(quoted(&quote.text)), self.standing(&self.claim(quote.evidence.as_ref())))
        });
        match &quote {
            Some(_) => {}
            // Nobody has said anything yet about what is only wanted.
            None if self.journey.is_target() => {}
            None => self.silent.push(&words.no_quote),
        }
        if claims.is_empty() && quote.is_none() {
            return;
        }
        let mut standings = claims.iter().chain(&quote).map(|(_, standing)| standing.clone());
        let shared = standings.next().filter(|first| standings.all(|other| other == *first));
        let own = |standing: String| if shared.is_some() { String::new() } else { standing };
        let title = Text::from(&words.feels);
        let title = shared.iter().fold(title, |title, standing| title.labelled(standing.as_str()));
        self.document.heading(Level::Section, title);
        let items = claims.into_iter().map(|(text, standing)| text.labelled(own(standing)));
        self.document.list(items.collect::<Vec<_>>());
        let quote = quote
            .map(|(words, standing)| Block::Quote { words, source: Text::default().labelled(own(standing)) });
        self.document.blocks.extend(quote);
    }

    /// What every persona feels, in words, with what it rests on.
    fn felt(&self) -> Vec<(Text, Basis<'j>)> {
        let words = &self.speech.words.handout;
        let Some(emotion) = &self.at.touchpoint.emotion else { return Vec::new() };
        let of_persona = |persona: Option<&str>| persona.and_then(|persona| emotion.by.get(persona));
        let said = |level: Option<f64>, feelings: &[String]| {
            let level = level.map_or(words.not_scored.as_str(), |v| self.speech.locale.level(v));
            let all = std::iter::once(level).chain(feelings.iter().map(String::as_str));
            all.collect::<Vec<_>>().join(&self.speech.labels().list_separator)
        };
        let all = series(self.journey);
        let mut felt: Vec<(Text, Basis<'j>)> = all
            .iter()
            .filter_map(|series| {
                let point = series.points[self.at.position]?;
                let feelings = of_persona(series.persona).map_or(&emotion.words, |felt| &felt.words);
                let said = said(Some(point.v), feelings);
                let text = match series.persona {
                    Some(persona) => {
                        let name = self.workspace.persona(persona).map_or(persona, |found| &found.name);
                        Text::fill(&words.felt_by, &[("feeling", &said), ("persona", name)])
                    }
                    None => said.into(),
                };
                Some((text, point.basis))
            })
            .collect();
        if felt.is_empty() && !emotion.words.is_empty() {
            felt.push((said(None, &emotion.words).into(), self.claim(emotion.evidence.as_ref())));
        }
        if let (Some(note), Some((text, _))) = (&emotion.note, felt.last_mut()) {
            *text = std::mem::take(text).and(" – ").and(note);
        }
        felt
    }

    fn response(&mut self) {
        let (labels, words) = (self.speech.labels(), &self.speech.words.handout);
        let moment = self.at.touchpoint.moment_of_truth.as_ref();
        let Some(response) = moment.and_then(|moment| moment.response.as_ref()) else {
            self.silent.push(&words.no_response);
            return;
        };
        let kind = response.kind.and_then(|kind| labels.map.responses.get(kind.as_str()));
        if response.solutions.is_empty() && kind.is_none() {
            return;
        }
        self.section(&words.we_do, None);
        let mut items: Vec<Text> = response.solutions.iter().map(Text::from).collect();
        match (kind, items.first_mut()) {
            (Some(kind), Some(first)) => *first = self.led(kind, std::mem::take(first)),
            (Some(kind), None) => items.push(Text::from(kind).strong()),
            (None, _) => {}
        }
        self.document.list(items);
    }

    /// What was missed here, and what somebody proposes.
    fn not_yet(&mut self) {
        let (labels, words) = (self.speech.labels(), &self.speech.words.handout);
        let missed = self.at.touchpoint.missed_opportunities.iter().map(|missed| {
            let what = match &missed.who {
                Some(who) => Text::fill(&labels.map.who_what, &[("who", who), ("what", &missed.action)]),
                None => (&missed.action).into(),
            };
            match &missed.effect {
                Some(effect) => what.and(" – ").and(effect),
                None => what,
            }
        });
        let is_here =
            |one: &&Opportunity| one.addresses.iter().any(|id| id.as_str() == self.at.touchpoint.id());
        let proposed = self.journey.opportunities.iter().filter(is_here).map(|one| {
            let due = one.due.map(|due| due.to_string());
            let what = Text::from(&one.statement);
            match (&one.owner, &due) {
                (Some(owner), Some(due)) => what
                    .and(" (")
                    .and(Text::fill(&labels.map.owner_due, &[("owner", owner), ("due", due)]))
                    .and(")"),
                (Some(owner), None) => what.and(" (").and(owner).and(")"),
                (None, _) => Text::fill(&words.nobody_took_it, &[("what", &one.statement)]),
            }
        });
        let items: Vec<Text> = missed.chain(proposed).collect();
        if !items.is_empty() {
            self.section(&words.we_dont, None);
            self.document.list(items);
        }
    }

    fn guidelines(&mut self) {
        let words = &self.speech.words.handout;
        let moment = self.at.touchpoint.moment_of_truth.as_ref();
        let response = moment.and_then(|moment| moment.response.as_ref());
        for (title, list, silence) in [
            (&words.guidelines, response.map(|response| &response.guidelines), &words.no_guidelines),
            (&words.levers, response.map(|response| &response.levers), &words.no_levers),
        ] {
            match list.filter(|list| !list.is_empty()) {
                Some(list) => {
                    self.section(title, None);
                    self.document.list(list.iter().map(Text::from));
                }
                None => self.silent.push(silence),
            }
        }
    }

    fn people(&mut self) {
        let words = &self.speech.words.handout;
        let moment = self.at.touchpoint.moment_of_truth.as_ref();
        let response = moment.and_then(|moment| moment.response.as_ref()?.owner.as_ref());
        let touchpoint = self.at.touchpoint.owner.as_ref();
        if response.or(touchpoint).is_none() {
            self.silent.push(&words.no_owner);
        }
        let mut people: Vec<(&str, Vec<&str>)> = Vec::new();
        for (who, what) in [
            (response, &words.ask_response),
            (touchpoint, &words.ask_touchpoint),
            (self.journey.owner.as_ref(), &words.ask_map),
        ] {
            let Some(who) = who.map(String::as_str) else { continue };
            match people.iter_mut().find(|(known, _)| *known == who) {
                Some((_, asked)) => asked.push(what),
                None => people.push((who, vec![what])),
            }
        }
        if !people.is_empty() {
            self.section(&words.ask, None);
            let between = self.speech.labels().list_separator.as_str();
            let line = |(who, asked): &(&str, Vec<&str>)| {
                Text::from(*who).strong().and(between).and(asked.join(between))
            };
            self.document.list(people.iter().map(line).collect::<Vec<_>>());
        }
    }

    /// What the map leaves open, so that nobody takes silence for "all is well".
    fn silence(&mut self) {
        if self.silent.is_empty() {
            return;
        }
        self.section(&self.speech.words.handout.silent, None);
        let silent = std::mem::take(&mut self.silent);
        self.document.note(Tone::Caution, silent.into_iter().map(Text::from));
    }

    /// The evidence of what stands on the page, each piece once, with what is to be known about it.
    fn evidence(&mut self) {
        let words = &self.speech.words.evidence;
        let touchpoint = self.at.touchpoint;
        let mut used: Vec<&str> = Vec::new();
        let felt: Vec<Option<&str>> = self.felt().iter().map(|(_, basis)| basis.id).collect();
        let quote = touchpoint.quote.as_ref().map(|quote| self.claim(quote.evidence.as_ref()).id);
        let moment = moment_basis(self.journey, touchpoint).id;
        for id in felt.into_iter().chain(quote).chain([moment, self.claim(None).id]).flatten() {
            if !used.contains(&id) {
                used.push(id);
            }
        }
        let pieces = used.into_iter().filter_map(|id| {
            let evidence = self.journey.evidence.get(id)?;
            let said = Text::from(self.speech.evidence(id, evidence));
            Some(match &evidence.note {
                Some(note) => said.and(". ").and(note),
                None => said,
            })
        });
        let mut pieces: Vec<Text> = pieces.collect();
        if pieces.is_empty() && !self.journey.is_target() {
            pieces.push(words.nothing.as_str().into());
        }
        if !pieces.is_empty() {
            self.section(&words.rests_on, None);
            self.document.note(Tone::Plain, pieces);
        }
    }

    fn section(&mut self, title: &str, claim: Option<Basis<'_>>) {
        let title = Text::from(title);
        let title = match claim {
            Some(basis) => title.labelled(self.standing(&basis)),
            None => title,
        };
        self.document.heading(Level::Section, title);
    }

    /// What a claim of this touchpoint rests on.
    fn claim(&self, evidence: Option<&'j Id>) -> Basis<'j> {
        basis(self.journey, self.at.touchpoint, evidence)
    }

    fn standing(&self, basis: &Basis<'_>) -> String {
        self.speech.standing(self.journey, basis)
    }

    /// A text with what it is before it.
    fn led(&self, lead: &str, text: Text) -> Text {
        let lead = fill(&self.speech.words.handout.lead, &[("lead", lead)]);
        Text::from(lead).strong().and(" ").and(text)
    }

    /// Texts of one kind in a line; nothing when there are none.
    fn joined(&self, texts: &[String]) -> Option<Text> {
        (!texts.is_empty()).then(|| texts.join(&self.speech.labels().list_separator).into())
    }
}

/// Whether customers come from one touchpoint to another: by its `next`, or else because it stands before.
fn leads_to(from: TouchpointRef<'_>, to: TouchpointRef<'_>) -> bool {
    match from.touchpoint.next.as_slice() {
        [] => from.position + 1 == to.position,
        ways => ways.iter().any(|way| way.to.as_str() == to.touchpoint.id()) && from.position != to.position,
    }
}
