//! A user's file of coasts or baselines: its path in, its features, each with whose it is and with positions along its edges, out.

use super::baseline_kind::BaselineKind;
use super::constructed::{closed_at_pole, constructed};
use super::datum::on_wgs_84;
use super::edges;
use super::shores::{check_side, shores};
use super::unknown_words::on_baselines;
use crate::error::{Error, Place, Result, Warning};
use crate::figure::{Figure, check_state, listed};
use crate::geodata::{Feature, Naming, Read, Value};
use crate::state::StateCode;
use periplus_sea as sea;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Notices of states that a file writes in two ways: they are read as one.
fn two_spellings(features: &[Feature], path: &Path) -> Vec<Warning> {
    let mut spellings: BTreeMap<StateCode, BTreeSet<&str>> = BTreeMap::new();
    for state in features.iter().filter_map(|feature| feature.text("state")) {
        spellings.entry(StateCode::from(state)).or_default().insert(state);
    }
    let two = spellings.into_iter().filter(|(_, written)| written.len() > 1);
    let warning = |(code, written): (StateCode, BTreeSet<&str>)| {
        let written: Vec<String> = written.iter().map(|it| format!("`{it}`")).collect();
        Warning::new(format!("{} are one state: read as {code}", listed(&written)))
            .at(Place::file(path.display().to_string()))
            .hint("write a state in one way")
    };
    two.map(warning).collect()
}

/// Whose land is that says not whose it is, in a file of which it is said where that stands: a file of all states has some.
pub(super) const NOBODY: &str = "nobody";

/// The features of the user's file, edges densified; each has to say whose it is.
pub(super) fn own(path: &Path, figure: &Figure, naming: &Naming) -> Result<Read> {
    let mut read = figure.read_file(path)?;
    let shown = path.display().to_string();
    naming.apply(&mut read.features, &shown, |_, error| error.at(Place::file(shown.clone())))?;
    read.warnings.extend(two_spellings(&read.features, path));
    let mut of_nobody = 0;
    for feature in &mut read.features {
        if naming.state.is_some() && feature.text("state").is_none() {
            feature.attributes.insert("state".to_owned(), Value::Text(NOBODY.to_owned()));
            of_nobody += 1;
        }
        check_state(feature, path)?;
        check_side(feature, path)?;
        *feature = closed_at_pole(constructed(feature.clone(), path)?);
        *feature = on_wgs_84(edges::densified(feature, path)?, path)?;
        if let Some(state) = feature.text("state").filter(|state| *state != NOBODY) {
            let code = StateCode::from(state).to_string();
            feature.attributes.insert("state".to_owned(), Value::Text(code));
        }
    }
    if let (1.., Some(attribute)) = (of_nobody, &naming.state) {
        let (all, shown) = (read.features.len(), path.display().to_string());
        let message = format!(
            "{of_nobody} of {all} features of the coast have no `{attribute}`: they are land, and no waters are theirs"
        );
        read.warnings.push(Warning::new(message).at(Place::file(shown)));
    }
    if read.features.is_empty() {
        return Err(Error::input("there is no coast in the file")
            .at(Place::file(path.display().to_string()))
            .hint("a coast is polygons (land), lines (a baseline) or points (rocks), each with a `state`"));
    }
    read.warnings.extend(on_baselines(&read.features, path));
    read.warnings.extend(diagnostics(&read.features, path, figure)?);
    Ok(read)
}

/// What may be wrong with the courses of features. Lines at sea and what dries lie round land and across each other as the law
/// has them: each of those is looked at alone.
///
/// Errors: `Input` for coasts that cross themselves and each other too often.
fn diagnostics(features: &[Feature], path: &Path, figure: &Figure) -> Result<Vec<Warning>> {
    let (shown, limits) = (path.display().to_string(), figure.limits.of_zones());
    let is_at_sea = |feature: &&Feature| {
        BaselineKind::of(feature).is_some_and(|kind| kind.is_line_at_sea() || kind.dries())
    };
    let (at_sea, coast): (Vec<_>, Vec<_>) = features.iter().partition(is_at_sea);
    let mut found = sea::coast_diagnostics(&shores(coast), &shown, &limits)?;
    for line in at_sea {
        let alone = sea::coast_diagnostics(&shores([line]), &shown, &limits)?;
        found.extend(alone.into_iter().map(|it| it.hint("look at the order of its positions")));
    }
    Ok(found)
}
