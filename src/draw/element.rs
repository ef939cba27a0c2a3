//! Elements of a picture: static names, and values that say what they are.

use std::borrow::Cow;

use super::path::PathData;
use super::theme::Color;

/// The elements a picture may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Svg,
    Title,
    Desc,
    G,
    Path,
    Rect,
    Line,
    Circle,
    Text,
    Tspan,
}

impl Tag {
    /// As SVG spells it.
    pub fn name(self) -> &'static str {
        match self {
            Tag::Svg => "svg",
            Tag::Title => "title",
            Tag::Desc => "desc",
            Tag::G => "g",
            Tag::Path => "path",
            Tag::Rect => "rect",
            Tag::Line => "line",
            Tag::Circle => "circle",
            Tag::Text => "text",
            Tag::Tspan => "tspan",
        }
    }
}

/// The attributes a picture may hold, in the order they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attr {
    Xmlns,
    Id,
    Class,
    Role,
    AriaLabelledby,
    AriaLabel,
    Lang,
    Box,
    Width,
    Height,
    ViewBox,
    X,
    Y,
    X1,
    Y1,
    X2,
    Y2,
    Cx,
    Cy,
    R,
    D,
    FontFamily,
    FontSize,
    FontWeight,
    Direction,
    TextAnchor,
    TextLength,
    LengthAdjust,
    Fill,
    FillOpacity,
    Stroke,
    StrokeWidth,
    StrokeLinecap,
    StrokeLinejoin,
    StrokeDasharray,
}

impl Attr {
    /// As SVG spells it.
    pub fn name(self) -> &'static str {
        match self {
            Attr::Xmlns => "xmlns",
            Attr::Id => "id",
            Attr::Class => "class",
            Attr::Role => "role",
            Attr::AriaLabelledby => "aria-labelledby",
            Attr::AriaLabel => "aria-label",
            Attr::Lang => "lang",
            Attr::Box => "data-box",
            Attr::Width => "width",
            Attr::Height => "height",
            Attr::ViewBox => "viewBox",
            Attr::X => "x",
            Attr::Y => "y",
            Attr::X1 => "x1",
            Attr::Y1 => "y1",
            Attr::X2 => "x2",
            Attr::Y2 => "y2",
            Attr::Cx => "cx",
            Attr::Cy => "cy",
            Attr::R => "r",
            Attr::D => "d",
            Attr::FontFamily => "font-family",
            Attr::FontSize => "font-size",
            Attr::FontWeight => "font-weight",
            Attr::Direction => "direction",
            Attr::TextAnchor => "text-anchor",
            Attr::TextLength => "textLength",
            Attr::LengthAdjust => "lengthAdjust",
            Attr::Fill => "fill",
            Attr::FillOpacity => "fill-opacity",
            Attr::Stroke => "stroke",
            Attr::StrokeWidth => "stroke-width",
            Attr::StrokeLinecap => "stroke-linecap",
            Attr::StrokeLinejoin => "stroke-linejoin",
            Attr::StrokeDasharray => "stroke-dasharray",
        }
    }
}

/// An attribute's value: a number, a colour, one of our own words, a path, or text that gets escaped.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Number(f64),
    Color(Color),
    Word(&'static str),
    Path(PathData),
    Text(Cow<'a, str>),
}

impl Value<'_> {
    fn into_owned(self) -> Value<'static> {
        match self {
            Value::Number(number) => Value::Number(number),
            Value::Color(color) => Value::Color(color),
            Value::Word(word) => Value::Word(word),
            Value::Path(path) => Value::Path(path),
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
        }
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Value::Number(number)
    }
}

impl From<Color> for Value<'_> {
    fn from(color: Color) -> Self {
        Value::Color(color)
    }
}

impl From<&'static str> for Value<'_> {
    fn from(word: &'static str) -> Self {
        Value::Word(word)
    }
}

impl From<PathData> for Value<'_> {
    fn from(path: PathData) -> Self {
        Value::Path(path)
    }
}

impl From<&PathData> for Value<'_> {
    fn from(path: &PathData) -> Self {
        Value::Path(path.clone())
    }
}

/// One element's name and attributes, before it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Element<'a> {
    tag: Tag,
    attributes: Vec<(Attr, Value<'a>)>,
}

impl<'a> Element<'a> {
    /// An element without attributes.
    pub fn new(tag: Tag) -> Self {
        Element { tag, attributes: Vec::new() }
    }

    /// Adds an attribute: a number, a colour, a path or a word of ours.
    pub fn with(self, attr: Attr, value: impl Into<Value<'a>>) -> Self {
        self.put(attr, value.into())
    }

    /// Adds an attribute whose value may hold anything; it is escaped.
    pub fn with_text(self, attr: Attr, text: &'a str) -> Self {
        self.put(attr, Value::Text(Cow::Borrowed(text)))
    }

    /// Adds an attribute when there is a value for it.
    pub fn maybe(self, attr: Attr, value: Option<impl Into<Value<'a>>>) -> Self {
        match value {
            Some(value) => self.with(attr, value),
            None => self,
        }
    }

    /// What element it is.
    pub fn tag(&self) -> Tag {
        self.tag
    }

    /// Its attributes in the order they are written.
    pub fn attributes(&self) -> &[(Attr, Value<'a>)] {
        &self.attributes
    }

    /// The element with this before its id, and before those it refers to.
    pub fn with_id_prefix(mut self, prefix: &str) -> Self {
        for (attr, value) in &mut self.attributes {
            if let (Attr::Id | Attr::AriaLabelledby, Value::Text(ids)) = (*attr, value) {
                let ids_of_page: Vec<String> = ids.split(' ').map(|id| format!("{prefix}{id}")).collect();
                *ids = Cow::Owned(ids_of_page.join(" "));
            }
        }
        self
    }

    /// The element owning its texts.
    pub fn into_owned(self) -> Element<'static> {
        let own = |(attr, value): (Attr, Value<'a>)| (attr, value.into_owned());
        Element { tag: self.tag, attributes: self.attributes.into_iter().map(own).collect() }
    }

    /// Attributes stand in the order of [`Attr`] from the start, whatever order they are added in.
    fn put(mut self, attr: Attr, value: Value<'a>) -> Self {
        let at = self.attributes.partition_point(|(other, _)| *other <= attr);
        self.attributes.insert(at, (attr, value));
        self
    }
}
