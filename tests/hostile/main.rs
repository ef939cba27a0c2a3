//! Input that wants to crash, hang, fill the memory, escape or act: one clear finding, nothing else.
//!
//! Every run is held to the same conduct by `harness`: exit code 0, 1 or 2, in time, within memory, output that
//! cannot act on a terminal and is what its format promises, and no file touched that nobody asked to change.

#![cfg(unix)]

mod bombs;
mod files;
mod harness;
mod outputs;
mod pictures;
mod runs;
mod settings;
#[path = "../support/mod.rs"]
mod support;
mod texts;
