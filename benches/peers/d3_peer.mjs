// What d3-geo and resvg-js make of W1, W3 and W4: filled and outlined areas, as SVG and PNG.
//
//     node d3_peer.mjs w1|w3|w4 DATA OUT

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , work, data, out] = process.argv;
// packages lie in the folder of what is made, not beside this file
const require = createRequire(pathToFileURL(`${out}/`));
const { geoAzimuthalEqualArea, geoConicConformal, geoPath } = await import(pathToFileURL(require.resolve("d3-geo")));
const { Resvg } = require("@resvg/resvg-js");

const areas = JSON.parse(readFileSync(data, "utf8"));

// d3 takes a ring whose area is more than half the sphere for a hole: rings of RFC 7946 go the other way round.
for (const { geometry } of areas.features) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  if (geometry.type === "Polygon" || geometry.type === "MultiPolygon") {
    for (const polygon of polygons) for (const ring of polygon) if (clockwise(ring) !== (ring === polygon[0])) ring.reverse();
  }
}

function clockwise(ring) {
  let sum = 0;
  for (let at = 1; at < ring.length; at += 1) sum += (ring[at][0] - ring[at - 1][0]) * (ring[at][1] + ring[at - 1][1]);
  return sum > 0;
}

function svg(projection, [west, south, east, north], width) {
  const corners = [];
  for (let step = 0; step <= 20; step += 1) {
    const part = step / 20;
    corners.push([west + (east - west) * part, south], [west + (east - west) * part, north]);
    corners.push([west, south + (north - south) * part], [east, south + (north - south) * part]);
  }
  projection.fitWidth(width, { type: "MultiPoint", coordinates: corners });
  const height = Math.round(Math.max(...corners.map((corner) => projection(corner)[1])));
  projection.clipExtent([[-5, -5], [width + 5, height + 5]]);
  const path = geoPath(projection);
  const shapes = areas.features.map((area) => path(area)).filter(Boolean);
  const drawn = shapes.map((shape) => `<path d="${shape}"/>`).join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#dcebf4"/>
<g fill="#f4efe2" stroke="#6b6b6b" stroke-width="1.5">${drawn}</g></svg>`;
}

const laea = () => geoAzimuthalEqualArea().rotate([-26, -38]);
const png = (text) => new Resvg(text, { font: { loadSystemFonts: false } }).render().asPng();

if (work === "w4") {
  for (let number = 0; number < 50; number += 1) {
    const [west, south] = [22 + 0.15 * (number % 10), 34.5 + 0.8 * Math.floor(number / 10)];
    writeFileSync(`${out}/d3-w4-${number}.png`, png(svg(laea(), [west, south, west + 4, south + 3.5], 1200)));
  }
} else {
  const lcc = () => geoConicConformal().parallels([38.3333, 55.6667]).rotate([-25, 0]);
  const text = work === "w3" ? svg(lcc(), [5, 34, 45, 60], 4000) : svg(laea(), [22.3, 34.6, 29.85, 41.2], 2000);
  if (work === "w1") writeFileSync(`${out}/d3-${work}.svg`, text);
  writeFileSync(`${out}/d3-${work}.png`, png(text));
}
