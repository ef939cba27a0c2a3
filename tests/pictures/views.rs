//! The views, by name, and the pages they are drawn for.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use masa::draw::TextEngine;
use masa::draw::views::history::Version;
use masa::draw::views::{
    Drawing, Options, PageFormat, atlas, blueprint, board, channels, commitment, compare, curve, history,
    map, wheel,
};
use masa::measure::{GroupBy, portfolio};
use masa::model::Date;

use crate::maps::{Map, maps};

/// A view of a journey.
pub struct View {
    /// Its name on the command line.
    pub name: &'static str,
    /// Whether it must draw something; a view that is being built may return no pages.
    pub done: bool,
    /// Whether each touchpoint has a place of its own in it.
    pub shows_touchpoints: bool,
    draw: fn(&Map, &Options, &mut TextEngine) -> Vec<Drawing>,
}

/// All views. A new one is a line here.
pub const VIEWS: &[View] = &[
    View {
        name: "curve",
        done: true,
        shows_touchpoints: true,
        draw: |map, options, engine| {
            curve::draw(&curve::picture(&map.workspace, map.journey()), options, engine)
        },
    },
    View {
        name: "map",
        done: true,
        shows_touchpoints: true,
        draw: |map, options, engine| {
            map::draw(&map::picture(&map.workspace, map.journey()), None, options, engine)
        },
    },
    View {
        name: "wheel",
        done: true,
        shows_touchpoints: true,
        draw: |map, options, engine| {
            wheel::draw(&wheel::picture(&map.workspace, map.journey()), options, engine)
        },
    },
    View {
        name: "blueprint",
        done: true,
        shows_touchpoints: true,
        draw: |map, options, engine| {
            blueprint::draw(&blueprint::picture(&map.workspace, map.journey()), options, engine)
        },
    },
    View {
        name: "commitment",
        done: true,
        shows_touchpoints: false,
        draw: |map, options, engine| {
            commitment::draw(&commitment::picture(&map.workspace, map.journey()), options, engine)
        },
    },
    View {
        name: "board",
        done: true,
        shows_touchpoints: false,
        draw: |map, options, engine| {
            board::draw(&board::picture(&map.workspace, map.journey()), options, engine)
        },
    },
    View {
        name: "compare",
        done: true,
        shows_touchpoints: true,
        draw: |map, options, engine| {
            compare::draw(&compare::picture(&map.workspace, map.journey(), map.other()), options, engine)
        },
    },
    View {
        name: "channels",
        done: true,
        shows_touchpoints: false,
        draw: |map, options, engine| {
            channels::draw(&channels::picture(&map.workspace, &[map.journey()]), options, engine)
        },
    },
    View {
        name: "channels-of-all",
        done: true,
        shows_touchpoints: false,
        draw: |map, options, engine| {
            channels::draw(&channels::picture(&map.workspace, &map.all()), options, engine)
        },
    },
    // Whatever else the workspace has stands for earlier versions.
    View {
        name: "history",
        done: true,
        shows_touchpoints: true,
        draw: |map, options, engine| {
            let others = map.all().into_iter().filter(|one| !std::ptr::eq(*one, map.journey()));
            let journeys = std::iter::once(map.journey()).chain(others);
            let versions: Vec<_> = journeys
                .zip(["2026-11-20", "2026-10-02", "2026-08-13", "2026-03-01"])
                .map(|(journey, date)| Version { journey, date: Some(date), commit: Some(date) })
                .collect();
            let picture = history::picture(&map.workspace, &versions, history::MOST_VERSIONS);
            picture.map_or_else(Vec::new, |picture| curve::draw(&picture, options, engine))
        },
    },
    View {
        name: "atlas",
        done: true,
        shows_touchpoints: false,
        draw: |map, options, engine| {
            let portfolio = portfolio(&map.workspace, Date::default());
            atlas::draw(&atlas::picture(&portfolio, GroupBy::Service, None, false), options, engine)
        },
    },
];

impl View {
    /// The view's pages of a map.
    pub fn draw(&self, map: &Map, options: &Options, engine: &mut TextEngine) -> Vec<Drawing> {
        let pages = (self.draw)(map, options, engine);
        let at = format!("{} of {}", self.name, map.name);
        assert!(!self.done || !pages.is_empty(), "{at} has no page");
        if options.page.is_free() {
            assert!(pages.len() <= 1, "{at} has {} pages instead of one as large as needed", pages.len());
        } else {
            let (width, height) = options.page.size();
            let fits = |page: &Drawing| page.width == width && page.height >= height;
            assert!(pages.iter().all(fits), "{at} on {:?} has a page of another size", options.page);
        }
        pages
    }

    /// The view's pages of a map for slides, drawn once for all tests.
    pub fn slides(&self, map: &'static Map) -> &'static [Drawing] {
        let place = &SLIDES[&(self.name, map.name.as_str())];
        place.get_or_init(|| self.draw(map, &Options::default(), &mut TextEngine::new()))
    }
}

type Slides = HashMap<(&'static str, &'static str), OnceLock<Vec<Drawing>>>;

static SLIDES: LazyLock<Slides> = LazyLock::new(|| {
    let place =
        |(view, map): (&'static View, &'static Map)| ((view.name, map.name.as_str()), OnceLock::new());
    pictures().map(place).collect()
});

/// Every view with every map; the atlas, which shows the workspace around it, with one.
pub fn pictures() -> impl Iterator<Item = (&'static View, &'static Map)> {
    let is_told = |(view, map): &(&View, &Map)| view.name != "atlas" || map.name == "car-test-drive-current";
    views().flat_map(|view| maps().iter().map(move |map| (view, map))).filter(is_told)
}

/// The views asked for: all, or that of `MASA_VIEW`.
fn views() -> impl Iterator<Item = &'static View> {
    let wanted = std::env::var("MASA_VIEW").ok();
    VIEWS.iter().filter(move |view| wanted.as_deref().is_none_or(|name| view.name == name))
}

/// The pages a picture is made for.
pub const PAGES: [(&str, PageFormat); 5] = [
    ("16:9", PageFormat::Wide),
    ("4:3", PageFormat::Standard),
    ("a4", PageFormat::A4),
    ("a3", PageFormat::A3),
    ("free", PageFormat::Free),
];
