//! Comments that accept findings: `# masa: ignore[code] why`.

mod directive;

use std::collections::HashMap;

use self::directive::{Directive, Slip, read};
use super::rules::upkeep;
use super::settings::Settings;
use super::{Acceptance, Accepted, Edit, Finding, Findings, Outcome, RULES, Safety};
use crate::source::{SourceText, Span};
use crate::syntax::Comment;
use crate::workspace::{File, FileIndex, RuleLevel, Workspace};

/// Takes out of the findings what comments accept, and adds what is wrong with the comments.
pub(super) fn apply(workspace: &Workspace, settings: &Settings, outcome: &mut Outcome) {
    let mut directives: HashMap<FileIndex, Vec<Directive>> = HashMap::new();
    let mut slips: Vec<(FileIndex, Vec<Slip>)> = Vec::new();
    for (index, file) in workspace.files.iter().enumerate().filter(|(_, file)| file.selected) {
        let (found, wrong) = read(file);
        if !found.is_empty() {
            directives.insert(index, found);
        }
        slips.push((index, wrong));
    }
    if !directives.is_empty() {
        accept(&mut directives, outcome);
    }
    let mut files: Vec<_> = directives.into_iter().collect();
    files.sort_by_key(|(index, _)| *index);
    for (file, wrong) in slips.into_iter().filter(|(_, wrong)| !wrong.is_empty()) {
        let mut malformed = Findings::of_rule(workspace, settings, &upkeep::MALFORMED_SUPPRESSION, file);
        let mut renamed = Findings::of_rule(workspace, settings, &upkeep::RENAMED_RULE, file);
        for slip in wrong {
            let out = if slip.is_old_name { &mut renamed } else { &mut malformed };
            let draft = out.at_span(slip.span, slip.message).help(slip.help);
            if let Some((safety, edit)) = slip.fix {
                let _ = draft.fix(safety, "mend the comment", edit.span, edit.text);
            }
        }
        outcome.findings.extend(malformed.into_vec());
        outcome.findings.extend(renamed.into_vec());
    }
    for (file, found) in files {
        let holder = &workspace.files[file];
        let mut out = Findings::of_rule(workspace, settings, &upkeep::UNUSED_SUPPRESSION, file);
        // What could not be read may hold what the comment is for.
        if holder.whole && holder.faults().is_empty() {
            found.iter().for_each(|directive| unused(directive, holder, settings, file, &mut out));
        }
        outcome.findings.extend(out.into_vec());
        if workspace.config.require_suppression_reason {
            let mut out = Findings::of_rule(workspace, settings, &upkeep::SUPPRESSION_WITHOUT_REASON, file);
            for directive in found.iter().filter(|directive| directive.reason.is_none()) {
                let _ = out
                    .at_span(directive.comment.span, "the comment accepts a finding and does not say why")
                    .help("write the reason behind the brackets");
            }
            outcome.findings.extend(out.into_vec());
        }
    }
    outcome.findings.sort_by(Finding::order);
}

/// The entries of comments that name a rule, by file and rule: which comment, and which entry of its list.
type Entries = HashMap<(FileIndex, usize), Vec<(usize, usize)>>;

/// Moves the findings that a comment accepts from the one list to the other.
fn accept(directives: &mut HashMap<FileIndex, Vec<Directive>>, outcome: &mut Outcome) {
    let mut entries = Entries::new();
    for (file, found) in &*directives {
        for (at, directive) in found.iter().enumerate() {
            for (entry, rule) in directive.rules.iter().enumerate() {
                entries.entry((*file, *rule)).or_default().push((at, entry));
            }
        }
    }
    let findings = std::mem::take(&mut outcome.findings);
    for finding in findings {
        match accepting(directives, &entries, &finding) {
            Some(reason) => {
                outcome.accepted.push(Accepted { finding, by: Acceptance::Comment { reason } });
            }
            None => outcome.findings.push(finding),
        }
    }
}

/// The reason of the comment that accepts a finding; every comment that does counts as used.
fn accepting(
    directives: &mut HashMap<FileIndex, Vec<Directive>>,
    entries: &Entries,
    finding: &Finding,
) -> Option<Option<String>> {
    if !finding.rule.can_be_accepted() {
        return None;
    }
    let rule = finding.rule.index();
    let related = finding.related.iter().map(|related| (related.file, related.span));
    let mut reason = None;
    for (file, span) in std::iter::once((finding.file, finding.span)).chain(related) {
        let Some(of_file) = directives.get_mut(&file) else { continue };
        for (at, entry) in entries.get(&(file, rule)).into_iter().flatten() {
            let directive = &mut of_file[*at];
            let here = match directive.whole_file {
                true => file == finding.file,
                false => directive.range.is_some_and(|range| touches(span, range)),
            };
            if here {
                directive.used[*entry] = true;
                reason.get_or_insert_with(|| directive.reason.clone());
            }
        }
    }
    reason
}

fn touches(span: Span, range: Span) -> bool {
    span.start < range.end && span.end > range.start
        || span.start == span.end && (range.start..range.end.max(range.start + 1)).contains(&span.start)
}

