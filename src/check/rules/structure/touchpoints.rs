//! How many touchpoints a map has and what they are called.
