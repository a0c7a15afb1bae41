//! Zones that were computed before: the same baselines and the same request in, the same zones out, from the store.

use crate::error::Result;
use crate::geodata::store::{Key, Store};
use crate::sea::{self, Baseline, Request, Zones};

/// Changes with every change of the code that computes zones.
const COMPUTATION: &str = env!("PERIPLUS_ZONES");

/// The zones of a request, from the store or computed and kept there. A store that does not work is never an error.
pub(crate) fn zones(baselines: &[Baseline], request: &Request, store: &Store) -> Result<Zones> {
    let key = store
        .is_some()
        .then(|| postcard::to_stdvec(&(COMPUTATION, baselines, request)).ok())
        .flatten()
        .map(|asked| Key::of(&asked));
    let known = key.and_then(|key| store.get(key));
    if let Some(zones) = known.and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
        return Ok(zones);
    }
    let zones = sea::zones(baselines, request)?;
    if let (Some(key), Ok(bytes)) = (key, postcard::to_stdvec(&zones)) {
        store.put(key, &bytes);
    }
    Ok(zones)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Coord;

    #[test]
    fn zones_from_the_store_are_those_that_were_computed() {
        let folder = std::env::temp_dir().join(format!("periplus-kept-{}", std::process::id()));
        let store = Store::in_folder(folder.clone());
        let rocks = [25.0, 25.3].map(|x| Baseline::rock(format!("{x}"), Coord { x, y: 38.0 }));
        let [first, again] = [(), ()].map(|()| zones(&rocks, &Request::default(), &store).unwrap());
        assert_eq!(first, again);
        assert_eq!(first, sea::zones(&rocks, &Request::default()).unwrap());
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
