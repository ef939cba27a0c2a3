//! The words of the view `channels`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Forms;

/// The words of the view `channels`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelsWords {
    /// What the picture is, after its title.
    pub name: String,
    /// The title over several journeys.
    pub title: Forms,
    /// Touchpoints in a channel.
    pub contacts: Forms,
    pub channels: Forms,
    pub journeys: Forms,
    /// How many of the journeys are desired ones.
    pub desired: Forms,
    /// After what there is room for: `{n}`.
    pub and_more: String,
    /// The head of the totals.
    pub all: String,
    /// The head of what lies in no phase.
    pub no_phase: String,
    /// The groups of the lifecycle by the word of the format.
    pub groups: BTreeMap<String, String>,
    /// Contacts that are not there; every form says `{n}`, as it is also set without.
    pub missing: Forms,
    pub planned: Forms,
    pub retire: Forms,
    pub context_lost: String,
    pub context_partial: String,
    /// What the large number is.
    pub legend_count: String,
    /// What the gauge shows.
    pub legend_feeling: String,
    /// The same for targets.
    pub legend_target: String,
    /// What the tick of a gauge shows.
    pub legend_lowest: String,
    /// `{channel}`, `{n}`, `{all}`.
    pub busiest: String,
    /// The same for several: `{channels}`, `{n}`, `{all}`.
    pub busiest_several: String,
    /// `{channels}`, `{mean}`.
    pub lowest: String,
    /// `{channel}`, `{n}`, `{all}`, `{mean}`.
    pub busiest_and_lowest: String,
    pub none_negative: String,
    /// `{lost}` and the number of changes as `{n}`; at least two.
    pub lost_in: Forms,
    pub lost_all: Forms,
    pub kept_in: Forms,
    pub no_contacts: String,
    /// The whole picture in words: `{title}`, `{contacts}`, `{channels}`.
    pub opening: String,
    /// A row in words: `{channel}`, `{cells}`.
    pub tell_row: String,
    /// A cell in words: `{column}`, `{said}`.
    pub tell_cell: String,
    /// `{mean}`, `{worst}`, `{scores}`.
    pub feeling: String,
    /// The same of one score: `{mean}`.
    pub feeling_once: String,
    /// `{wait}`.
    pub live_wait: String,
    /// `{wait}`.
    pub async_wait: String,
}
