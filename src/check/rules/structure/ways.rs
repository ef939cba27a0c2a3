//! The ways from touchpoint to touchpoint.
