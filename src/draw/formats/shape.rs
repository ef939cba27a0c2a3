//! What an element looks like, for formats that are not SVG.

use crate::draw::element::{Attr, Element, Tag, Value};
use crate::draw::path::PathData;
use crate::draw::theme::Color;

/// An outline with its paint.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    pub path: PathData,
    /// The colour inside and how opaque it is.
    pub fill: Option<(Color, f64)>,
    pub stroke: Option<Stroke>,
}

/// The line along an outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    pub color: Color,
    pub width: f64,
    pub round_joins: bool,
    pub round_caps: bool,
    /// Lengths of dashes and gaps in turns; empty for a line without gaps.
    pub dashes: Vec<f64>,
}

impl Stroke {
    /// A line without gaps or rounding.
    pub fn plain(color: Color, width: f64) -> Self {
        Stroke { color, width, round_joins: false, round_caps: false, dashes: Vec::new() }
    }
}

/// How far a cubic curve's controls stand from the ends of a quarter of a circle with radius 1.
const QUARTER: f64 = 0.552_284_749_830_793_4;

impl Shape {
    /// The shape of an element without content; `None` for what isn't seen.
    pub fn of(element: &Element<'_>) -> Option<Shape> {
        let mut drawn =
            Attributes { fill: Some(Color::new(0)), opacity: 1.0, width: 1.0, ..Attributes::default() };
        for (attr, value) in element.attributes() {
            drawn.read(*attr, value);
        }
        let path = match element.tag() {
            Tag::Path => drawn.path,
            Tag::Rect => rectangle(drawn.at, drawn.size),
            Tag::Circle => circle(drawn.at, drawn.radius),
            Tag::Line => {
                let mut path = PathData::new();
                path.move_to(drawn.at.0, drawn.at.1).line_to(drawn.to.0, drawn.to.1);
                path
            }
            Tag::Svg | Tag::Title | Tag::Desc | Tag::G | Tag::Text | Tag::Tspan => return None,
        };
        let stroke = drawn.stroke.map(|color| Stroke {
            color,
            width: drawn.width,
            round_joins: drawn.round_joins,
            round_caps: drawn.round_caps,
            dashes: drawn.dashes,
        });
        let fill = drawn.fill.map(|color| (color, drawn.opacity));
        let is_seen = !path.is_empty() && (fill.is_some() || stroke.is_some());
        is_seen.then_some(Shape { path, fill, stroke })
    }
}

#[derive(Default)]
struct Attributes {
    path: PathData,
    at: (f64, f64),
    to: (f64, f64),
    size: (f64, f64),
    radius: f64,
    fill: Option<Color>,
    opacity: f64,
    stroke: Option<Color>,
    width: f64,
    round_joins: bool,
    round_caps: bool,
    dashes: Vec<f64>,
}

impl Attributes {
    /// Takes in an attribute. All are named, so that a new one can't be forgotten here.
    fn read(&mut self, attr: Attr, value: &Value<'_>) {
        match attr {
            Attr::D => {
                if let Value::Path(path) = value {
                    self.path = path.clone();
                }
            }
            Attr::X | Attr::X1 | Attr::Cx => self.at.0 = number(value),
            Attr::Y | Attr::Y1 | Attr::Cy => self.at.1 = number(value),
            Attr::X2 => self.to.0 = number(value),
            Attr::Y2 => self.to.1 = number(value),
            Attr::Width => self.size.0 = number(value),
            Attr::Height => self.size.1 = number(value),
            Attr::R => self.radius = number(value),
            Attr::Fill => self.fill = color(value),
            Attr::FillOpacity => self.opacity = number(value).clamp(0.0, 1.0),
            Attr::Stroke => self.stroke = color(value),
            Attr::StrokeWidth => self.width = number(value),
            Attr::StrokeLinejoin => self.round_joins = *value == Value::Word("round"),
            Attr::StrokeLinecap => self.round_caps = *value == Value::Word("round"),
            Attr::StrokeDasharray => self.dashes = numbers(value),
            Attr::Xmlns | Attr::Id | Attr::Class | Attr::Role | Attr::AriaLabelledby | Attr::AriaLabel => {}
            Attr::Lang | Attr::Box | Attr::ViewBox => {}
            Attr::FontFamily | Attr::FontSize | Attr::FontWeight | Attr::Direction => {}
            Attr::TextAnchor | Attr::TextLength | Attr::LengthAdjust => {}
        }
    }
}

fn number(value: &Value<'_>) -> f64 {
    match value {
        Value::Number(number) if number.is_finite() => *number,
        _ => 0.0,
    }
}

/// A paint: a colour, or `none`.
fn color(value: &Value<'_>) -> Option<Color> {
    match value {
        Value::Color(color) => Some(*color),
        _ => None,
    }
}

/// Lengths as in `8 6`, or only one.
fn numbers(value: &Value<'_>) -> Vec<f64> {
    let parse = |text: &str| {
        let parts = text.split([' ', ',']).filter(|part| !part.is_empty());
        parts.map_while(|part| part.parse().ok()).collect()
    };
    match value {
        Value::Number(number) => vec![*number],
        Value::Word(word) => parse(word),
        Value::Text(text) => parse(text),
        Value::Color(_) | Value::Path(_) => Vec::new(),
    }
}

fn rectangle((x, y): (f64, f64), (width, height): (f64, f64)) -> PathData {
    let mut path = PathData::new();
    if width > 0.0 && height > 0.0 {
        path.move_to(x, y)
            .line_to(x + width, y)
            .line_to(x + width, y + height)
            .line_to(x, y + height)
            .close();
    }
    path
}

fn circle((x, y): (f64, f64), r: f64) -> PathData {
    let mut path = PathData::new();
    if r > 0.0 {
        let k = QUARTER * r;
        path.move_to(x + r, y)
            .curve_to((x + r, y + k), (x + k, y + r), (x, y + r))
            .curve_to((x - k, y + r), (x - r, y + k), (x - r, y))
            .curve_to((x - r, y - k), (x - k, y - r), (x, y - r))
            .curve_to((x + k, y - r), (x + r, y - k), (x + r, y))
            .close();
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paint_is_what_svg_says_it_is() {
        let black = Color::new(0);
        let plain = Element::new(Tag::Rect).with(Attr::Width, 2.0).with(Attr::Height, 1.0);
        let shape = Shape::of(&plain).unwrap();
        assert_eq!((shape.fill, shape.stroke), (Some((black, 1.0)), None));
        assert_eq!(shape.path.segments().len(), 5);
        let line =
            Element::new(Tag::Line).with(Attr::X2, 4.0).with(Attr::Fill, "none").with(Attr::Stroke, black);
        let dashed = line.clone().with(Attr::StrokeDasharray, "8 6").with(Attr::StrokeLinejoin, "round");
        assert_eq!(Shape::of(&line).unwrap().stroke.unwrap().width, 1.0);
        let stroke = Shape::of(&dashed).unwrap().stroke.unwrap();
        assert_eq!((stroke.dashes, stroke.round_joins, stroke.round_caps), (vec![8.0, 6.0], true, false));
    }

    #[test]
    fn what_is_not_seen_has_no_shape() {
        assert_eq!(Shape::of(&Element::new(Tag::G)), None);
        assert_eq!(Shape::of(&Element::new(Tag::Rect)), None);
        let nothing = Element::new(Tag::Circle).with(Attr::R, 3.0).with(Attr::Fill, "none");
        assert_eq!(Shape::of(&nothing), None);
    }
}
