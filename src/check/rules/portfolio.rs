//! All journeys together.
