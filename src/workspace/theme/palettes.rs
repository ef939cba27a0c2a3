//! The colours of each look.

use super::{Color, Theme};

impl Theme {
    /// Dark ink on white.
    pub const LIGHT: Theme = Theme {
        ink: Color::new(0x1B2430),
        muted: Color::new(0x556170),
        hairline: Color::new(0xD7DDE4),
        surface: Color::new(0xFFFFFF),
        band: Color::new(0xF4F6F9),
        negative: Color::new(0xB2390A),
        neutral: Color::new(0x5E6B7D),
        positive: Color::new(0x0E6F67),
        opportunity: Color::new(0x6D28D9),
        on_fill: Color::new(0xFFFFFF),
        negative_ground: Color::new(0xFDF1EA),
        positive_ground: Color::new(0xEAF6F4),
        opportunity_ground: Color::new(0xF3EDFD),
        series: [
            Color::new(0x1B2430),
            Color::new(0x0D2FCC),
            Color::new(0x9A309F),
            Color::new(0x9B5E12),
            Color::new(0x187D58),
        ],
        wash: 12,
        contrast: 45,
    };

    /// Light ink on a blue-black ground; the signs are lighter and softer than on white, so that they
    /// glow no more than the text.
    pub const DARK: Theme = Theme {
        ink: Color::new(0xE9EEF4),
        muted: Color::new(0xA9B6C4),
        hairline: Color::new(0x3A4653),
        surface: Color::new(0x12181F),
        band: Color::new(0x1B232C),
        negative: Color::new(0xFF8F5E),
        neutral: Color::new(0x94A3B8),
        positive: Color::new(0x4FD1BF),
        opportunity: Color::new(0xBBA2FF),
        on_fill: Color::new(0x10151B),
        negative_ground: Color::new(0x33211A),
        positive_ground: Color::new(0x12302D),
        opportunity_ground: Color::new(0x2A2344),
        series: [
            Color::new(0xE9EEF4),
            Color::new(0x5B9BFA),
            Color::new(0xE36BB8),
            Color::new(0xF2D04B),
            Color::new(0x6DB550),
        ],
        wash: 18,
        contrast: 45,
    };

    /// Greys only: what is bad is nearly black, what is good is a middle grey.
    pub const PRINT: Theme = Theme {
        ink: Color::new(0x111111),
        muted: Color::new(0x4A4A4A),
        hairline: Color::new(0xC4C4C4),
        surface: Color::new(0xFFFFFF),
        band: Color::new(0xF2F2F2),
        negative: Color::new(0x0A0A0A),
        neutral: Color::new(0x3D3D3D),
        positive: Color::new(0x585858),
        opportunity: Color::new(0x404040),
        on_fill: Color::new(0xFFFFFF),
        negative_ground: Color::new(0xE6E6E6),
        positive_ground: Color::new(0xF7F7F7),
        opportunity_ground: Color::new(0xEEEEEE),
        series: [
            Color::new(0x000000),
            Color::new(0x212121),
            Color::new(0x383838),
            Color::new(0x4F4F4F),
            Color::new(0x676767),
        ],
        wash: 14,
        contrast: 45,
    };

    /// Black on white, and colours deep enough for 7 : 1.
    pub const HIGH_CONTRAST: Theme = Theme {
        ink: Color::new(0x000000),
        muted: Color::new(0x2B2B2B),
        hairline: Color::new(0x767676),
        surface: Color::new(0xFFFFFF),
        band: Color::new(0xF2F2F2),
        negative: Color::new(0x7D1D00),
        neutral: Color::new(0x37414D),
        positive: Color::new(0x004A44),
        opportunity: Color::new(0x4A12A8),
        on_fill: Color::new(0xFFFFFF),
        negative_ground: Color::new(0xFFF0E8),
        positive_ground: Color::new(0xE6F5F2),
        opportunity_ground: Color::new(0xF3EDFD),
        series: [
            Color::new(0x000000),
            Color::new(0x213BD3),
            Color::new(0x690C7D),
            Color::new(0x6B4109),
            Color::new(0x125A53),
        ],
        wash: 12,
        contrast: 70,
    };
}
