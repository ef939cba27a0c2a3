//! The rules, a family a file.

pub(super) mod effort;
pub(super) mod emotion;
pub(super) mod evidence;
pub(super) mod format;
pub(super) mod gap;
pub(super) mod moment;
pub(super) mod persona;
pub(super) mod picture;
pub(super) mod portfolio;
pub(super) mod scope;
pub(super) mod structure;

pub(super) mod touchpoint;
pub(super) mod upkeep;
