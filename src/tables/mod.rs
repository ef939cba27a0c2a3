//! Tables of the numbers in [`crate::measure`]: for the terminal, Markdown, CSV and JSON.

pub mod atlas;
mod formats;
mod signs;
mod terminal;
pub mod views;
mod wrap;

pub(crate) use formats::round;
pub use formats::{tables_json, tables_schema};
pub(crate) use signs::{MARKS, with_marks};
pub use terminal::Terminal;
pub(crate) use terminal::isolated;
pub use wrap::{display_width, hanging, wrap, wrap_page};

/// The value of one cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing to say.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Count(i64),
    /// A difference of whole numbers, shown with its sign.
    More(i64),
    /// A number of no particular range, shown to the digits that count.
    Number(f64),
    /// A number from -1 to 1 or a difference of such, shown with sign and two decimals.
    Score(f64),
    /// A share from 0 to 1, shown in per cent.
    Share(f64),
    /// A number that is not negative, shown with one decimal.
    Tenths(f64),
    /// A difference of such numbers, shown with its sign.
    Change(f64),
    /// A length of time.
    Duration(crate::model::Duration),
}

impl Cell {
    /// Text, or nothing when there is none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// An optional text.
    pub fn maybe(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// An optional score.
    pub fn score(v: Option<f64>) -> Self {
        v.map_or(Self::Empty, Self::Score)
    }

    /// A count, or nothing for zero.
    pub fn count(count: usize) -> Self {
        if count == 0 { Self::Empty } else { Self::Count(count as i64) }
    }

    /// An optional length of time; nothing for none at all.
    pub fn duration(duration: Option<crate::model::Duration>) -> Self {
        duration.filter(|duration| duration.seconds() > 0).map_or(Self::Empty, Self::Duration)
    }

    /// The cell as people read it.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.to_string().replace('-', "−"),
            Self::More(0) => "0".to_owned(),
            Self::More(count) => format!("{count:+}").replace('-', "−"),
            Self::Score(v) => signed(*v),
            Self::Number(v) => plain(*v),
            Self::Share(share) => per_cent(*share),
            Self::Tenths(number) => tenths(*number),
            Self::Change(change) => changed(*change),
            Self::Duration(duration) => duration.to_string(),
        }
    }

    fn is_number(&self) -> bool {
        !matches!(self, Self::Empty | Self::Text(_))
    }
}

/// A number with its sign and two decimals; `0.00` has none, and the minus is a real one.
pub fn signed(v: f64) -> String {
    with_sign(v, 2)
}

/// A number with so many decimals; a half goes away from zero, as people round.
pub fn fixed(number: f64, decimals: usize) -> String {
    let scale = 10f64.powi(decimals as i32);
    let scaled = number * scale;
    let rounded = if scaled.is_finite() { scaled.round() / scale } else { number };
    format!("{rounded:.decimals$}")
}

/// A number with its sign; what rounds to zero has none, and the minus is a real one.
fn with_sign(number: f64, decimals: usize) -> String {
    let digits = fixed(number.abs(), decimals);
    match digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        false => digits,
        true if number > 0.0 => format!("+{digits}"),
        true => format!("−{digits}"),
    }
}

/// A number to the digits that count, with a real minus: none behind the point from 100 on, else at most two.
pub fn plain(number: f64) -> String {
    let scale = if number.abs() >= 100.0 { 1.0 } else { 100.0 };
    let rounded = (number * scale).round() / scale;
    let digits = rounded.abs().to_string();
    if rounded < 0.0 { format!("−{digits}") } else { digits }
}

/// A share in per cent, without decimals.
pub fn per_cent(share: f64) -> String {
    format!("{} %", fixed(share * 100.0, 0))
}

/// A number that is not negative, with one decimal.
pub fn tenths(number: f64) -> String {
    fixed(number.max(0.0), 1)
}

/// A difference with its sign and one decimal; `0.0` has no sign, and the minus is a real one.
pub fn changed(change: f64) -> String {
    with_sign(change, 1)
}

/// A table with a heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the table shows.
    pub title: String,
    /// The names of the columns.
    pub headers: Vec<String>,
    /// The rows, each as long as `headers`.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table.
    pub fn new(title: impl Into<String>, headers: &[&str]) -> Self {
        let headers = headers.iter().map(|header| (*header).to_owned()).collect();
        Self { title: title.into(), headers, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.headers.len());
        self.rows.push(cells);
    }

    /// The table without columns in which no row says anything.
    #[must_use]
    pub fn without_empty_columns(mut self) -> Self {
        let says = |column: usize| self.rows.iter().any(|row| row[column] != Cell::Empty);
        let kept: Vec<bool> = (0..self.headers.len()).map(|column| column == 0 || says(column)).collect();
        let mut keep = kept.iter();
        self.headers.retain(|_| *keep.next().unwrap_or(&true));
        for row in &mut self.rows {
            let mut keep = kept.iter();
            row.retain(|_| *keep.next().unwrap_or(&true));
        }
        self
    }

    /// Whether a column holds numbers only, and so is set to the right.
    pub fn is_numeric(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().map(|row| &row[column]).filter(|cell| **cell != Cell::Empty);
        let mut any = false;
        cells.all(|cell| {
            any = true;
            cell.is_number()
        }) && any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_the_same_everywhere() {
        assert_eq!(signed(1.0869), "+1.09");
        assert_eq!(signed(-0.444), "−0.44");
        assert_eq!(signed(-0.001), "0.00");
        assert_eq!(per_cent(1.0), "100 %");
        assert_eq!((tenths(44.17), tenths(-1e-12)), ("44.2".to_owned(), "0.0".to_owned()));
        assert_eq!([4.86, -0.04, -5.0].map(changed), ["+4.9", "0.0", "−5.0"]);
        let plain = [4.0, -19.05, 3.456, -0.001, 1500.0, 99.999, 120.4].map(plain);
        assert_eq!(plain, ["4", "−19.05", "3.46", "0", "1500", "100", "120"]);
    }

    #[test]
    fn columns_nobody_fills_are_left_out() {
        let mut table = Table::new("t", &["a", "b", "c"]);
        table.row(vec![Cell::Empty, Cell::Empty, Cell::text("x")]);
        let table = table.without_empty_columns();
        assert_eq!(table.headers, ["a", "c"]);
        assert_eq!(table.rows[0].len(), 2);
    }
}
