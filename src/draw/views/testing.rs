//! What the tests of the views share: small maps, and what holds for every page.

use super::curve::{StageBand, TouchpointLabel};
use super::page::Heading;
use super::sheet::Drawing;
use crate::draw::TextMode;
use crate::model::Phase;

/// How far a rounded place may lie from where it was meant to be.
const ROUNDING: f64 = 0.1;

/// The part of a type size that stands above the baseline.
const ABOVE_BASELINE: f64 = 0.75;

/// The heading of a journey in English.
pub fn heading() -> Heading {
    Heading { id: "journey".into(), title: "A journey".into(), lang: "en".into(), ..Heading::default() }
}

/// Touchpoints with these names.
pub fn labels(names: &[&str]) -> Vec<TouchpointLabel> {
    let label = |(i, name): (usize, &&str)| TouchpointLabel { id: format!("tp-{i}"), name: (*name).into() };
    names.iter().enumerate().map(label).collect()
}

/// One stage for all touchpoints.
pub fn only_stage(touchpoints: usize) -> Vec<StageBand> {
    vec![StageBand { id: "only".into(), name: "Only stage".into(), phase: Some(Phase::During), touchpoints }]
}

/// Stages of so many touchpoints, called by these names as long as there are any.
pub fn stages(sizes: &[usize], names: &[&str]) -> Vec<StageBand> {
    let stage = |(i, touchpoints): (usize, &usize)| StageBand {
        id: format!("s{i}"),
        name: names.get(i).copied().unwrap_or("Stage").into(),
        phase: [None, Some(Phase::Before), Some(Phase::After)][i % 3],
        touchpoints: *touchpoints,
    };
    sizes.iter().enumerate().map(stage).collect()
}

/// The numbers of an attribute.
pub fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').filter_map(|number| number.parse().ok()).collect()
}

/// Fails when a page is not well-formed, or something in it stands at a number that is none.
pub fn assert_sound(drawing: &Drawing) {
    for mode in [TextMode::Runs, TextMode::Outlines, TextMode::Native] {
        let svg = drawing.svg(mode);
        let document = roxmltree::Document::parse(&svg).expect("well-formed");
        for attribute in document.descendants().flat_map(|node| node.attributes()) {
            let value = attribute.value();
            if attribute.name() == "d" {
                assert!(!value.contains("NaN") && !value.contains(['e', 'i']), "{value}");
            } else if let Ok(number) = value.parse::<f64>() {
                assert!(number.is_finite() && value != "-0" && !value.contains(['e', 'E']), "{value}");
            }
        }
    }
}

/// Every text of a page that does not stand in the box of its cell, or not on the page, or is too small.
pub fn strays(drawing: &Drawing) -> Vec<String> {
    let svg = drawing.svg(TextMode::Runs);
    let document = roxmltree::Document::parse(&svg).expect("well-formed");
    let page = numbers(document.root_element().attribute("viewBox").expect("a view box"));
    let mut strays = Vec::new();
    for span in document.descendants().filter(|node| node.has_tag_name("tspan")) {
        let number = |name: &str| {
            let nearest = span.ancestors().find_map(|node| node.attribute(name));
            nearest.and_then(|number| number.parse::<f64>().ok()).unwrap_or(0.0)
        };
        let (left, baseline, size) = (number("x"), number("y"), number("font-size"));
        let right = left + number("textLength");
        let bounds = span.ancestors().find_map(|node| node.attribute("data-box").map(numbers));
        let bounds = bounds.unwrap_or_else(|| page.clone());
        let is_inside = left >= bounds[0] - ROUNDING
            && right <= bounds[0] + bounds[2] + ROUNDING
            && baseline - size * ABOVE_BASELINE >= bounds[1] - ROUNDING
            && baseline <= bounds[1] + bounds[3] + ROUNDING;
        if !is_inside || size < 20.0 {
            let text = span.text();
            strays.push(format!("{text:?} of {size} at {left}..{right}, {baseline} in {bounds:?}"));
        }
    }
    strays
}
