//! What should not stand in the texts of a map.

use crate::check::text::{folklore, knows, personal_data};
use crate::check::{Check, FileCx, Findings, Stability};
use crate::source::Span;
use crate::syntax::{NodeId, NodeKind, ScalarText};
use crate::workspace::Content;

rule! {
    /// A text repeats a market claim that nobody has shown.
    ///
    /// Fires at texts of a journey or persona that make one of a short list of claims: that 85 % of the
    /// relationship needs no human by 2020, that experience overtakes price by 2020, that a new customer costs
    /// 5 to 25 times more than one who is kept, that a sale to an existing customer succeeds in 60 to 70 %, that
    /// 57 % of a purchase is decided before sales is met, and that a moment of truth lasts 3 to 7 seconds. Knows
    /// them in English and Hebrew, by their number together with what it is about.
    ///
    /// ## Why
    ///
    /// Such numbers are forecasts, slogans, or figures that lost their source on the way from slide to slide.
    /// Beside measured scores they lend their weakness to the whole map.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// goals:
    ///   - statement: Keep customers, because it is 7 times more expensive to acquire a new one
    /// ```
    ///
    /// ## What to do
    ///
    /// Write your own number, or the aim without one:
    ///
    /// ```yaml
    /// goals:
    ///   - statement: Keep the customers who call because their first bill is wrong
    /// ```
    FOLKLORE_STATISTIC = "JM916" "folklore-statistic", Evidence, Info, Check::File(folklore_statistic),
        stability: Stability::Preview
}

fn folklore_statistic(cx: &FileCx<'_>, out: &mut Findings<'_>) {
    let lang = match &cx.typed.content {
        Content::Journey(journey) => &journey.lang,
        Content::Persona(persona) => &persona.lang,
        _ => return,
    };
    if !knows(lang.as_ref()) {
        return;
    }
    for (span, text) in cx.file.tree.scalars(&cx.file.source) {
        if let Some(claim) = folklore::find(text) {
            let _ = out
                .at_span(span, format!("the text repeats a claim without a study behind it: {}", claim.what))
                .help(format!("it is {}; write a number of your own, or none", claim.origin));
        }
    }
}

rule! {
    /// A text holds what may identify a person.
    ///
    /// Fires when a text of a journey or persona holds an e-mail address, a phone number (with `+` and country
    /// code, or in an Israeli form), the 16-digit number of a payment card, or an Israeli identity number
    /// behind a label such as `ID` or `ת.ז`. Card and identity numbers count only when their check digit is
    /// right. Shared mailboxes such as `info@` and `service@` are passed over, and so are ids and dates. Names
    /// of people are not looked for.
    ///
    /// ## Why
    ///
    /// Maps are copied into slides and repositories and stay there. What was said in an interview belongs into
    /// them, who said it does not: data protection law asks to keep no more than is needed.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// quote: Write to me at dana.levi@mail.example when it is done
    /// ```
    ///
    /// ## What to do
    ///
    /// Leave it out or put a word in its place; if the file is already shared, remember its history:
    ///
    /// ```yaml
    /// quote: Write to me when it is done
    /// ```
    PERSONAL_DATA = "JM917" "personal-data", Evidence, Error, Check::File(personal_data_in_text)
}

/// Keys whose values are ids, dates and the like, not text.
const NOT_TEXT: &[&str] = &[
    "journey",
    "persona",
    "id",
    "lang",
    "parent",
    "current",
    "detail",
    "default_evidence",
    "created",
    "reviewed",
    "review_every",
    "date",
    "collected",
    "due",
    "decided_on",
    "live_wait",
    "async_wait",
    "duration",
    "from",
    "to",
    "addresses",
    "replaces",
    "value",
    "n",
    "scale",
    "score",
];

fn personal_data_in_text(cx: &FileCx<'_>, out: &mut Findings<'_>) {
    let typed = matches!(cx.typed.content, Content::Journey(_) | Content::Persona(_));
    if !typed || !personal_data::may_hold(cx.file.source.text()) {
        return;
    }
    if let Some(root) = cx.file.tree.root() {
        search(cx, root, out);
    }
}

fn search(cx: &FileCx<'_>, id: NodeId, out: &mut Findings<'_>) {
    let (tree, source) = (&cx.file.tree, &cx.file.source);
    let node = tree.node(id);
    match &node.kind {
        NodeKind::Scalar(text, _) => {
            let (text, start) = match text {
                ScalarText::Source(span) => (source.slice(*span), Some(span.range().start)),
                ScalarText::Owned(text) => (&**text, None),
            };
            let Some((kind, place)) = personal_data::find(text) else { return };
            let span = match start {
                Some(start) => Span::new(start + place.start, start + place.end),
                None => node.span,
            };
            // The finding does not repeat it: logs are kept too.
            let _ = out
                .at_span(span, format!("the text holds {}", kind.name()))
                .help("leave it out, or write what it stands for");
        }
        NodeKind::Sequence(_) => tree.items(node).for_each(|item| search(cx, item, out)),
        NodeKind::Mapping(_) => {
            for (key, value) in tree.pairs(node) {
                if !tree.scalar(source, key).is_some_and(|key| NOT_TEXT.contains(&key)) {
                    search(cx, value, out);
                }
            }
        }
        // What stands behind an anchor is searched where it stands.
        NodeKind::Alias(_) => {}
    }
}
