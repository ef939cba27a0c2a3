//! Contacts that need not have happened.

use crate::model::{Journey, TouchpointRef};

/// How many of the customer's contacts were preventable.
#[derive(Clone, Debug, Default)]
pub struct Prevention<'j> {
    /// The customer's contacts.
    pub contacts: usize,
    /// Those marked preventable.
    pub preventable: Vec<TouchpointRef<'j>>,
    /// Those of which it is not said.
    pub unknown: usize,
}

impl Prevention<'_> {
    /// The lowest and highest share that can be true, 0 to 1: unknown contacts taken as none and as all
    /// preventable. The word follows Seddon's "failure demand". `None` without contacts.
    pub fn share(&self) -> Option<(f64, f64)> {
        let known = self.preventable.len() as f64;
        let all = self.contacts as f64;
        (self.contacts > 0).then(|| (known / all, (known + self.unknown as f64) / all))
    }
}

/// Which of the customer's contacts were preventable.
pub fn prevention(journey: &Journey) -> Prevention<'_> {
    let mut found = Prevention::default();
    for at in journey.touchpoints().filter(|at| at.touchpoint.is_customer_contact()) {
        found.contacts += 1;
        match at.touchpoint.preventable {
            Some(true) => found.preventable.push(at),
            Some(false) => {}
            None => found.unknown += 1,
        }
    }
    found
}
