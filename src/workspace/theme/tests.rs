use super::*;

/// Simulated dichromacy at severity 1.0, on amounts of light: Machado, Oliveira and Fernandes, "A
/// Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, table 1.
const EYES: [(&str, [[f64; 3]; 3]); 3] = [
    ("common", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
];

fn seen(color: Color, eye: &[[f64; 3]; 3]) -> [f64; 3] {
    let light = color.light();
    eye.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
}

/// CIE L*a*b* of an amount of light, white point D65.
fn lab([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047;
    let y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue;
    let z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883;
    let curve = |t: f64| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let (x, y, z) = (curve(x), curve(y), curve(z));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIE 1976 distance between two colours as an eye sees them; about 2.3 can just be told apart side by side.
fn distance(a: Color, b: Color, eye: &[[f64; 3]; 3]) -> f64 {
    let (a, b) = (lab(seen(a, eye)), lab(seen(b, eye)));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

fn all() -> impl Iterator<Item = (ThemeName, Theme)> {
    ThemeName::ALL.iter().map(|name| (*name, Theme::of(*name)))
}

#[test]
fn every_name_has_its_look() {
    assert_eq!(ThemeName::ALL.len(), 4);
    for (name, theme) in all() {
        assert_eq!(Theme::named(name.as_str()), Some(theme));
    }
    assert_eq!(Theme::named("sepia"), None);
    assert_eq!(Theme::named("dark"), Some(Theme::DARK));
}

#[test]
fn every_pair_reads_well() {
    for (name, theme) in all() {
        let needed = if name == ThemeName::HighContrast { 7.0 } else { 4.5 };
        assert_eq!(theme.needed_contrast(), needed);
        let pairs = theme.pairs();
        assert_eq!(pairs.len(), 6 * 5 + 5 + 5 * 2);
        for pair in pairs {
            assert!(pair.ratio >= needed, "{name}: {pair:?}");
        }
    }
}

#[test]
fn text_reads_well_on_an_area_under_a_curve() {
    for (name, theme) in all() {
        for sign in [theme.negative, theme.positive] {
            for ground in [theme.surface, theme.band] {
                let area = sign.over(ground, theme.wash_share());
                for text in [theme.ink, theme.muted, theme.negative, theme.positive, theme.opportunity] {
                    let ratio = text.contrast(area);
                    assert!(ratio >= theme.needed_contrast(), "{name}: {text} on {area} is {ratio}");
                }
            }
        }
    }
}

#[test]
fn lines_that_help_are_seen_and_stay_behind() {
    for (name, theme) in all() {
        for ground in [theme.surface, theme.band] {
            let (rule, ink) = (theme.hairline.contrast(ground), theme.ink.contrast(ground));
            let least = if name == ThemeName::HighContrast { 3.0 } else { 1.2 };
            assert!((least..ink).contains(&rule), "{name}: {rule}");
        }
    }
}

#[test]
fn lines_of_personas_can_be_told_apart_by_every_eye() {
    for (name, theme) in all() {
        // Greys have one dimension only, and the markers help.
        let least = if name == ThemeName::Print { 9.0 } else { 20.0 };
        for (eye, matrix) in &EYES {
            for (i, a) in theme.series.iter().enumerate() {
                for b in &theme.series[i + 1..] {
                    let found = distance(*a, *b, matrix);
                    assert!(found >= least, "{name}, {eye}: {a} and {b} are {found} apart");
                }
            }
        }
    }
}

#[test]
fn good_and_bad_can_be_told_apart_by_every_eye() {
    for (name, theme) in all() {
        for (eye, matrix) in &EYES {
            let found = distance(theme.negative, theme.positive, matrix);
            assert!(found >= 30.0, "{name}, {eye}: {found}");
        }
    }
}

#[test]
fn a_print_has_no_colour() {
    let theme = Theme::PRINT;
    let pale = [theme.negative_ground, theme.positive_ground, theme.opportunity_ground];
    let mut colors = vec![theme.ink, theme.muted, theme.hairline, theme.surface, theme.band, theme.on_fill];
    colors.extend([theme.negative, theme.neutral, theme.positive, theme.opportunity]);
    for color in colors.into_iter().chain(pale).chain(theme.series) {
        assert!(color.red == color.green && color.green == color.blue, "{color}");
    }
}

#[test]
fn the_companys_colours_count_for_its_own_look_only() {
    let ink = Color::new(0x102030);
    let colors = ThemeColors { ink: Some(ink), series: vec![Some(ink), None], ..ThemeColors::default() };
    let settings = ThemeSettings { name: Some(ThemeName::Dark), colors: Some(colors), fonts: Vec::new() };
    let own = settings.theme(None);
    assert_eq!((own.ink, own.series[0], own.series[1]), (ink, ink, Theme::DARK.series[1]));
    assert_eq!(settings.theme(Some(ThemeName::Dark)), own);
    assert_eq!(settings.theme(Some(ThemeName::Print)), Theme::PRINT);
    assert_eq!(ThemeSettings::default().theme(None), Theme::LIGHT);
}
