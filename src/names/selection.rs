//! Selection: which of the features that have a name bear it on this map: by what the figure asks for, by rank
//! and scale, and each name once.

use super::shape::longest;
use super::wording::{self, Wording};
use super::{LEAST_RANKS, LabelBuilder, RANKS, areas};
use crate::kind::{Kind, Ranks};
use crate::plot::{Plotted, PlottedLayer};
use crate::space::OnSheet;
use geo::{Distance, Euclidean, Geometry, Intersects, Length};

impl LabelBuilder<'_> {
    /// Whether the figure wants this name: not omitted, and of a rank that its scale has room for.
    pub(super) fn is_selected(
        &self,
        layer: &PlottedLayer,
        feature: &Plotted,
        shown: &[Wording],
    ) -> bool {
        let labels = &self.figure.labels;
        let by_scale = RANKS.iter().find(|(denominator, _)| self.scale <= *denominator);
        let [towns, islands, waters] = by_scale.map_or(LEAST_RANKS, |(_, ranks)| *ranks);
        let greatest = match layer.kind.ranks() {
            Some(Ranks::Towns) => labels.towns.unwrap_or(towns),
            Some(Ranks::Islands) => labels.islands.unwrap_or(islands),
            Some(Ranks::Waters) => labels.waters.unwrap_or(waters),
            None => u8::MAX,
        };
        // who brings a feature has chosen it; by scale the bundled ones are
        let greatest = if layer.is_own { u8::MAX } else { greatest };
        let listed = layer.kind != Kind::Sea || labels.seas.is_empty();
        let rank = feature.number("rank").unwrap_or(0.0);
        let disputed = feature.is_disputed();
        let bears = |listed: &[String]| wording::is_listed(feature, shown, listed);
        let is_lone =
            labels.is_of_inset && layer.kind == Kind::Country && !self.is_land_of_several();
        !bears(&labels.omit)
            && !is_lone
            && (listed || bears(&labels.seas))
            && (rank <= f64::from(greatest) || disputed || bears(&labels.always))
    }

    /// Whether the land of more than one state is on the map.
    fn is_land_of_several(&self) -> bool {
        let OnSheet(neatline) = self.view.neatline();
        let on_map =
            self.of_kind(Kind::Country).filter(|(_, state)| state.shape.0.intersects(&neatline));
        let mut states = on_map.filter_map(|(_, state)| state.text("state"));
        states.next().is_some_and(|first| states.any(|other| other != first))
    }

    /// A town that bears its island's name, an island that bears its state's, a lake that is named
    /// as an area, or one of several lines for the same sea.
    pub(super) fn is_duplicate(&self, layer: &PlottedLayer, feature: &Plotted) -> bool {
        if let Some(island) = feature.text("island") {
            let same = |other: &Plotted| {
                other.id.ends_with(island) && other.text("name") == feature.text("name")
            };
            return self.of_kind(Kind::Island).any(|(_, other)| same(other));
        }
        let name = feature.text("name");
        let bears = |kind: Kind| {
            let mut others = self.of_kind(kind).filter(|(other, _)| other.labelled);
            others.any(|(_, other)| other.text("name") == name)
        };
        if layer.kind.namesake().is_some_and(bears)
            || (layer.kind == Kind::Disputed && self.is_named_by_a_point(feature))
        {
            return true;
        }
        let rivals = layer.features.iter().filter(|other| other.text("name") == name);
        layer.kind == Kind::Sea
            && rivals.max_by(|a, b| self.suits(a).total_cmp(&self.suits(b))).map(|best| &best.id)
                != Some(&feature.id)
    }

    /// Whether an area at issue has a point of its own that bears its name, as islets have.
    pub(super) fn is_named_by_a_point(&self, area: &Plotted) -> bool {
        /// Points and areas are of two sources, in mm.
        const ASTRAY: f64 = 0.8;
        let area = areas(&area.shape.0);
        self.of_kind(Kind::Island).any(|(_, point)| {
            let at_issue = point.is_disputed();
            let Geometry::Point(at) = &point.shape.0 else { return false };
            at_issue && Euclidean.distance(&area, at) < ASTRAY
        })
    }

    /// Whether it is the sea that the figure takes shares of.
    pub(super) fn is_sea_at_issue(&self, layer: &PlottedLayer, feature: &Plotted) -> bool {
        let within = self.figure.zones.as_ref().and_then(|zones| zones.within.as_deref());
        let id = feature.id.strip_prefix("water-").filter(|_| layer.kind == Kind::Sea);
        id.zip(within).is_some_and(|(id, sea)| {
            id.strip_prefix(sea).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }

    /// How well a line for a sea's name suits this figure: made for it, or long on its sheet.
    fn suits(&self, line: &Plotted) -> f64 {
        let length = longest(&line.shape.0).map_or(0.0, |line| Euclidean.length(&line));
        let own = line.text("region") == Some(self.figure.name.as_str());
        if own { 1e6 + length } else { length }
    }
}
