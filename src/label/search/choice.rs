//! The choice as it stands: which candidate each label has, and which labels have one.

/// The chosen candidate of each label; none where it is left out.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    of: Vec<Option<usize>>,
    /// The labels that have one, in rising order: in a crowd they are few.
    placed: Vec<usize>,
}

impl Choice {
    pub(super) fn new(of: Vec<Option<usize>>) -> Choice {
        let placed = (0..of.len()).filter(|label| of[*label].is_some()).collect();
        Choice { of, placed }
    }

    pub(super) fn get(&self, label: usize) -> Option<usize> {
        self.of[label]
    }

    pub(super) fn set(&mut self, label: usize, choice: Option<usize>) {
        match (self.placed.binary_search(&label), choice) {
            (Ok(at), None) => {
                self.placed.remove(at);
            }
            (Err(at), Some(_)) => self.placed.insert(at, label),
            _ => {}
        }
        self.of[label] = choice;
    }

    /// The labels that are not left out, in rising order.
    pub(super) fn placed(&self) -> &[usize] {
        &self.placed
    }

    /// The labels whose choice differs from another's, in rising order.
    pub(super) fn changed(&self, other: &Choice) -> Vec<usize> {
        (0..self.of.len()).filter(|label| self.of[*label] != other.of[*label]).collect()
    }

    pub(super) fn into_vec(self) -> Vec<Option<usize>> {
        self.of
    }
}
