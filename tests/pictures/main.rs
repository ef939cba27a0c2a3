//! Every view on every page, drawn from the examples and from maps that are hard to draw.
//!
//! Pictures are measured where they are looked at: in a browser, and in resvg. The browser tests need
//! Chromium and say that they were skipped where there is none; `.ci/run` installs it.
//!
//! While working on a view: `MASA_VIEW=map MASA_MAP=sixty cargo test --test pictures` draws only this
//! view and only maps with this in their names, and `MASA_PICTURES=DIR` keeps what was measured in DIR.

mod browser;
mod maps;
mod outside;
mod structure;
mod views;
mod words;
