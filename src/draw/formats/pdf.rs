//! The PDF writer: one document with all pages of a picture, its text real and in our own fonts.
//!
//! Every glyph says which characters it stands for, and glyphs are written from left to right, as they
//! stand on the page: programs that copy text expect it so and turn right-to-left words round themselves.
//! For screen readers the document is tagged: the picture in words, then each text in reading order.

use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::metadata::{Metadata, TextDirection};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::FormatError;
use super::missing;
use super::shape::{self, Shape};
use crate::draw::path::{PathData, Segment};
use crate::draw::scene::{Node, Scene};
use crate::draw::text::{Block, Face, Line, Paint, Run, is_isolate};
use crate::draw::theme::Color;

/// Points to one drawing unit.
const POINTS: f64 = 0.5;
/// The longest side a page may have, in points.
const LONGEST: f64 = 14_400.0;

/// Writes pictures as the pages of one document; the first one gives its title and language.
pub fn write<'s>(scenes: impl Iterator<Item = &'s Scene> + Clone) -> Result<Vec<u8>, FormatError> {
    let mut document = Document::new_with(SerializeSettings::default());
    let mut fonts = Fonts::default();
    let mut tags = TagTree::new();
    if let Some(scene) = scenes.clone().next() {
        document.set_metadata(metadata(scene));
        tags = tags.with_lang(language(scene));
    }
    for scene in scenes {
        tags.push(write_page(&mut document, scene, &mut fonts)?);
    }
    document.set_tag_tree(tags);
    document.finish().map_err(|error| refused(format!("{error:?}")))
}

fn refused(reason: String) -> FormatError {
    FormatError::Refused { format: "PDF", reason }
}