/// Says which rules of a comment found nothing where it accepts them.
fn unused(directive: &Directive, file: &File, settings: &Settings, index: FileIndex, out: &mut Findings<'_>) {
    let is_needed =
        |(rule, used): (&usize, &bool)| *used || settings.of(*rule, index).level == RuleLevel::Off;
    let (kept, idle): (Vec<_>, Vec<_>) =
        directive.rules.iter().zip(&directive.used).partition(|(rule, used)| is_needed((*rule, *used)));
    if idle.is_empty() {
        return;
    }
    let names: Vec<_> = idle.iter().map(|(rule, _)| format!("`{}`", RULES[**rule].name)).collect();
    let message = match directive.range {
        None if !directive.whole_file => "nothing follows that the comment could be for".to_owned(),
        _ => format!("there is no {} here to accept", names.join(" or ")),
    };
    let edit = match kept.as_slice() {
        [] => removal(&file.source, directive.comment),
        kept => {
            let words: Vec<_> = kept.iter().map(|(rule, _)| RULES[**rule].name).collect();
            Edit { span: directive.list, text: words.join(", ") }
        }
    };
    let title = if kept.is_empty() { "remove the comment" } else { "name only what is needed" };
    let _ = out.at_span(directive.comment.span, message).help(title).fix(
        Safety::Safe,
        title,
        edit.span,
        edit.text,
    );
}

/// The edit that takes a comment away: with its line, or with the blanks before it.
fn removal(source: &SourceText, comment: Comment) -> Edit {
    let text = source.text();
    let range = source.snap(comment.span);
    let before = text[..range.start].trim_end_matches([' ', '\t']).len();
    let after = &text[range.end..];
    let end = match (comment.trailing, after.as_bytes()) {
        (false, [b'\r', b'\n', ..]) => range.end + 2,
        (false, [b'\n' | b'\r', ..]) => range.end + 1,
        _ => range.end,
    };
    Edit { span: Span::new(before, end), text: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Options, check};
    use crate::model::Date;

    const MAP: &str = "\
journey: refund
title: Refund
stages:
  - name: Call
    touchpoints:
      - name: I wait
        channel: phone
        live_wait: 9min
      - name: I wait again
        channel: phone
        live_wait: 9min
";

    fn outcome(text: &str, settings: &str) -> (Vec<(&'static str, String)>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("masa.toml"), settings).unwrap();
        std::fs::write(folder.path().join("a.journey.yaml"), text).unwrap();
        let workspace = crate::workspace::load(&[folder.path().to_path_buf()]).unwrap().remove(0);
        let outcome = check(&workspace, &Options::on(Date::parse("2026-11-22").unwrap()));
        let of_interest = ["JM705", "JM021", "JM022", "JM023", "JM025"];
        let found = outcome.findings.iter().filter(|found| of_interest.contains(&found.rule.code));
        let accepted = outcome.accepted.iter().map(|accepted| match &accepted.by {
            Acceptance::Comment { reason } => reason.clone().unwrap_or_default(),
            Acceptance::Baseline => "baseline".to_owned(),
        });
        (found.map(|found| (found.rule.code, found.message.clone())).collect(), accepted.collect())
    }

    fn codes(text: &str) -> Vec<&'static str> {
        let mut codes: Vec<_> = outcome(text, "").0.into_iter().map(|(code, _)| code).collect();
        codes.sort_unstable();
        codes
    }

    #[test]
    fn a_comment_accepts_for_its_line_for_what_follows_or_for_the_file() {
        assert_eq!(codes(MAP), ["JM705", "JM705"]);
        let behind = MAP.replacen("9min", "9min # masa: ignore[JM705] strike", 1);
        assert_eq!(codes(&behind), ["JM705"]);
        assert_eq!(outcome(&behind, "").1, ["strike"]);
        let above = MAP.replacen(
            "      - name: I wait\n",
            "      # masa: ignore[long-live-wait]\n      - name: I wait\n",
            1,
        );
        assert_eq!(codes(&above), ["JM705"]);
        let dash = MAP.replacen(
            "      - name: I wait\n",
            "      # masa: ignore[JM705]\n      -\n        name: I wait\n",
            1,
        );
        assert_eq!(codes(&dash), ["JM705"]);
        let stages =
            MAP.replacen("stages:", "# masa: ignore[JM705]: all of it\n\n# another comment\nstages:", 1);
        assert_eq!(codes(&stages), Vec::<&str>::new());
        assert_eq!(codes(&format!("# masa: ignore-file[JM705]\n{MAP}")), Vec::<&str>::new());
    }

    #[test]
    fn what_is_not_needed_or_not_understood_is_said() {
        assert_eq!(codes(&format!("# masa: ignore-file[JM705, JM406]\n{MAP}")), ["JM022"]);
        for slip in [
            "# masa: ignore",
            "# masa: ignore[]",
            "# masa: ignore[JM7]",
            "# masa: ignore[JM9999]",
            "# masa: ignore[JM001]",
            "# masa: ignore[JM705",
            "# masa: forget[JM705]",
            "# masa ignore[JM705]",
            "# Masa: ignore[JM705]",
            "# masa: ignore JM705",
        ] {
            let text = MAP.replacen("live_wait: 9min", &format!("live_wait: 9min {slip}"), 1);
            assert_eq!(codes(&text), ["JM021", "JM705", "JM705"], "{slip}");
        }
        assert_eq!(codes(&MAP.replacen("title", "# masamune ignores this\ntitle", 1)), ["JM705", "JM705"]);
        let late = MAP.replacen("stages:", "# masa: ignore-file[JM705]\nstages:", 1);
        assert_eq!(codes(&late), ["JM021", "JM705", "JM705"]);
        assert_eq!(codes(&format!("{MAP}# masa: ignore[JM705]\n")), ["JM022", "JM705", "JM705"]);
    }

    #[test]
    fn a_reason_can_be_made_compulsory() {
        let text = MAP.replace("9min", "9min # masa: ignore[JM705]");
        let required = outcome(&text, "require_suppression_reason = true\n").0;
        assert_eq!(required.len(), 2);
        assert!(required.iter().all(|(code, _)| *code == "JM023"));
        assert_eq!(outcome(&text.replace("705]", "705] why"), "require_suppression_reason = true\n").0, []);
    }
}
