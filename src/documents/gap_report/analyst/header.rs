//! Section 1: what the report is about, and which files it read.

use std::collections::BTreeMap;

use super::{Block, Cell, Journey, Report, Table, Text, short};
use crate::check::Finding;
use crate::documents::Tone;
use crate::workspace::{ChangedConvention, RuleLevel};

impl<'j> Report<'_, 'j> {
    pub(super) fn about(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Table(self.subject()), Block::Table(self.files())];
        if self.beside.checked.is_some() {
            blocks.push(
                self.line("{command} tells what a code is about.", &[("command", "masa explain CODE")]),
            );
        }
        let usual = |one: &ChangedConvention| {
            let values =
                [("key", one.key.as_str()), ("value", one.value.as_str()), ("usual", one.usual.as_str())];
            Text::fill(self.say("Computed with {key} = {value}; usually {usual}."), &values)
        };
        let changed: Vec<Text> = self.workspace.conventions.changed().iter().map(usual).collect();
        if !changed.is_empty() {
            blocks.push(Block::Note(Tone::Caution, changed));
        }
        blocks
    }

    /// The journeys of the report: the current one, the desired one, the plan.
    fn journeys(&self) -> Vec<(&'static str, &'j Journey)> {
        let desired = self.gaps.desired.as_ref().map(|side| ("desired", side.journey));
        let plan = self.gaps.planned.map(|plan| ("plan", plan));
        [Some(("current", self.journey())), desired, plan].into_iter().flatten().collect()
    }

    fn subject(&self) -> Table {
        let journey = self.journey();
        let mut table = self.table(&["what", "value"]);
        let mut row = |what: &str, value: String| {
            if !value.is_empty() {
                table.row(vec![Cell::text(self.say(what)), Cell::text(value)]);
            }
        };
        for (what, one) in self.journeys() {
            row(what, one.journey.to_string());
        }
        row("persona", self.list(journey.personas().iter().map(|id| self.persona(id.as_str()))));
        row("need", journey.need.clone().unwrap_or_default());
        if let Some(scope) = &journey.scope {
            let ends = [scope.starts.as_deref(), scope.ends.as_deref()];
            row("scope", ends.into_iter().flatten().collect::<Vec<_>>().join(" – "));
            row("left out", self.list(scope.excludes.iter().map(String::as_str)));
        }
        row("level", journey.level.map_or(String::new(), |level| self.say(level.as_str()).to_owned()));
        row("scale", journey.scale().to_string().replace('-', "−"));
        row("owner", self.owner(journey.owner.as_deref()).to_owned());
        let contributors = journey.contributors.len();
        row("contributors", if contributors > 0 { contributors.to_string() } else { String::new() });
        table
    }

    /// Which files were read, in which version, and what a check says of them.
    fn files(&self) -> Table {
        let mut table = self.titled(
            "What was read",
            &["journey", "file", "version", "committed", "errors", "warnings", "advice"],
        );
        for (_, journey) in self.journeys() {
            let id = journey.journey.as_str();
            let index = self.workspace.journey_file(id);
            let name = index.map(|index| self.workspace.path_from_root(&self.workspace.files[index]));
            let found = self.findings(name.as_deref());
            let level = |level: RuleLevel| match &found {
                Some(found) => Cell::text(self.codes(found.iter().filter(|one| one.level == level))),
                None => Cell::text(self.say("not checked")),
            };
            let [version, committed] = self.version(id);
            table.row(vec![
                Cell::text(id),
                Cell::maybe(name.as_deref()),
                version,
                committed,
                level(RuleLevel::Error),
                level(RuleLevel::Warning),
                level(RuleLevel::Info),
            ]);
        }
        table
    }

    /// What a check found in a file; `None` where it was not looked at.
    fn findings(&self, name: Option<&str>) -> Option<Vec<&Finding>> {
        let checked = self.beside.checked.as_ref()?;
        let is_file = |index: usize| {
            let file = &checked.workspace.files[index];
            file.selected && Some(checked.workspace.path_from_root(file).as_str()) == name
        };
        let index = (0..checked.workspace.files.len()).find(|index| is_file(*index))?;
        Some(checked.findings.iter().filter(|one| one.file == index).collect())
    }

    /// How many findings there are, and of which rules: "3: JM406, JM603 ×2".
    fn codes<'f>(&self, findings: impl Iterator<Item = &'f &'f Finding>) -> String {
        let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
        findings.for_each(|one| *by_code.entry(one.rule.code).or_default() += 1);
        let said = by_code.iter().map(|(code, count)| match count {
            1 => (*code).to_owned(),
            many => format!("{code} ×{many}"),
        });
        let said: Vec<String> = said.collect();
        match by_code.values().sum::<usize>() {
            0 => self.say("none").to_owned(),
            count => format!("{count}: {}", said.join(", ")),
        }
    }

    /// The commit that a journey's file was last changed in, and its day.
    fn version(&self, id: &str) -> [Cell; 2] {
        let version = self.beside.versions.iter().find(|version| version.journey == id);
        let Some((commit, day)) = version.and_then(|version| version.commit.as_ref()) else {
            return [Cell::text(self.say("not in git")), Cell::Empty];
        };
        let day = match version.is_some_and(|version| version.is_changed) {
            true => self.fill("{day}, changed since", &[("day", day)]),
            false => day.clone(),
        };
        [Cell::text(short(commit)), Cell::text(day)]
    }
}
