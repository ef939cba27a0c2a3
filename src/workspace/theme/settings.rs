//! `[theme]` in `masa.toml`: the company's look.

use super::{Color, Theme, ThemeName};

structure! {
    /// How pictures look.
    pub struct ThemeSettings {
        /// The look that pictures have unless `--theme` names another.
        pub name: Option<ThemeName>,
        /// Colours in the place of those of the look; they count for this look only.
        pub colors: Option<ThemeColors>,
        /// Font files (TTF or OTF), relative to `masa.toml`: the company's own first, then fallbacks.
        pub fonts: Vec<String>,
    }
}

structure! {
    /// Colours of the company's own.
    pub struct ThemeColors {
        /// Text and lines that carry the message.
        pub ink: Option<Color>,
        /// Text that supports it.
        pub muted: Option<Color>,
        /// Rules where white space is not enough.
        pub hairline: Option<Color>,
        /// The page.
        pub surface: Option<Color>,
        /// The ground of a stage.
        pub band: Option<Color>,
        /// Below neutral: a bad feeling, a pain.
        pub negative: Option<Color>,
        /// Neither good nor bad.
        pub neutral: Option<Color>,
        /// Above neutral: a good feeling, a gain.
        pub positive: Option<Color>,
        /// What could still be.
        pub opportunity: Option<Color>,
        /// Text on a ground of `ink`, `negative`, `neutral`, `positive` or `opportunity`.
        pub on_fill: Option<Color>,
        /// A pale ground for what is bad.
        pub negative_ground: Option<Color>,
        /// A pale ground for what is good.
        pub positive_ground: Option<Color>,
        /// A pale ground for what could still be.
        pub opportunity_ground: Option<Color>,
        /// Lines of several personas, up to five; the look fills up the rest.
        pub series: Vec<Option<Color>>,
    }
}

impl ThemeSettings {
    /// The look that pictures have: the one asked for, or else the one of the settings, with the company's
    /// colours when it is that one.
    pub fn theme(&self, asked: Option<ThemeName>) -> Theme {
        let own = self.name.unwrap_or_default();
        let theme = Theme::of(asked.unwrap_or(own));
        match &self.colors {
            Some(colors) if asked.is_none_or(|asked| asked == own) => colors.on(theme),
            _ => theme,
        }
    }
}

impl ThemeColors {
    /// A look with these colours in the place of its own.
    pub fn on(&self, theme: Theme) -> Theme {
        let mut series = theme.series;
        for (slot, color) in series.iter_mut().zip(&self.series) {
            *slot = color.unwrap_or(*slot);
        }
        Theme {
            ink: self.ink.unwrap_or(theme.ink),
            muted: self.muted.unwrap_or(theme.muted),
            hairline: self.hairline.unwrap_or(theme.hairline),
            surface: self.surface.unwrap_or(theme.surface),
            band: self.band.unwrap_or(theme.band),
            negative: self.negative.unwrap_or(theme.negative),
            neutral: self.neutral.unwrap_or(theme.neutral),
            positive: self.positive.unwrap_or(theme.positive),
            opportunity: self.opportunity.unwrap_or(theme.opportunity),
            on_fill: self.on_fill.unwrap_or(theme.on_fill),
            negative_ground: self.negative_ground.unwrap_or(theme.negative_ground),
            positive_ground: self.positive_ground.unwrap_or(theme.positive_ground),
            opportunity_ground: self.opportunity_ground.unwrap_or(theme.opportunity_ground),
            series,
            ..theme
        }
    }

    /// Whether the company gave a colour of its own for a key, other than `series`.
    pub fn has(&self, key: &str) -> bool {
        let color = match key {
            "ink" => self.ink,
            "muted" => self.muted,
            "hairline" => self.hairline,
            "surface" => self.surface,
            "band" => self.band,
            "negative" => self.negative,
            "neutral" => self.neutral,
            "positive" => self.positive,
            "opportunity" => self.opportunity,
            "on_fill" => self.on_fill,
            "negative_ground" => self.negative_ground,
            "positive_ground" => self.positive_ground,
            "opportunity_ground" => self.opportunity_ground,
            _ => None,
        };
        color.is_some()
    }

    /// Whether the company gave a colour of its own for a line of `series`.
    pub fn has_line(&self, line: usize) -> bool {
        self.series.get(line).is_some_and(Option::is_some)
    }
}
