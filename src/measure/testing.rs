//! Journeys for tests, from their text.

use crate::model::Journey;
use crate::workspace::load_alone;

/// The journey of a text without mistakes.
pub(super) fn journey(text: &str) -> Journey {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("test.journey.yaml");
    std::fs::write(&path, text).unwrap();
    let workspace = load_alone(&[path]).unwrap().remove(0);
    for file in &workspace.files {
        let faults: Vec<_> = file.faults().iter().map(|fault| &fault.message).collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
    workspace.journeys().next().unwrap().1.clone()
}
