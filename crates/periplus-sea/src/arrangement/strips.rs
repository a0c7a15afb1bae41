//! Strips: things that reach from a latitude to another in, those that reach into a strip of latitude out.
//! What a level line meets is found among few of them, and what meets among neighbours.

/// Things by the strips of latitude that they reach into; in each in the order given.
#[derive(Clone, Debug)]
pub(crate) struct Strips {
    south: f64,
    /// Strips in a unit of latitude.
    density: f64,
    /// Where the members of each strip begin, and where the last ones end.
    begins: Vec<u32>,
    members: Vec<u32>,
}

impl Strips {
    /// Strips as high as the things are on average: each thing is then in two or three of them.
    ///
    /// Each thing comes as its south and its north.
    pub(crate) fn new(things: impl Iterator<Item = [f64; 2]> + Clone) -> Strips {
        let (mut count, mut heights) = (0_usize, 0.0);
        let (mut south, mut north) = (f64::INFINITY, f64::NEG_INFINITY);
        for [low, high] in things.clone() {
            count += 1;
            heights += high - low;
            (south, north) = (south.min(low), north.max(high));
        }
        let extent = north - south;
        let most = count as f64;
        // Strips of things without any height would be without end.
        let wanted = if heights > 0.0 { (extent * most / heights).min(most) } else { most };
        let strips = if extent > 0.0 { wanted.max(1.0).floor() } else { 1.0 };
        let density = if extent > 0.0 { strips / extent } else { 0.0 };
        let mut made =
            Strips { south, density, begins: vec![0; strips as usize + 1], members: Vec::new() };
        for [low, high] in things.clone() {
            (made.of(low)..=made.of(high)).for_each(|strip| made.begins[strip + 1] += 1);
        }
        for strip in 1..made.begins.len() {
            made.begins[strip] += made.begins[strip - 1];
        }
        let mut free = made.begins.clone();
        made.members = vec![0; made.begins.last().map_or(0, |&end| end as usize)];
        for (thing, [low, high]) in (0..).zip(things) {
            for place in &mut free[made.of(low)..=made.of(high)] {
                made.members[*place as usize] = thing;
                *place += 1;
            }
        }
        made
    }

    /// How many strips there are.
    pub(crate) fn len(&self) -> usize {
        self.begins.len() - 1
    }

    /// The strip of a latitude; the nearest where none has it.
    pub(crate) fn of(&self, latitude: f64) -> usize {
        (((latitude - self.south) * self.density).max(0.0) as usize).min(self.len() - 1)
    }

    /// The numbers of the things that reach into a strip.
    pub(crate) fn members(&self, strip: usize) -> &[u32] {
        &self.members[self.begins[strip] as usize..self.begins[strip + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_in_all_strips_that_it_reaches_into() {
        let things = [[0.0, 1.0], [2.0, 10.0], [5.0, 5.0], [9.5, 10.0]];
        let strips = Strips::new(things.into_iter());
        for latitude in (0..=100).map(|tenth| f64::from(tenth) / 10.0) {
            let members = strips.members(strips.of(latitude));
            let reaching =
                (0..).zip(things).filter(|(_, [low, high])| *low <= latitude && latitude <= *high);
            assert!(reaching.into_iter().all(|(thing, _)| members.contains(&thing)), "{latitude}");
        }
        assert!(strips.len() > 1 && strips.len() <= things.len());
    }

    #[test]
    fn nothing_and_what_has_no_height_are_one_strip() {
        assert_eq!(Strips::new(std::iter::empty()).members(0), []);
        assert_eq!(Strips::new([[3.0, 3.0]; 2].into_iter()).members(0), [0, 1]);
    }
}
