//! What programs and those who do not see a picture get: the same bytes, clean ids, a story in words.

use std::collections::HashSet;

use masa::draw::views::Options;
use masa::draw::{TextEngine, TextMode};
use roxmltree::{Document, Node};

use crate::views::pictures;

#[test]
fn the_same_picture_is_the_same_bytes() {
    // An engine that has drawn other pictures before draws one as a new engine does.
    let mut used = TextEngine::new();
    for (view, map) in pictures() {
        let again = view.draw(map, &Options::default(), &mut used);
        assert!(again == view.slides(map), "{} of {}", view.name, map.name);
    }
}

#[test]
fn pages_hold_nothing_foreign() {
    for (view, map) in pictures() {
        for (number, drawing) in view.slides(map).iter().enumerate() {
            let at = format!("{} of {}, page {}", view.name, map.name, number + 1);
            let svg = drawing.svg(TextMode::Runs);
            let picture = Document::parse(&svg).unwrap_or_else(|error| panic!("{at}: {error}"));
            let mut ids = HashSet::new();
            for node in picture.descendants().filter(Node::is_element) {
                let name = node.tag_name().name();
                let known = ["svg", "title", "desc", "g", "path", "rect", "line", "circle", "text", "tspan"];
                assert!(known.contains(&name), "{at}: <{name}>");
                for attribute in node.attributes() {
                    let (name, value) = (attribute.name(), attribute.value());
                    assert!(!name.starts_with("on"), "{at}: {name}");
                    assert!(!["href", "src", "style", "base"].contains(&name), "{at}: {name}");
                    // What stands beside a shape for screen readers is a user's text.
                    let refers = ["url(", "://", "javascript:"].iter().any(|word| value.contains(word));
                    assert!(!refers || name == "aria-label", "{at}: {name}={value}");
                    assert!(!["NaN", "inf", "-0"].contains(&value), "{at}: {name}={value}");
                }
                if let Some(id) = node.attribute("id") {
                    let is_clean = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
                    assert!(is_clean && ids.insert(id), "{at}: {id} is not unique and clean");
                }
            }
        }
    }
}

#[test]
fn a_picture_tells_its_story_to_those_who_do_not_see_it() {
    for (view, map) in pictures() {
        let mut titles = Vec::new();
        let pages = view.slides(map);
        for (number, drawing) in pages.iter().enumerate() {
            let at = format!("{} of {}, page {}", view.name, map.name, number + 1);
            let svg = drawing.svg(TextMode::Runs);
            let picture = Document::parse(&svg).unwrap();
            let root = picture.root_element();
            assert_eq!(root.attribute("role"), Some("img"), "{at}");
            let text_of =
                |name| child(root, name).and_then(|node| node.text().map(str::trim)).unwrap_or_default();
            let (title, desc) = (text_of("title"), text_of("desc"));
            assert!(!title.is_empty(), "{at}: no title");
            assert!(desc.chars().count() > 20 && desc != title, "{at}: no description: {desc}");
            let labels: Vec<&str> =
                root.attribute("aria-labelledby").unwrap_or_default().split(' ').collect();
            let ids = ["title", "desc"].map(|name| child(root, name).and_then(|node| node.attribute("id")));
            assert_eq!(ids.map(|id| id.unwrap_or("none")).as_slice(), labels, "{at}");
            let groups = picture.descendants().filter(|node| node.has_tag_name("g"));
            titles.extend(groups.filter_map(|group| Some(letters(child(group, "title")?.text()?))));
        }
        if view.shows_touchpoints && !pages.is_empty() {
            for at in map.journey().touchpoints() {
                let name = letters(&at.touchpoint.name);
                let is_told = titles.iter().any(|title| title.contains(&name));
                assert!(is_told, "{} of {}: no <title> for {name:?}", view.name, map.name);
            }
        }
    }
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|node| node.has_tag_name(name))
}

/// The letters of a text: what is left of it wherever and however it is written.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn a_description_speaks_the_language_of_its_map() {
    for (view, map) in pictures().filter(|(_, map)| map.name == "car-test-drive-current-he") {
        for drawing in view.slides(map) {
            let svg = drawing.svg(TextMode::Runs);
            let picture = Document::parse(&svg).unwrap();
            let desc = child(picture.root_element(), "desc").and_then(|node| node.text()).unwrap_or_default();
            let (hebrew, latin) = (
                desc.chars().filter(|c| ('א'..='ת').contains(c)),
                desc.chars().filter(char::is_ascii_alphabetic),
            );
            let (hebrew, latin) = (hebrew.count(), latin.count());
            assert!(hebrew > 4 * latin, "{}: {desc}", view.name);
        }
    }
}
