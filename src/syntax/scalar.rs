//! The YAML 1.2 core schema: what a plain scalar means.

/// A scalar by its meaning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar<'t> {
    /// `null`, `~` or nothing at all.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number, also in octal (`0o17`) and hexadecimal (`0x1F`).
    Int(i64),
    /// A number with a point or exponent, an infinity, or not a number.
    Float(f64),
    /// Everything else.
    Text(&'t str),
}

impl<'t> Scalar<'t> {
    /// The meaning of a plain (unquoted) scalar. `yes`, `on` and `12:30` are text, as YAML 1.2 says.
    pub fn plain(text: &'t str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => return Self::Null,
            "true" | "True" | "TRUE" => return Self::Bool(true),
            "false" | "False" | "FALSE" => return Self::Bool(false),
            ".nan" | ".NaN" | ".NAN" => return Self::Float(f64::NAN),
            _ => {}
        }
        match text.as_bytes()[0] {
            b'0'..=b'9' | b'+' | b'-' | b'.' => Self::number(text).unwrap_or(Self::Text(text)),
            _ => Self::Text(text),
        }
    }

    fn number(text: &str) -> Option<Self> {
        let (negative, digits) = match text.as_bytes()[0] {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        if matches!(digits, ".inf" | ".Inf" | ".INF") {
            return Some(Self::Float(if negative { f64::NEG_INFINITY } else { f64::INFINITY }));
        }
        let radix = |prefix, radix| {
            let rest = text.strip_prefix(prefix)?;
            let legal = !rest.is_empty() && rest.chars().all(|c| c.is_digit(radix));
            legal.then(|| i64::from_str_radix(rest, radix).map_or(Self::Float(f64::INFINITY), Self::Int))
        };
        if let Some(value) = radix("0o", 8).or_else(|| radix("0x", 16)) {
            return Some(value);
        }
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(match text.parse() {
                Ok(value) => Self::Int(value),
                Err(_) => Self::Float(text.parse().ok()?),
            });
        }
        // [0-9]*.?[0-9]*([eE][-+]?[0-9]+)? with a digit somewhere before the exponent.
        let (mantissa, exponent) = match digits.find(['e', 'E']) {
            Some(at) => (&digits[..at], Some(&digits[at + 1..])),
            None => (digits, None),
        };
        let point = mantissa.find('.').map_or(mantissa.len(), |at| at);
        let whole = &mantissa[..point];
        let fraction = mantissa.get(point + 1..).unwrap_or("");
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let exponent_fits = exponent.is_none_or(|part| {
            let part = part.strip_prefix(['-', '+']).unwrap_or(part);
            !part.is_empty() && all_digits(part)
        });
        let has_digit = !whole.is_empty() || !fraction.is_empty();
        if has_digit && all_digits(whole) && all_digits(fraction) && exponent_fits {
            return text.parse().ok().map(Self::Float);
        }
        None
    }

    /// What the scalar is, for messages.
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "a truth value",
            Self::Int(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::Text(_) => "text",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scalar::{self, *};

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        for (text, expected) in [
            ("", Null),
            ("~", Null),
            ("true", Bool(true)),
            ("yes", Text("yes")),
            ("on", Text("on")),
            ("no", Text("no")),
            ("12", Int(12)),
            ("-12", Int(-12)),
            ("+1", Int(1)),
            ("017", Int(17)),
            ("0o17", Int(15)),
            ("0x1F", Int(31)),
            ("1_000", Text("1_000")),
            ("12:30:00", Text("12:30:00")),
            ("2026-03", Text("2026-03")),
            ("-2..2", Text("-2..2")),
            ("1.5", Float(1.5)),
            (".5", Float(0.5)),
            ("-1e3", Float(-1000.0)),
            ("1e", Text("1e")),
            (".", Text(".")),
            ("-", Text("-")),
            (".inf", Float(f64::INFINITY)),
            ("-.inf", Float(f64::NEG_INFINITY)),
            ("1e400", Float(f64::INFINITY)),
        ] {
            assert_eq!(Scalar::plain(text), expected, "{text}");
        }
    }
}
