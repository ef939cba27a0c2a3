//! Versions of maps: `masa diff`, `masa log` and `--view history` on real repositories of git.

mod analyst;
mod history;
mod odd_places;
mod repository;
mod two_paths;
