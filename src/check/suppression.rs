//! Comments that accept findings: `# masa: ignore[code] why`.

use std::collections::HashMap;

use super::rules::upkeep;
use super::settings::{Selector, Settings};
use super::{Acceptance, Accepted, Edit, Finding, Findings, Group, Outcome, RULES, Safety};
use crate::source::{SourceText, Span};
use crate::syntax::{Comment, NodeKind, Tree, suggestion};
use crate::workspace::{File, FileIndex, RuleLevel, Workspace};

/// The codes and names that one comment may hold; more are no list that a person keeps.
const MAX_ENTRIES: usize = 64;
/// The most slips of a file that are worked out; of a rule not even half of them are shown.
const MAX_SLIPS: usize = 500;

/// One comment that accepts findings.
struct Directive {
    comment: Comment,
    /// What it is for; `None` when nothing follows it.
    range: Option<Span>,
    whole_file: bool,
    /// Between the brackets.
    list: Span,
    rules: Vec<usize>,
    used: Vec<bool>,
    reason: Option<String>,
}

/// What is wrong with a comment: what, what to do, and the edit that does it.
struct Slip {
    span: Span,
    /// Whether all that is wrong is a name that a rule had before.
    is_old_name: bool,
    message: String,
    help: String,
    fix: Option<(Safety, Edit)>,
}

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

/// The comments of a file that accept findings, and what is wrong with those that try.
fn read(file: &File) -> (Vec<Directive>, Vec<Slip>) {
    let mut directives = Vec::new();
    let mut slips = Vec::new();
    let head = first_value(&file.tree);
    for comment in file.tree.comments() {
        let text = file.source.slice(comment.span);
        if let Some(body) = addressed(text) {
            let place = comment.span.range().start + (text.len() - body.len());
            directives.extend(directive(file, *comment, body, place, head, &mut slips));
            slips.truncate(MAX_SLIPS);
        }
    }
    let mut waiting: Vec<&mut Directive> =
        directives.iter_mut().filter(|found| !found.comment.trailing && !found.whole_file).collect();
    if !waiting.is_empty() {
        govern(file, &mut waiting);
    }
    (directives, slips)
}

/// Where the first value of the document begins.
fn first_value(tree: &Tree) -> u32 {
    tree.root().map_or(u32::MAX, |root| tree.node(root).span.start)
}

/// What stands behind `# masa:`; also with a slip in it, when `ignore` follows.
fn addressed(comment: &str) -> Option<&str> {
    let body = comment.trim_start_matches('#').trim_start();
    let name = body.get(..4).filter(|name| name.eq_ignore_ascii_case("masa"))?;
    let rest = body[name.len()..].trim_start();
    match rest.strip_prefix(':') {
        Some(rest) => Some(rest.trim_start()),
        None => {
            let rest = rest.trim_start_matches(['-', '.', ' ']);
            rest.get(..6).filter(|verb| verb.eq_ignore_ascii_case("ignore")).map(|_| rest)
        }
    }
}

