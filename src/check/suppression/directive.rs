//! From a comment to what it accepts, and what is wrong with it.

use crate::check::settings::Selector;
use crate::check::{Edit, Group, RULES, Safety};
use crate::source::Span;
use crate::syntax::{Comment, Tree, governed, suggestion};
use crate::workspace::File;

/// The codes and names that one comment may hold; more are no list that a person keeps.
const MAX_ENTRIES: usize = 64;
/// The most slips of a file that are worked out; of a rule not even half of them are shown.
const MAX_SLIPS: usize = 500;

/// One comment that accepts findings.
pub(super) struct Directive {
    pub(super) comment: Comment,
    /// What it is for; `None` when nothing follows it.
    pub(super) range: Option<Span>,
    pub(super) whole_file: bool,
    /// Between the brackets.
    pub(super) list: Span,
    pub(super) rules: Vec<usize>,
    pub(super) used: Vec<bool>,
    pub(super) reason: Option<String>,
}

/// What is wrong with a comment: what, what to do, and the edit that does it.
pub(super) struct Slip {
    pub(super) span: Span,
    /// Whether all that is wrong is a name that a rule had before.
    pub(super) is_old_name: bool,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) fix: Option<(Safety, Edit)>,
}

/// The comments of a file that accept findings, and what is wrong with those that try.
pub(super) fn read(file: &File) -> (Vec<Directive>, Vec<Slip>) {
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
    let of_a_part: Vec<&mut Directive> = directives.iter_mut().filter(|found| !found.whole_file).collect();
    let comments: Vec<_> = of_a_part.iter().map(|found| found.comment).collect();
    let ranges = governed(&file.source, &file.tree, &comments);
    for (found, range) in of_a_part.into_iter().zip(ranges) {
        found.range = range;
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
        range: None,
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
