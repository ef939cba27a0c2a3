//! Rules about the look of pictures.

use crate::check::{Check, FileCx, Findings};
use crate::syntax::Route;
use crate::workspace::{Content, Pair, ThemeColors};

rule! {
    /// A colour of the company's own is hard to read where pictures use it.
    ///
    /// Fires at a colour under `[theme.colors]` of `masa.toml` that meets another with less contrast than
    /// text needs: 4.5 : 1 (level AA of WCAG 2.2), or 7 : 1 in the look `high-contrast`. The worst pair is
    /// named.
    ///
    /// ## Why
    ///
    /// A picture is read from the back of a room, from a projector that washes it out, and by eyes of every
    /// age. A colour made for a logo is often too light for letters and thin lines.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [theme.colors]
    /// positive = "#7ED321"
    /// ```
    ///
    /// ## What to do
    ///
    /// Take a darker shade of the same hue on a light ground, a lighter one on a dark ground:
    ///
    /// ```toml
    /// [theme.colors]
    /// positive = "#3F7A0A"
    /// ```
    THEME_CONTRAST = "JM951" "theme-contrast", Picture, Warning, Check::File(theme_contrast)
}

fn theme_contrast(cx: &FileCx<'_>, out: &mut Findings<'_>) {
    let settings = match &cx.file.content {
        Content::Config => cx.workspace.config.theme.as_ref(),
        _ => None,
    };
    let Some((settings, colors)) = settings.and_then(|found| Some((found, found.colors.as_ref()?))) else {
        return;
    };
    let theme = settings.theme(None);
    let needed = theme.needed_contrast();
    // A pair is told at its upper colour, unless only the ground is the company's own; each colour once.
    let mut worst: Vec<(Route, Pair)> = Vec::new();
    for pair in theme.pairs().into_iter().filter(|pair| pair.ratio < needed) {
        let Some(route) = place(&pair, colors) else { continue };
        match worst.iter_mut().find(|(known, _)| *known == route) {
            Some((_, known)) if pair.ratio < known.ratio => *known = pair,
            Some(_) => {}
            None => worst.push((route, pair)),
        }
    }
    for (route, pair) in worst {
        let text = match pair.line {
            Some(line) => format!("colour {} of `{}`", line + 1, pair.text),
            None => format!("`{}`", pair.text),
        };
        // Rounded down, so that a pair that fails never reads as one that passes.
        let ratio = (pair.ratio * 100.0).floor() / 100.0;
        let message =
            format!("{text} on `{}` has a contrast of {ratio:.2} : 1; {needed} : 1 is needed", pair.ground);
        let help = "take a darker shade on a light ground, a lighter one on a dark ground";
        let _ = out.at(route, message).help(help);
    }
}

/// Where the company wrote one of the two colours, if it did.
fn place(pair: &Pair, colors: &ThemeColors) -> Option<Route> {
    let holder = Route::root().key("theme").key("colors");
    match pair.line {
        Some(line) if colors.has_line(line) => Some(holder.key(pair.text).index(line)),
        _ if colors.has(pair.text) => Some(holder.key(pair.text)),
        _ if colors.has(pair.ground) => Some(holder.key(pair.ground)),
        _ => None,
    }
}