fn metadata(scene: &Scene) -> Metadata {
    let direction =
        if scene.direction().is_rtl() { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
    let metadata = Metadata::new()
        .title(scene.about.title.clone())
        .description(scene.about.description.clone())
        .creator("masa".to_owned())
        .text_direction(direction);
    match language(scene) {
        Some(language) => metadata.language(language),
        None => metadata,
    }
}

fn language(scene: &Scene) -> Option<String> {
    Some(scene.about.lang.clone()).filter(|lang| !lang.is_empty())
}

fn write_page(document: &mut Document, scene: &Scene, fonts: &mut Fonts) -> Result<TagGroup, FormatError> {
    let (width, height) = scene.about.units;
    let points = POINTS.min(LONGEST / width.max(height));
    let settings = PageSettings::from_wh((width * points) as f32, (height * points) as f32)
        .ok_or_else(|| refused("a page has no size".to_owned()))?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    surface.push_transform(&Transform::from_scale(points as f32, points as f32));
    let description = Some(scene.about.description.clone()).filter(|text| !text.is_empty());
    // Lines and grounds of a page of text are no figure.
    let is_figure = description.is_some();
    let mut figure = TagGroup::new(Tag::Figure(description));
    let mut texts = Vec::new();
    let mut in_figure = false;
    for node in &scene.nodes {
        match node {
            Node::Leaf(element) => {
                let Some(shape) = Shape::of(element) else { continue };
                if !in_figure && is_figure {
                    figure.push(surface.start_tagged(ContentTag::Other));
                } else if !in_figure {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                }
                in_figure = true;
                draw_shape(&mut surface, &shape);
            }
            Node::Block { block, x, y, paint } => {
                if in_figure {
                    surface.end_tagged();
                    in_figure = false;
                }
                let text = text_group(block, paint.class);
                let tag = match text {
                    Some(_) => ContentTag::Span(SpanTag::empty()),
                    None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
                };
                let content = surface.start_tagged(tag);
                draw_block(&mut surface, block, (*x, *y), *paint, fonts)?;
                surface.end_tagged();
                texts.extend(text.map(|mut text| {
                    text.push(content);
                    text
                }));
            }
            Node::Open(_) | Node::Close | Node::Words(..) => {}
        }
    }
    if in_figure {
        surface.end_tagged();
    }
    surface.pop();
    surface.finish();
    page.finish();
    let mut part = TagGroup::new(Tag::Part);
    if is_figure {
        part.push(figure);
    }
    texts.into_iter().for_each(|text| part.push(text));
    Ok(part)
}

/// What a text is to a screen reader, by its class; nothing for bullets and the foot of a page.
fn text_group(block: &Block, class: &str) -> Option<TagGroup> {
    let text = Some(block.text.clone());
    let heading = |level: u16| NonZeroU16::new(level).map(|level| Tag::Hn(level, None));
    let heading = match class {
        "bullet" | "foot" => return None,
        "h1" => heading(1),
        "h2" => heading(2),
        "h3" => heading(3),
        _ => None,
    };
    Some(match heading {
        Some(heading) => TagGroup::new(heading.with_actual_text(text)),
        None => TagGroup::new(Tag::P.with_actual_text(text)),
    })
}

fn draw_shape(surface: &mut Surface<'_>, shape: &Shape) {
    let Some(path) = path(&shape.path) else { return };
    let fill = shape.fill.map(|(color, opacity)| Fill {
        opacity: NormalizedF32::new(opacity as f32).unwrap_or(NormalizedF32::ONE),
        ..fill(color)
    });
    surface.set_stroke(shape.stroke.as_ref().map(stroke));
    surface.set_fill(fill);
    surface.draw_path(&path);
}

fn draw_block(
    surface: &mut Surface<'_>,
    block: &Block,
    (x, y): (f64, f64),
    paint: Paint,
    fonts: &mut Fonts,
) -> Result<(), FormatError> {
    surface.set_stroke(None);
    surface.set_fill(Some(fill(paint.fill)));
    for line in block.lines.iter() {
        for run in &line.runs {
            let glyphs = glyphs(line, run, block.style.size);
            // A glyph brings its own place, so the run starts at its left edge.
            let start = Point::from_xy((x + run.x) as f32, (y + line.baseline) as f32);
            let font = fonts.get(&run.face)?;
            let bolder = run.face.font().map_or(0.0, |font| font.emboldening(block.style.size));
            let rim = shape::Stroke { round_joins: true, ..shape::Stroke::plain(paint.fill, bolder) };
            surface.set_stroke((bolder > 0.0).then(|| stroke(&rim)));
            surface.draw_glyphs(start, &glyphs, font, &line.text, block.style.size as f32, false);
        }
    }
    // The letters of scripts we lack are there to be copied, but blank: a box shows where each one is.
    for [left, top, width, height] in missing::boxes(block) {
        let (left, top) = (x + left, y + top);
        let mut path = PathData::new();
        path.move_to(left, top).line_to(left + width, top).line_to(left + width, top + height);
        path.line_to(left, top + height).close();
        let stroke = shape::Stroke::plain(paint.fill, missing::stroke_width(block));
        draw_shape(surface, &Shape { path, fill: None, stroke: Some(stroke) });
        surface.set_stroke(None);
        surface.set_fill(Some(fill(paint.fill)));
    }
    Ok(())
}

/// A run's glyphs as krilla counts them: in parts of the size, each from where the one before ended.
fn glyphs(line: &Line, run: &Run, size: f64) -> Vec<KrillaGlyph> {
    let mut pen = 0.0;
    let mut glyphs = Vec::with_capacity(run.glyphs.len());
    for glyph in &run.glyphs {
        let range = glyph.start as usize..glyph.end as usize;
        let is_text = line.text.get(range.clone()).is_some_and(|text| !text.starts_with(is_isolate));
        if !is_text || range.is_empty() {
            continue;
        }
        let part = |length: f64| (length / size) as f32;
        let (advance, offset) = (part(glyph.advance), part(glyph.x - pen));
        glyphs.push(KrillaGlyph::new(
            GlyphId::new(glyph.id),
            advance,
            offset,
            part(-glyph.y),
            0.0,
            range,
            None,
        ));
        pen += glyph.advance;
    }
    glyphs
}

fn path(data: &PathData) -> Option<Path> {
    let at = |(x, y): (f64, f64)| (x as f32, y as f32);
    let mut path = PathBuilder::new();
    for segment in data.segments() {
        match *segment {
            Segment::Move(to) => path.move_to(at(to).0, at(to).1),
            Segment::Line(to) => path.line_to(at(to).0, at(to).1),
            Segment::Quad(control, to) => {
                let (control, to) = (at(control), at(to));
                path.quad_to(control.0, control.1, to.0, to.1);
            }
            Segment::Cubic(a, b, to) => {
                let (a, b, to) = (at(a), at(b), at(to));
                path.cubic_to(a.0, a.1, b.0, b.1, to.0, to.1);
            }
            Segment::Close => path.close(),
        }
    }
    path.finish()
}

fn fill(color: Color) -> Fill {
    Fill { paint: ink(color).into(), ..Fill::default() }
}

fn ink(color: Color) -> rgb::Color {
    rgb::Color::new(color.red, color.green, color.blue)
}

fn stroke(stroke: &shape::Stroke) -> Stroke {
    let array: Vec<f32> = stroke.dashes.iter().map(|length| *length as f32).collect();
    Stroke {
        paint: ink(stroke.color).into(),
        width: stroke.width as f32,
        // SVG's own limit.
        miter_limit: 4.0,
        line_cap: if stroke.round_caps { LineCap::Round } else { LineCap::Butt },
        line_join: if stroke.round_joins { LineJoin::Round } else { LineJoin::Miter },
        opacity: NormalizedF32::ONE,
        dash: (!array.is_empty()).then_some(StrokeDash { array, offset: 0.0 }),
    }
}

/// The fonts in use, each loaded once.
#[derive(Default)]
struct Fonts(Vec<(Face, Font)>);

impl Fonts {
    fn get(&mut self, face: &Face) -> Result<Font, FormatError> {
        if let Some((_, font)) = self.0.iter().find(|(known, _)| known == face) {
            return Ok(font.clone());
        }
        let (bytes, index) = face.file();
        let font = Font::new(bytes.to_vec().into(), index)
            .ok_or_else(|| refused("a font can't be read".to_owned()))?;
        self.0.push((face.clone(), font.clone()));
        Ok(font)
    }
}
