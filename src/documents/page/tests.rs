use super::*;
use crate::draw::TextEngine;
use crate::draw::views::{Options, curve};
use crate::tables::{Cell, Terminal};

const HOSTILE: &str =
    "</p><script>alert(1)</script>\"'&| `*x*`\n\u{1b}[31m\u{202e}gnp<img src=x onerror=alert(1)>";

fn document(direction: Direction) -> Document {
    let (one, two) = match direction {
        Direction::Ltr => ("Plain words", "מילים"),
        Direction::Rtl => {
            ("מילים פשוטות ועוד כמה מילים כדי שהשורה תהיה ארוכה מאוד ותישבר", "WhatsApp, e-mail")
        }
    };
    let lang = if direction.is_rtl() { "he" } else { "en" };
    let mut document = Document {
        title: Text::fill("{a}: {b}", &[("a", one), ("b", HOSTILE)]),
        about: vec![Text::from(two), Text::from("about")],
        lang: lang.to_owned(),
        direction,
        footer: vec![Text::from("foot").labelled("label")],
        ..Document::default()
    };
    document.heading(Level::Part, Text::from(HOSTILE));
    document.paragraph(
        Text::from("- no list, ").and(Text::from(two).strong()).and(" and").labelled("researched"),
    );
    document.heading(Level::Section, one);
    document.list([Text::from(two), Text::from(HOSTILE)]);
    document
        .blocks
        .push(Block::List { items: (0..11).map(|n| Text::from(format!("{n}"))).collect(), numbered: true });
    document.blocks.push(Block::Quote { words: Text::from(one), source: Text::from(HOSTILE) });
    document.note(Tone::Caution, [Text::from(HOSTILE)]);
    document.note(Tone::Plain, []);
    let mut table = Table::new(HOSTILE, &["what", "how many", ""]);
    table.row(vec![Cell::text(HOSTILE), Cell::Count(2), Cell::Empty]);
    table.row(vec![Cell::Empty, Cell::Count(3), Cell::text(two)]);
    document.blocks.push(Block::Table(table));
    let picture = curve::CurvePicture::default();
    for drawing in
        [0, 1].into_iter().flat_map(|_| curve::draw(&picture, &Options::default(), &mut TextEngine::new()))
    {
        let picture =
            Picture { drawing, caption: Some(Text::from(HOSTILE)), file: Some("a b.svg".to_owned()) };
        document.blocks.push(Block::Picture(Box::new(picture)));
    }
    document.blocks.push(Block::PageBreak);
    document
}

#[test]
fn html_is_well_formed_and_inert() {
    for direction in [Direction::Ltr, Direction::Rtl] {
        let html = document(direction).html();
        let tree = html.strip_prefix("<!DOCTYPE html>\n").unwrap();
        let tree = roxmltree::Document::parse(tree).unwrap();
        let mut ids = std::collections::BTreeSet::new();
        for node in tree.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            assert!(
                !["script", "img", "iframe", "link", "object", "form", "a", "base"].contains(&name),
                "{name}"
            );
            for attribute in node.attributes() {
                let (name, value) = (attribute.name(), attribute.value().to_lowercase());
                assert!(!name.starts_with("on") && !["src", "href", "style"].contains(&name), "{name}");
                assert!(!value.contains("javascript:") && !value.contains("://"), "{name}={value}");
                assert!(name != "id" || ids.insert(value), "{name} twice");
            }
        }
        assert!(ids.len() > 4, "{ids:?}");
        let said: String = tree.descendants().filter_map(|node| node.text()).collect();
        assert!(said.contains("<script>alert(1)</script>"), "the words of the map are there as words");
        assert!(!html.chars().any(|c| c.is_control() && c != '\n') && !html.contains("gnp<"));
        assert_eq!(html, document(direction).html());
    }
}

#[test]
fn html_says_what_a_screen_reader_needs() {
    let html = document(Direction::Rtl).html();
    assert!(html.contains("<html lang=\"he\" dir=\"rtl\">"));
    assert_eq!(html.matches("<h1>").count(), 1);
    assert!(
        html.contains("<th scope=\"col\" class=\"number\"><bdi dir=\"ltr\">how many</bdi></th>"),
        "{html}"
    );
    assert!(html.contains("<td></td>\n</tr>\n</thead>"), "an empty head is a cell: {html}");
    assert!(html.contains("<bdi dir=\"ltr\">WhatsApp, e-mail</bdi>"), "{html}");
    assert_eq!(html.matches("role=\"img\"").count(), 2);
}

