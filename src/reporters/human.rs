//! Findings with the line they are about.

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
    renderer::DEFAULT_TERM_WIDTH,
};

use super::{Checked, Found, Look, each, escape, source};
use crate::check::{Fix, Safety};
use crate::source::{SourceText, Span};
use crate::workspace::RuleLevel;

/// A line longer than this is cut.
const LONG_LINE_BYTES: usize = 1_000;
/// The stretch of a cut line shown on either side of the place, in characters.
const CONTEXT_CHARS: usize = 60;

/// The findings with their source lines.
pub(super) fn human(all: &[Checked<'_>], look: Look) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width.unwrap_or(DEFAULT_TERM_WIDTH));
    let mut text = String::new();
    for found in each(all).take(look.shown()) {
        text.push_str(&renderer.render(&[group(found)]));
        text.push_str("\n\n");
    }
    text.push_str(&look.rest(all));
    text
}

fn group<'c>(found: Found<'c>) -> Group<'c> {
    let (workspace, finding) = found;
    let level = match finding.level {
        RuleLevel::Error => Level::ERROR,
        RuleLevel::Warning => Level::WARNING,
        _ => Level::INFO.with_name("note"),
    };
    let mut elements: Vec<Element<'c>> = Vec::new();
    show_place(&mut elements, source(found), finding.span, AnnotationKind::Primary, None);
    for related in &finding.related {
        let source = &workspace.files[related.file].source;
        show_place(&mut elements, source, related.span, AnnotationKind::Context, Some(&related.message));
    }
    if let Some(help) = &finding.help {
        elements.push(Level::HELP.message(escape::terminal(help)).into());
    }
    if let Some(fix) = &finding.fix {
        elements.push(Level::HELP.with_name("fix").message(offer(fix)).into());
    }
    let code = format!("{} {}", finding.rule.code, finding.rule.name);
    level.primary_title(escape::terminal(&finding.message)).id(code).elements(elements)
}

/// What a fix does, and how to have it.
fn offer(fix: &Fix) -> String {
    let how = match fix.safety {
        Safety::Safe => "`masa check --fix`",
        Safety::Unsafe => "a guess: `masa check --fix --unsafe-fixes`",
    };
    format!("{} ({how})", escape::terminal(&fix.title))
}

/// Adds `path:line:column` and the line with its mark; a very long line is cut around the place.
fn show_place<'c>(
    elements: &mut Vec<Element<'c>>,
    source: &'c SourceText,
    span: Span,
    kind: AnnotationKind,
    label: Option<&'c str>,
) {
    let position = source.position(span.start);
    let name = escape::terminal(source.name());
    let range = source.snap(span);
    let text = source.text();
    let line = source.line(span.start);
    let (line_start, line_end) = (line.start.min(range.start), line.end.max(range.start));
    let mark_end = range.end.min(line_end);
    let whole = line_end - line_start <= LONG_LINE_BYTES;
    let (before, marked, after) = if whole {
        (&text[line_start..range.start], &text[range.start..mark_end], &text[mark_end..line_end])
    } else {
        let marked = first_chars(&text[range.start..mark_end]);
        let after = first_chars(&text[range.start + marked.len()..line_end]);
        (last_chars(&text[line_start..range.start]), marked, after)
    };
    let before = escape::terminal(before);
    let marked = escape::terminal(marked);
    let line = format!("{before}{marked}{}", escape::terminal(after));
    let mark = before.len()..before.len() + marked.len();
    let annotation = match label {
        Some(label) => kind.span(mark).label(escape::terminal(label)),
        None => kind.span(mark),
    };
    let snippet: Snippet<'c, Annotation<'c>> = Snippet::source(line).line_start(position.line);
    if whole && !text[line_start..line_end].trim().is_empty() {
        elements.push(snippet.path(name).annotation(annotation).into());
        return;
    }
    // The column of a cut line would be counted from the cut, so the place is given apart.
    elements.push(Origin::path(name).line(position.line).char_column(position.column).into());
    if !whole {
        elements.push(snippet.annotation(annotation).into());
    }
}

fn first_chars(text: &str) -> &str {
    text.char_indices().nth(CONTEXT_CHARS).map_or(text, |(at, _)| &text[..at])
}

fn last_chars(text: &str) -> &str {
    match text.char_indices().rev().nth(CONTEXT_CHARS - 1) {
        Some((at, _)) => &text[at..],
        None => text,
    }
}