fn directive(
    file: &File,
    comment: Comment,
    body: &str,
    place: usize,
    head: u32,
    slips: &mut Vec<Slip>,
) -> Option<Directive> {
    let slip = |message: String, help: String, fix| Slip {
        span: comment.span,
        is_old_name: false,
        message,
        help,
        fix,
    };
    let how = || "write `# masa: ignore[code] why`".to_owned();
    let verb: &str = &body[..body.find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(body.len())];
    let lower = verb.to_ascii_lowercase();
    let rest = &body[verb.len()..];
    if !matches!(lower.as_str(), "ignore" | "ignore-file") {
        let shown: String = body.chars().take(40).collect();
        let help = match suggestion(&lower, ["ignore", "ignore-file"]) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => how(),
        };
        slips.push(slip(format!("masa does not know what to do with `{shown}`"), help, None));
        return None;
    }
    let inside = rest.trim_start().strip_prefix('[');
    let Some((list, after)) = inside.and_then(|inside| inside.split_once(']')) else {
        let message = match inside {
            Some(_) => "the list of rules is not closed",
            None => "the comment names no rule to accept",
        };
        slips.push(slip(message.to_owned(), how(), bracketed(comment, rest, place + verb.len())));
        return None;
    };
    let list_start = place + body.len() - inside.map_or(0, str::len);
    let canonical = file.source.slice(comment.span).trim_start_matches('#').trim_start();
    if !canonical.starts_with("masa:") || verb != lower {
        let start = comment.span.range().start;
        let edit = Edit { span: Span::new(start, list_start - 1), text: format!("# masa: {lower}") };
        let help = format!("write `# masa: {lower}[…]`");
        slips.push(slip("the comment is nearly one for masa".to_owned(), help, Some((Safety::Safe, edit))));
        return None;
    }
    let mut rules = Vec::new();
    let mut offset = list_start;
    for (at, entry) in list.split(',').enumerate() {
        let start = offset + (entry.len() - entry.trim_start().len());
        offset += entry.len() + 1;
        let word = entry.trim();
        // A comma too many does no harm.
        if word.is_empty() && at > 0 {
            continue;
        }
        let span = Span::new(start, start + word.len());
        if at >= MAX_ENTRIES {
            slips.push(slip(format!("more than {MAX_ENTRIES} rules in one comment"), how(), None));
            break;
        }
        // What a word was meant to be takes long to find out.
        if slips.len() >= MAX_SLIPS && Selector::parse(word).is_none() {
            continue;
        }
        match named(word, span) {
            Ok((rule, old)) => {
                slips.extend(old);
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
            }
            Err(wrong) => slips.push(wrong),
        }
    }
    let whole_file = lower == "ignore-file";
    if whole_file && comment.span.start > head {
        let help = "move it before the first key, or write `ignore` for what comes next".to_owned();
        slips.push(slip("`ignore-file` stands behind the beginning of the file".to_owned(), help, None));
        return None;
    }
    if rules.is_empty() {
        return None;
    }
    let reason = after.trim().trim_start_matches([':', '-', '–', '—']).trim();
    // What stands behind a second `#` is a comment of another kind.
    let reason = if reason.starts_with("# ") { "" } else { reason };
    Some(Directive {
        comment,
        range: comment.trailing.then(|| line_of(&file.source, comment.span)),
        whole_file,
        list: Span::new(list_start, list_start + list.len()),
        used: vec![false; rules.len()],
        rules,
        reason: (!reason.is_empty()).then(|| reason.to_owned()),
    })
}

/// The fix for `ignore JM701 why`, where only the brackets are missing.
fn bracketed(comment: Comment, rest: &str, place: usize) -> Option<(Safety, Edit)> {
    let word = rest.trim_start().split([' ', '\t']).next()?;
    let bare = word.trim_matches([',', ':', '[', ']', '(', ')']);
    let known = matches!(Selector::parse(bare), Some(Selector::Rule(rule, _)) if !RULES[rule].is_fixed());
    let start = place + (rest.len() - rest.trim_start().len());
    let span = Span::new(place, (start + word.len()).min(comment.span.range().end));
    known.then(|| (Safety::Safe, Edit { span, text: format!("[{bare}]") }))
}

