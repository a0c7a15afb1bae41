//! The eight sides of a place on the sheet.

/// On which side of what it belongs to something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above.
    North,
    /// Above, to the right.
    NorthEast,
    /// To the right.
    East,
    /// Below, to the right.
    SouthEast,
    /// Below.
    South,
    /// Below, to the left.
    SouthWest,
    /// To the left.
    West,
    /// Above, to the left.
    NorthWest,
}

impl Side {
    /// All, from above to the right and round.
    pub const ALL: [Side; 8] = [
        Side::North,
        Side::NorthEast,
        Side::East,
        Side::SouthEast,
        Side::South,
        Side::SouthWest,
        Side::West,
        Side::NorthWest,
    ];

    /// To the right and down: −1, 0 or 1 each.
    pub fn direction(self) -> [f64; 2] {
        match self {
            Side::North => [0.0, -1.0],
            Side::NorthEast => [1.0, -1.0],
            Side::East => [1.0, 0.0],
            Side::SouthEast => [1.0, 1.0],
            Side::South => [0.0, 1.0],
            Side::SouthWest => [-1.0, 1.0],
            Side::West => [-1.0, 0.0],
            Side::NorthWest => [-1.0, -1.0],
        }
    }
}
