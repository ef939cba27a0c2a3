//! What a comment is about: its line, or what comes next.

use std::ops::Range;

use super::{Comment, Tree};
use crate::source::{SourceText, Span};

/// What each of some comments is about, which are given in the order of the text: one behind something its line, one
/// on a line of its own the largest entry that begins on the next line with something in it. An entry is a key with its
/// value, or an item of a list; an item that begins below its dash begins on the line of the dash, too. `None` where
/// nothing begins on that line.
pub fn governed(source: &SourceText, tree: &Tree, comments: &[Comment]) -> Vec<Option<Span>> {
    // From the end, so that of a thousand comments in a row only the last has to look for what follows.
    let mut below = None;
    let lines = comments.iter().rev().map(|comment| {
        let line = source.line(comment.span.start);
        if comment.trailing {
            return Some(content(source, &line));
        }
        let next = next_line(source, &line, below.as_ref()).map(|next| {
            let known = below.take().and_then(|below: Below| below.next).filter(|known| known.line == next);
            known.unwrap_or_else(|| Next {
                about: content(source, &below_dash(source, next.clone())),
                line: next,
            })
        });
        let about = next.as_ref().map(|next| next.about);
        below = Some(Below { comment: line.start, next });
        about
    });
    let mut lines: Vec<_> = lines.collect();
    lines.reverse();
    let waiting = || comments.iter().zip(&lines).filter(|(comment, _)| !comment.trailing);
    let mut starts: Vec<Span> = waiting().filter_map(|(_, line)| *line).collect();
    starts.dedup();
    let largest = largest_entries(tree, starts);
    let of_comment = comments.iter().zip(lines).map(|(comment, line)| match comment.trailing {
        true => line,
        false => {
            let at = largest.binary_search_by_key(&line?.start, |(line, _)| line.start).ok()?;
            largest[at].1
        }
    });
    of_comment.collect()
}

/// A comment further down on a line of its own.
struct Below {
    /// Where its line begins.
    comment: usize,
    next: Option<Next>,
}

/// What follows a comment.
struct Next {
    /// The next line with something in it.
    line: Range<usize>,
    /// The line whose entries count.
    about: Span,
}

/// The next line with more than blanks and comments, when it is not known from a comment on the way.
fn next_line(source: &SourceText, from: &Range<usize>, below: Option<&Below>) -> Option<Range<usize>> {
    let mut end = from.end;
    loop {
        let rest = source.text().get(end..).filter(|rest| !rest.is_empty())?;
        let start = end + if rest.starts_with("\r\n") { 2 } else { 1 };
        if let Some(below) = below.filter(|below| below.comment == start) {
            return below.next.as_ref().map(|next| next.line.clone());
        }
        let line = source.line(u32::try_from(start).ok()?);
        let content = source.text()[line.clone()].trim_start();
        if !content.is_empty() && !content.starts_with('#') {
            return Some(line);
        }
        end = line.end;
    }
}

/// The line itself, or that on which the item begins when only its dash stands here.
fn below_dash(source: &SourceText, line: Range<usize>) -> Range<usize> {
    let column = |line: &Range<usize>| content(source, line).start as usize - line.start;
    let next = is_bare_dash(&source.text()[line.clone()]).then(|| next_line(source, &line, None)).flatten();
    next.filter(|next| column(next) > column(&line)).unwrap_or(line)
}

/// Whether a line holds a dash, perhaps an anchor and a tag, and no item.
fn is_bare_dash(line: &str) -> bool {
    let mut words = line.split_ascii_whitespace().take_while(|word| !word.starts_with('#'));
    words.next() == Some("-") && words.all(|word| word.starts_with(['&', '!']))
}

/// A line from its first character that is no blank.
fn content(source: &SourceText, line: &Range<usize>) -> Span {
    let text = &source.text()[line.clone()];
    Span::new(line.start + (text.len() - text.trim_start().len()), line.end)
}

/// The largest entry that begins on each of these lines, which are given in order.
fn largest_entries(tree: &Tree, lines: Vec<Span>) -> Vec<(Span, Option<Span>)> {
    let mut largest: Vec<(Span, Option<Span>)> = lines.into_iter().map(|line| (line, None)).collect();
    if largest.is_empty() {
        return largest;
    }
    let mut offer = |entry: Span| {
        let at = largest.partition_point(|(line, _)| line.start <= entry.start);
        if let Some((line, best)) = at.checked_sub(1).and_then(|at| largest.get_mut(at))
            && entry.start <= line.end
            && best.is_none_or(|best| entry.end > best.end)
        {
            *best = Some(entry);
        }
    };
    for node in tree.nodes() {
        for (key, value) in tree.pairs(node) {
            let (key, value) = (tree.node(key).span, tree.node(value).span);
            offer(Span { start: key.start, end: value.end.max(key.end) });
        }
        tree.items(node).for_each(|item| offer(tree.node(item).span));
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse_yaml;

    /// What each comment of a text is about.
    #[track_caller]
    fn about(text: &str, expected: &[Option<&str>]) {
        let source = SourceText::new("t", text);
        let parsed = parse_yaml(&source);
        assert!(parsed.faults.is_empty(), "{:?}", parsed.faults);
        let spans = governed(&source, &parsed.tree, parsed.tree.comments());
        let found: Vec<_> =
            spans.into_iter().map(|span| span.map(|span| source.slice(span).trim_end())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_comment_behind_something_is_about_its_line() {
        about("a:\n  b: 1 # x\n  c: 2\n", &[Some("b: 1 # x")]);
        about("a: |\n  b\nc: 2 # x\r\nd: 3 # y\re: 4", &[Some("c: 2 # x"), Some("d: 3 # y")]);
    }

    #[test]
    fn a_comment_on_a_line_of_its_own_is_about_what_comes_next() {
        about("# x\n\n# y\na:\n  - b: 1\n  - c\nd: 2\n", &[Some("a:\n  - b: 1\n  - c"); 2]);
        about("a:\n  # x\n  - b: 1\n    c: 2\n  # y\n  - d\n", &[Some("b: 1\n    c: 2\n  # y"), Some("d")]);
        about("# x\r# y\ra: 1\rb: 2\r", &[Some("a: 1"); 2]);
        about("# x\r\n\r\na: 1\r\nb: 2\r\n", &[Some("a: 1")]);
        about("a: 1\n# x\n", &[None]);
        about("a:\n  # x\n  text\nb: 1\n", &[None]);
    }

    #[test]
    fn a_dash_belongs_to_its_item() {
        about("a:\n# x\n-\n  b: 1\n  c: 2\n- d\n", &[Some("b: 1\n  c: 2")]);
        about("a:\n# x\n- &i # y\n  # z\n  b: 1\n", &[Some("b: 1"), Some("- &i # y"), Some("b: 1")]);
        about("a:\n# x\n- - - b\n    - c\n", &[Some("- - b\n    - c")]);
        about(
            "a:\n# x\n-\n # y\n -\n  # z\n  b: 1\n",
            &[Some("-\n  # z\n  b: 1"), Some("b: 1"), Some("b: 1")],
        );
    }

    #[test]
    fn an_item_without_anything_is_not_the_next_one() {
        about("a:\n# x\n-\n- b: 1\n", &[Some("")]);
        about("a:\n# x\n-\nb: 1\n", &[Some("")]);
    }
}
