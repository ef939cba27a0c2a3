//! Tables for a terminal: as wide as it is, wrapped and never cut, scripts of both directions aligned.

use comfy_table::{
    Attribute, Cell as Out, CellAlignment, Color, ContentArrangement, ContentLineStyle, LineStyle, TableStyle,
};

use super::{Cell, Table, display_width, with_marks, wrap};
use crate::model::Direction;
use crate::reporters::escape;

/// What the terminal can show.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Its width in columns.
    pub width: usize,
    /// Whether to colour.
    pub colour: bool,
    /// Whether to isolate right-to-left text line by line, so that it does not drag the frame along;
    /// off when the output is not read by a terminal.
    pub isolate: bool,
}

/// Words up to this long are kept whole.
const WHOLE_WORD: usize = 16;

/// Rows one under the other.
const STYLE: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('╭', '─', '┬', '╮'))
    .header_lines(ContentLineStyle::new('│', '│', '│'))
    .header_separator(LineStyle::new('├', '─', '┼', '┤'))
    .content_lines(ContentLineStyle::new('│', '│', '│'))
    .bottom_border(LineStyle::new('╰', '─', '┴', '╯'));
/// Rows of several lines, with a line between them.
const WRAPPED_STYLE: TableStyle = STYLE.row_separator(LineStyle::new('├', '╌', '┼', '┤'));

impl Table {
    /// The table with its title, as wide as the terminal at most.
    pub fn terminal(&self, terminal: Terminal) -> String {
        if self.rows.is_empty() {
            return format!("{}nothing\n", self.heading(terminal));
        }
        let texts: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| escape::terminal(&cell.shown()).into_owned()).collect())
            .collect();
        let Some(widths) = self.widths(&texts, terminal.width) else {
            return self.records(&texts, terminal);
        };
        let mut table = comfy_table::Table::new();
        let wraps =
            texts.iter().any(|row| row.iter().zip(&widths).any(|(text, width)| display_width(text) > *width));
        table.load_style(if wraps { WRAPPED_STYLE } else { STYLE });
        table.set_content_arrangement(ContentArrangement::Disabled);
        if terminal.colour {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        let headers = self.headers.iter().zip(&widths).map(|(header, width)| {
            let cell = {
                let lines = wrap(&escape::terminal(header), *width);
                let lines: Vec<_> = lines.iter().map(|line| isolated(line, terminal.isolate)).collect();
                Out::new(lines.join("\n"))
            };
            if terminal.colour { cell.add_attribute(Attribute::Bold) } else { cell }
        });
        table.set_header(headers);
        for (row, cells) in texts.iter().zip(&self.rows) {
            let cells = row.iter().zip(cells).zip(&widths).map(|((text, cell), width)| {
                let lines = wrap(text, *width);
                let lines: Vec<_> = lines.iter().map(|line| isolated(line, terminal.isolate)).collect();
                let out = Out::new(lines.join("\n"));
                match (terminal.colour, cell) {
                    (true, Cell::Score(v)) if *v < -0.005 => out.fg(Color::Red),
                    (true, Cell::Score(v)) if *v > 0.005 => out.fg(Color::Cyan),
                    _ => out,
                }
            });
            table.add_row(cells);
        }
        for column in 0..self.headers.len() {
            if let Some(out) = table.column_mut(column).filter(|_| self.is_numeric(column)) {
                out.set_cell_alignment(CellAlignment::Right);
            }
        }
        format!("{}{}\n", self.heading(terminal), table.trim_fmt())
    }

    /// The width of each column: what it needs; with too little room the widest gives way first, as far
    /// as its words stay whole. `None` when that is not enough.
    fn widths(&self, texts: &[Vec<String>], total: usize) -> Option<Vec<usize>> {
        let columns = 0..self.headers.len();
        let header = |column: usize| escape::terminal(&self.headers[column]).into_owned();
        let widest = |column: usize, measure: fn(&str) -> usize| {
            let cells = texts.iter().map(|row| measure(&row[column]));
            cells.chain([measure(&header(column))]).max().unwrap_or(1).max(1)
        };
        let mut widths: Vec<usize> = columns.clone().map(|column| widest(column, display_width)).collect();
        let words: Vec<usize> = columns.map(|column| widest(column, longest_word).min(WHOLE_WORD)).collect();
        let room = total.saturating_sub(3 * widths.len() + 1);
        shrink(&mut widths, &words, room);
        (widths.iter().sum::<usize>() <= room).then_some(widths)
    }

    /// The rows one under the other, a line a value: for a terminal too narrow for the columns.
    fn records(&self, texts: &[Vec<String>], terminal: Terminal) -> String {
        let mut text = self.heading(terminal);
        let indent = "  ";
        for row in texts {
            text.push('\n');
            for (nth, (header, value)) in
                self.headers.iter().zip(row).filter(|(_, value)| !value.is_empty()).enumerate()
            {
                let said = format!("{}: {value}", escape::terminal(header));
                for (line_number, line) in wrap(&said, terminal.width - 2 * indent.len()).iter().enumerate() {
                    let depth = usize::from(nth > 0) + usize::from(line_number > 0);
                    text.push_str(&indent.repeat(depth));
                    text.push_str(&isolated(line, terminal.isolate));
                    text.push('\n');
                }
            }
        }
        text
    }

    /// The title; a table in a document may go without.
    fn heading(&self, terminal: Terminal) -> String {
        if self.title.is_empty() {
            return String::new();
        }
        let title = wrap(&escape::terminal(&self.title), terminal.width).join("\n");
        if terminal.colour { format!("\x1b[1m{title}\x1b[0m\n") } else { format!("{title}\n") }
    }
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(display_width).max().unwrap_or(0)
}

