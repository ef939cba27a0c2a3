//! Channels: where a touchpoint happens.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// What kind of channel a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChannelFamily {
    /// Face to face.
    InPerson,
    /// By voice.
    Voice,
    /// By written message.
    Message,
    /// On paper or in a parcel.
    Post,
    /// On a screen, by oneself.
    Digital,
    /// At a machine, by oneself.
    Machine,
    /// In public or among peers.
    Public,
    /// Through media.
    Media,
    /// The product or its papers.
    Product,
    /// Through a partner.
    Partner,
    /// No channel: the customer is alone with the need.
    None,
}

/// One channel of the vocabulary.
#[derive(Debug)]
pub struct ChannelKind {
    /// The word as written in a file.
    pub name: &'static str,
    /// The family it belongs to.
    pub family: ChannelFamily,
    /// Whether somebody of the provider's answers there.
    pub answered: bool,
    /// What it is.
    pub meaning: &'static str,
}

const fn channel(
    name: &'static str,
    family: ChannelFamily,
    answered: bool,
    meaning: &'static str,
) -> ChannelKind {
    ChannelKind { name, family, answered, meaning }
}

/// The channels of the format; `x-` and `channels` in `masa.toml` add more.
pub const CHANNELS: &[ChannelKind] = {
    use ChannelFamily::*;
    &[
        channel("face-to-face", InPerson, true, "in person, anywhere"),
        channel("shop", InPerson, true, "at a counter or in a shop"),
        channel("branch", InPerson, true, "in a branch or office"),
        channel("service-desk", InPerson, true, "at a service desk"),
        channel("event", InPerson, true, "at an event"),
        channel("phone", Voice, true, "by telephone"),
        channel("ivr", Voice, false, "with a voice menu"),
        channel("callback", Voice, true, "by a call the provider makes"),
        channel("sms", Message, true, "by text message"),
        channel("messaging", Message, true, "by WhatsApp and the like"),
        channel("chat", Message, true, "by chat with a person"),
        channel("chatbot", Message, false, "by chat with a machine"),
        channel("email", Message, true, "by e-mail"),
        channel("letter", Post, true, "by letter"),
        channel("parcel", Post, false, "by parcel"),
        channel("web", Digital, false, "on a web site"),
        channel("portal", Digital, false, "in a customer portal"),
        channel("app", Digital, false, "in an app"),
        channel("iot", Digital, false, "through a connected thing"),
        channel("kiosk", Machine, false, "at a self-service kiosk"),
        channel("atm", Machine, false, "at a cash machine"),
        channel("social-media", Public, true, "on a social network"),
        channel("review-site", Public, false, "on a review site"),
        channel("comparison-site", Public, false, "on a comparison site"),
        channel("peer", Public, false, "by word of mouth"),
        channel("search-engine", Media, false, "in a search engine"),
        channel("online-ad", Media, false, "in an advertisement on line"),
        channel("offline-ad", Media, false, "in an advertisement elsewhere"),
        channel("print", Media, false, "in print"),
        channel("tv-radio", Media, false, "on television or radio"),
        channel("product", Product, false, "in the product itself"),
        channel("document", Product, false, "in a bill, contract or statement"),
        channel("payment", Product, false, "while paying"),
        channel("partner", Partner, true, "through a partner or distributor"),
        channel("none", ChannelFamily::None, false, "in nobody's channel: a need, a wait, a thought"),
    ]
};

/// Where a touchpoint happens: a word of the vocabulary, one from `masa.toml`, or one with `x-`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Channel(String);

impl Channel {
    /// The channel as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The entry of the vocabulary, for channels that have one.
    pub fn kind(&self) -> Option<&'static ChannelKind> {
        CHANNELS.iter().find(|kind| kind.name == self.0)
    }

    /// Whether this is `none`: no channel at all.
    pub fn is_none(&self) -> bool {
        self.0 == "none"
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

scalar_type!(Channel, expecting "a channel",
    text |text| Ok(Channel(text.to_owned())),
    number |number| Err(format!("`{number}` is not a channel")));

impl JsonSchema for Channel {
    fn schema_name() -> Cow<'static, str> {
        "Channel".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let known: Vec<_> = CHANNELS
            .iter()
            .map(|kind| serde_json::json!({"const": kind.name, "description": kind.meaning}))
            .collect();
        json_schema!({
            "description": "Where a touchpoint happens; names of your own begin with `x-` or stand in `masa.toml`.",
            "anyOf": [
                {"oneOf": known},
                {"type": "string", "pattern": "^x-.+$"},
            ],
        })
    }
}
