//! A user's file of coasts or baselines: its path in, its features, each with whose it is and with positions along its edges, out.

use super::baseline_kind::BaselineKind;
use super::constructed::constructed;
use super::datum::{check_known, on_wgs_84};
use super::edges;
use super::shores::{check_side, shores};
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

/// Features whose `kind` looks like one that the law of baselines knows, and is none: they are coast like any other.
fn misspelt<'a>(features: &'a [Feature], path: &'a Path) -> impl Iterator<Item = Warning> + 'a {
    features.iter().filter_map(move |feature| {
        let meant = BaselineKind::meant(feature)?;
        let said = feature.text("kind").unwrap_or_default();
        let message =
            format!("`{said}` is no kind of baseline: the feature is coast like any other");
        let place = Place::file(path.display().to_string()).part(format!("feature {}", feature.id));
        Some(Warning::new(message).at(place).hint(format!("did you mean `{meant}`?")))
    })
}

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
        check_known(feature, path)?;
        *feature = constructed(feature.clone(), path)?;
        *feature = on_wgs_84(edges::densified(feature, path)?, path)?;
        if let Some(state) = feature.text("state").filter(|state| *state != NOBODY) {
            let code = StateCode::from(state).to_string();
            feature.attributes.insert("state".to_owned(), Value::Text(code));
        }
    }
    read.warnings.extend(misspelt(&read.features, path));
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
    let shown = path.display().to_string();
    read.warnings.extend(sea::coast_diagnostics(
        &shores(&read.features),
        &shown,
        &figure.limits.of_zones(),
    )?);
    Ok(read)
}