/// The rule that an entry of the list names, with a slip when the name is an old one.
fn named(word: &str, span: Span) -> Result<(usize, Option<Slip>), Slip> {
    let shown: String = word.chars().take(60).collect();
    let slip = |message: String, help: String, fix: Option<&str>| Slip {
        span,
        is_old_name: false,
        message,
        help,
        fix: fix.map(|text| (Safety::Unsafe, Edit { span, text: text.to_owned() })),
    };
    match Selector::parse(word) {
        Some(Selector::Rule(rule, _)) if RULES[rule].is_fixed() => {
            let message = format!("`{}` cannot be accepted", RULES[rule].name);
            Err(slip(message, "mend it: what cannot be read cannot be judged".to_owned(), None))
        }
        Some(Selector::Rule(rule, _)) if RULES[rule].group == Group::Upkeep => {
            let message = format!("`{}` cannot be accepted by a comment", RULES[rule].name);
            Err(slip(message, "set its level in `masa.toml`".to_owned(), None))
        }
        Some(Selector::Rule(rule, true)) => {
            let name = RULES[rule].name;
            let old = Slip {
                span,
                is_old_name: true,
                message: format!("`{shown}` is called `{name}` now"),
                help: format!("write `{name}`"),
                fix: Some((Safety::Safe, Edit { span, text: name.to_owned() })),
            };
            Ok((rule, Some(old)))
        }
        Some(Selector::Rule(rule, false)) => Ok((rule, None)),
        Some(_) => {
            let message = format!("`{shown}` names several rules");
            Err(slip(message, "name each rule that is accepted here".to_owned(), None))
        }
        None if word.is_empty() => {
            let message = "the comment names no rule to accept".to_owned();
            Err(slip(message, "write the code or name of a rule between the brackets".to_owned(), None))
        }
        None => {
            let meant = Selector::suggestion(word);
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`masa rules` lists them".to_owned(),
            };
            Err(slip(format!("unknown rule `{shown}`"), help, meant))
        }
    }
}

/// The line a place is on.
fn line_of(source: &SourceText, span: Span) -> Span {
    let text = source.text();
    let at = source.snap(span).start;
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    Span::new(start, text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length))
}

/// Gives every comment on a line of its own what comes next: the largest entry that begins on the next line
/// with something in it.
fn govern(file: &File, waiting: &mut [&mut Directive]) {
    let text = file.source.text();
    // From the end, so that of a hundred comments in a row only the last has to look for the line.
    let mut next: Option<(usize, Option<Span>)> = None;
    let mut lines: Vec<Option<Span>> = Vec::with_capacity(waiting.len());
    for found in waiting.iter().rev() {
        let comment = found.comment.span.range();
        let line = next_line(text, comment.end, next);
        next = Some((comment.start, line));
        lines.push(line);
    }
    lines.reverse();
    let mut largest: Vec<(Span, Option<Span>)> = lines.iter().flatten().map(|line| (*line, None)).collect();
    largest.dedup();
    let mut offer = |unit: Span| {
        let at = largest.partition_point(|(line, _)| line.start <= unit.start);
        if let Some((line, best)) = at.checked_sub(1).and_then(|at| largest.get_mut(at))
            && unit.start <= line.end
            && best.is_none_or(|best| unit.end > best.end)
        {
            *best = Some(unit);
        }
    };
    let tree = &file.tree;
    for node in tree.nodes() {
        match node.kind {
            NodeKind::Mapping(_) => {
                for (key, value) in tree.pairs(node) {
                    let (key, value) = (tree.node(key).span, tree.node(value).span);
                    offer(Span { start: key.start, end: value.end.max(key.end) });
                }
            }
            NodeKind::Sequence(_) => tree.items(node).for_each(|item| offer(tree.node(item).span)),
            _ => {}
        }
    }
    for (found, line) in waiting.iter_mut().zip(lines) {
        let at = line.and_then(|line| largest.binary_search_by_key(&line.start, |(line, _)| line.start).ok());
        found.range = at.and_then(|at| largest[at].1);
    }
}

/// From the first character of the next line that holds more than blanks and comments to the end of it;
/// `known` is the answer for a place further down.
fn next_line(text: &str, from: usize, known: Option<(usize, Option<Span>)>) -> Option<Span> {
    let mut at = from;
    loop {
        let end = text[at..].find(['\n', '\r']).map(|length| at + length)?;
        at = end + 1;
        if let Some((_, line)) = known.filter(|(place, _)| at >= *place) {
            return line;
        }
        let line = text[at..].split(['\n', '\r']).next().unwrap_or_default();
        let content = line.trim_start();
        if let Some((_, line)) = known.filter(|(place, _)| at + line.len() - content.len() >= *place) {
            return line;
        }
        if !content.is_empty() && !content.starts_with('#') {
            return Some(Span::new(at + (line.len() - content.len()), at + line.len()));
        }
    }
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
