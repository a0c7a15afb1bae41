//! Dress: a map whose shapes are plotted in; what stands round and on it out, all of one mind: legend, furniture, names.

mod callouts;

use crate::furniture::legend::Legend;
use crate::furniture::shares::Bars;
use crate::furniture::{self, Furniture, MapContext};
use crate::insets::Insets;
use crate::label::{Ground, Placed, Sister};
use crate::names;
use crate::plot::PlottedMap;
use crate::record::{CalloutRecord, DataUsed};
use crate::symbolize;

/// What stands round the shapes of a map: all of it speaks of what is left on the map when names are placed.
pub(crate) struct Dressed {
    /// What its paints mean.
    pub legend: Legend,
    /// What it is drawn from.
    pub data: DataUsed,
    /// What stands round it.
    pub furniture: Furniture,
    /// Its names.
    pub placed: Placed,
    /// Its callouts.
    pub callouts: Vec<CalloutRecord>,
}

/// Sets legend, furniture and names; what found no name is taken out of `plotted`.
pub(crate) fn dress(
    context: &MapContext,
    plotted: &mut PlottedMap,
    bars: Option<&Bars>,
    credited: &dyn Fn(&PlottedMap) -> DataUsed,
    insets: &Insets,
    sister: Option<&Sister>,
    watch: &mut dyn FnMut(&'static str, String),
) -> Dressed {
    let mut unnamed = Vec::new();
    let mut is_first = true;
    loop {
        // round the map: neatline, graticule, scale bar, legend, shares, credit
        let own = symbolize::legend(plotted, context.figure, context.theme);
        let own_entries = own.entries.len();
        let legend = insets.explained_by(own, context.figure);
        let laid_out = legend.laid_out();
        let data = credited(plotted);
        let is_shown =
            |layer: &_, feature: &_| !symbolize::style(layer, feature, context.theme).hidden;
        let mut furniture = furniture::draw(
            context,
            plotted,
            &laid_out,
            bars,
            &data.credits,
            &insets.maps,
            &is_shown,
        );
        watch("furniture", format!("{} legend entries", laid_out.entries.len()));
        // names last: they avoid all the rest
        let labels = names::labels(plotted, context);
        let ground = Ground {
            sister: sister.cloned(),
            ..names::ground(plotted, context, furniture.blocked())
        };
        let (mut placed, callouts) =
            callouts::place(context, plotted, &labels, &ground, &mut furniture);
        watch("label", format!("{} of {} names", placed.placed.len(), labels.len()));
        placed.also_dropped(std::mem::take(&mut unnamed));
        let told = placed.told();
        plotted.drop_unnamed(|layer, feature| {
            let id = names::label_id(layer, feature);
            // what is one's own goes only where it is told that its name found no room
            placed.has(&id) || (!layer.is_bundled && !told.contains(id.as_str()))
        });
        // what belts say of themselves the legend leaves out; a belt that lost its words then gets them back there
        let worded = names::worded_belts(plotted, &placed);
        let worded = match is_first {
            true => worded,
            false => plotted.worded_belts.intersection(&worded).cloned().collect(),
        };
        // a part of a sea lends it its place where it has none of its own; that once
        let parts = match is_first {
            true => names::named_by_a_part(plotted, context, &placed),
            false => Vec::new(),
        };
        parts.iter().for_each(|(water, sea)| plotted.name_after_greater(water, sea));
        let is_as_before = worded == plotted.worded_belts && parts.is_empty();
        plotted.worded_belts = worded;
        is_first = false;
        // a town without a name is taken out: where none of its kind is left, legend and credit say nothing of it
        let left = symbolize::legend(plotted, context.figure, context.theme).entries.len();
        if is_as_before && left == own_entries && credited(plotted).credits == data.credits {
            return Dressed { legend, data, furniture, placed, callouts };
        }
        unnamed = placed.dropped;
    }
}