/// What stands in a tab of the browser has no markup, and a sign of a number stands before it.
#[test]
fn titles_are_text_and_signs_stay_before_their_numbers() {
    let mut document = document(Direction::Rtl);
    document.title = Text::from("שעת Wi-Fi");
    document.paragraph("ממוצע −0.44");
    let html = document.html();
    assert!(html.contains("<title>שעת Wi-Fi</title>"), "{html}");
    assert!(html.contains("<p>ממוצע &#x2066;−0.44&#x2069;</p>"), "{html}");
    let terminal = Terminal { width: 80, colour: false, isolate: true };
    assert!(document.terminal(terminal).contains("\u{2066}−0.44\u{2069}"));
    assert!(!document.terminal(Terminal { isolate: false, ..terminal }).contains('\u{2066}'));
}

/// The digest that the policy names is that of the style as a browser reads it.
#[test]
fn the_policy_allows_the_style_and_nothing_else() {
    use base64::Engine as _;
    use sha2::Digest as _;

    let html = document(Direction::Ltr).html();
    let style = html.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let digest = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style));
    let policy =
        format!("default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'");
    assert!(html.contains(&policy.replace('\'', "&apos;")), "{html}");
    assert!(!style.contains(['<', '&', '\r']) && !style.contains("url("));
}

#[test]
fn markdown_keeps_its_blocks() {
    let text = document(Direction::Rtl).markdown();
    assert!(text.starts_with("<div dir=\"rtl\">\n\n# ") && text.ends_with("\n\n</div>\n"), "{text}");
    assert!(!text.contains("<script") && !text.contains("<img") && !text.contains('\u{1b}'), "{text}");
    assert!(text.contains("\n\\- no list, **WhatsApp, e-mail** and *(researched)*\n"), "{text}");
    assert!(text.contains("](a%20b.svg)"), "{text}");
    assert!(text.contains("\n11. 10\n"), "{text}");
    assert!(!text.contains("\n\n\n"), "{text}");
}

/// Every word is on a page, none leaves its page, and nothing is a box that our fonts have.
#[test]
fn paper_holds_every_word() {
    for direction in [Direction::Ltr, Direction::Rtl] {
        let mut document = document(direction);
        let mut long = Table::new("long", &["what", "how many"]);
        (0..90).for_each(|n| long.row(vec![Cell::text(format!("row {n} with words")), Cell::Count(n)]));
        document.blocks.push(Block::Table(long));
        document.paragraph("many words ".repeat(900));
        let pages = document.pages(&mut TextEngine::new());
        let texts: Vec<_> = pages.iter().map(Drawing::texts).collect();
        assert!(pages.len() >= 6, "{}", pages.len());
        assert_eq!(
            pages.iter().filter(|page| page.width > page.height).count(),
            2,
            "pictures have their own pages"
        );
        for (page, texts) in pages.iter().zip(&texts) {
            for (text, [left, top, right, bottom]) in texts {
                let is_inside = *left >= 0.0 && *top >= 0.0 && *right <= page.width && *bottom <= page.height;
                assert!(is_inside, "{text}: {left} {top} {right} {bottom}");
            }
        }
        let said: String = texts.iter().flatten().map(|(text, _)| format!("{text} ")).collect();
        let all_there = (0..90).all(|n| said.contains(&format!("row {n} with words")));
        assert!(all_there && said.matches("many").count() >= 902, "{}", said.matches("many").count());
        assert!(said.matches("how many").count() >= 3, "heads are said again on the next page");
        assert!(said.contains("(researched)") && said.contains("11."), "{said}");
        let bytes = crate::draw::formats::pdf(&pages).unwrap();
        assert!(bytes.starts_with(b"%PDF-"));
        if let Some(folder) = std::env::var_os("MASA_PICTURES") {
            let file = std::path::Path::new(&folder).join(format!("document-{}.pdf", direction.as_str()));
            std::fs::write(file, bytes).unwrap();
        }
    }
}

#[test]
fn terminals_get_lines_that_fit_and_do_nothing() {
    for (direction, width) in [(Direction::Ltr, 40), (Direction::Rtl, 40), (Direction::Rtl, 140)] {
        let plain = Terminal { width, colour: false, isolate: false };
        let text = document(direction).terminal(plain);
        assert!(text.lines().all(|line| crate::tables::display_width(line) <= width), "{text}");
        assert!(!text.chars().any(|c| c != '\n' && crate::reporters::escape::is_unsafe(c)), "{text}");
        assert!(text.contains("[researched]"), "{text}");
        let coloured = document(direction).terminal(Terminal { colour: true, isolate: true, ..plain });
        let bare = ["\x1b[1m", "\x1b[2m", "\x1b[0m", "\u{2067}", "\u{2068}", "\u{2069}"];
        let bare = bare.iter().fold(coloured.clone(), |text, sign| text.replace(sign, ""));
        assert!(bare.contains("researched") && coloured.contains("\x1b[2m[researched]\x1b[0m"), "{coloured}");
        for line in coloured.lines() {
            assert_eq!(
                line.matches(['\u{2067}', '\u{2068}']).count(),
                line.matches('\u{2069}').count(),
                "{line}"
            );
        }
    }
}
