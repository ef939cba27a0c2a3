//! Section 15: definitions, the scores as they are, and what somebody accepted.

use super::{Block, Cell, Report, Table, Text, filled};
use crate::check::Acceptance;

impl Report<'_, '_> {
    pub(super) fn appendix(&self) -> Vec<Block> {
        let lines = [
            "Scores are brought to −1..1; the mean is arithmetic; peak–end is the mean of the strongest moment and the end.",
            "A valley is below neutral and lower than both neighbours, a fall half a unit or more, a cliff or a recovery a whole one, unless the settings say otherwise.",
            "Effort points are a convention for ranking; the counts beside them are facts.",
            "The order of gaps is a convention; a desired score is a target and nobody's experience.",
            "Commitment is a picture, snakes and ladders from 0 to 100; it compares two designs of one journey and nothing else.",
        ];
        let items = lines.iter().map(|line| Text::from(self.say(line))).collect();
        let definitions = Block::List { items, numbered: false };
        [vec![definitions], filled(self.scores()), self.accepted()].concat()
    }

    fn scores(&self) -> Table {
        let mut table = self.titled("Scores", &["#", "touchpoint", "persona", "feels", "known", "n"]);
        for series in &self.gaps.current.all {
            for point in series.scored() {
                table.row(vec![
                    Cell::Count(point.at.position as i64 + 1),
                    Cell::text(point.at.touchpoint.name.clone()),
                    Cell::maybe(series.persona.map(|persona| self.persona(persona))),
                    Cell::Score(point.v),
                    Cell::text(self.words.grade(point.basis.grade)),
                    point.basis.n.map_or(Cell::Empty, |n| Cell::Count(n.into())),
                ]);
            }
        }
        table
    }

    /// Findings of `masa check` that somebody accepted, and why.
    fn accepted(&self) -> Vec<Block> {
        let Some(checked) = &self.beside.checked else { return Vec::new() };
        let mut table = self.titled("Findings that somebody accepted", &["code", "file", "line", "why"]);
        for one in checked.accepted {
            let file = &checked.workspace.files[one.finding.file];
            let line = file.source.position(one.finding.span.start).line;
            table.row(vec![
                Cell::text(one.finding.rule.code),
                Cell::text(checked.workspace.path_from_root(file)),
                Cell::Count(line as i64),
                Cell::text(match &one.by {
                    Acceptance::Comment { reason: Some(reason) } => reason.clone(),
                    Acceptance::Comment { reason: None } => self.say("no reason given").to_owned(),
                    Acceptance::Baseline => self.say("in the baseline").to_owned(),
                }),
            ]);
        }
        if table.rows.is_empty() {
            return vec![self.line(
                "Nobody accepted a finding of {command} in these files.",
                &[("command", "masa check")],
            )];
        }
        filled(table)
    }
}
