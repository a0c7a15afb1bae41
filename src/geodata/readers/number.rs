//! A cell of a table in, the number that it is with the point or the comma before its fraction out, without marks between its
//! thousands.

/// The mark before a fraction; the other one parts thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Point,
    Comma,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Text,
    Number(Mark),
}

pub(super) const MARKS: [Mark; 2] = [Mark::Point, Mark::Comma];

impl Mark {
    pub(super) fn sign(self) -> char {
        match self {
            Mark::Point => '.',
            Mark::Comma => ',',
        }
    }

    fn other(self) -> Mark {
        match self {
            Mark::Point => Mark::Comma,
            Mark::Comma => Mark::Point,
        }
    }
}

/// A number as programs write it, `-1234.5`; none if the cell is none with this mark.
pub(super) fn number(cell: &str, mark: Mark) -> Option<serde_json::Number> {
    let (sign, size) = cell.strip_prefix('-').map_or(("", cell), |size| ("-", size));
    let (whole, fraction) = size
        .split_once(mark.sign())
        .map_or((size, None), |(whole, fraction)| (whole, Some(fraction)));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split(mark.other().sign()).collect();
    let is_grouped = groups.len() == 1
        || (groups[0].len() < 4 && groups[1..].iter().all(|group| group.len() == 3));
    if !is_grouped || !groups.iter().all(|it| is_digits(it)) || !fraction.is_none_or(is_digits) {
        return None;
    }
    let fraction = fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    serde_json::from_str(&format!("{sign}{}{fraction}", groups.concat())).ok()
}

/// Whether a cell is a number with either mark.
pub(super) fn is_number(cell: &str) -> bool {
    MARKS.iter().any(|mark| number(cell, *mark).is_some())
}