/// Takes from the column that is furthest above its floor until all fit or stand on their floors.
fn shrink(widths: &mut [usize], floors: &[usize], room: usize) {
    while widths.iter().sum::<usize>() > room {
        let spare = |column: &usize| widths[*column].saturating_sub(floors[*column]);
        match (0..widths.len()).max_by_key(|column| (spare(column), widths[*column])) {
            Some(column) if spare(&column) > 0 => widths[column] -= 1,
            _ => return,
        }
    }
}

/// A line whose right-to-left text keeps to itself (FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE), and its numbers
/// their signs.
pub(crate) fn isolated(line: &str, isolate: bool) -> String {
    if isolate && line.chars().any(|c| Direction::of_letter(c) == Some(Direction::Rtl)) {
        format!("\u{2068}{}\u{2069}", with_marks(line))
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new("Touchpoints", &["touchpoint", "emotion"]);
        table.row(vec![Cell::text("אני ממתין בתור לנציג שירות זמן רב מאוד"), Cell::Score(-0.5)]);
        table.row(vec![Cell::text("客户很生气 👩🏽\u{200d}💻 and waits"), Cell::Score(0.5)]);
        table.row(vec![Cell::text("x\x1b[31m\u{202e}y"), Cell::Empty]);
        table
    }

    #[test]
    fn every_line_has_the_same_width_at_every_width() {
        for width in [40, 80, 140] {
            let text = table().terminal(Terminal { width, colour: false, isolate: false });
            let widths: Vec<_> = text.lines().skip(1).map(display_width).collect();
            assert!(widths.iter().all(|w| *w == widths[0] && *w <= width), "{width}: {widths:?}\n{text}");
        }
    }

    #[test]
    fn no_escape_sequence_of_a_user_passes() {
        let text = table().terminal(Terminal { width: 80, colour: false, isolate: false });
        assert!(!text.contains('\x1b') && !text.contains('\u{202e}'), "{text}");
    }

    #[test]
    fn isolates_come_in_pairs_on_each_line() {
        let text = table().terminal(Terminal { width: 30, colour: false, isolate: true });
        for line in text.lines() {
            assert_eq!(line.matches('\u{2068}').count(), line.matches('\u{2069}').count(), "{line}");
        }
        assert!(text.contains('\u{2068}'));
    }
}
