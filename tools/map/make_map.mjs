// Makes data/map/world-22.csv: one SVG path per region of the default baseline, Equal Earth projection.
//
//     npm ci && npm run make-map
//
// Source: Natural Earth 1:110m admin-0 countries (public domain) as packaged by world-atlas 2.0.2 (ISC).
// Antarctica is dropped; Singapore, Hong Kong and other places too small for 1:110m have no outline of their own.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoEqualEarth, geoPath } from "d3-geo";
import { merge } from "topojson-client";
import { presimplify, quantile, simplify } from "topojson-simplify";

const width = 640;  // pixels of the viewBox; the report scales it
const height = 284;
const kept_points = 0.93;  // share of the outline's points that survive the simplification

// ISO 3166-1 numeric -> region. Every country that is not listed belongs to the rest of the world.
const regions = {
  USA: [840], CAN: [124], MEX: [484], BRA: [76], CHN: [156], JPN: [392], KOR: [410], TWN: [158], IND: [356],
  IDN: [360], VNM: [704],
  ASE: [764, 458, 702, 608, 116, 418, 104, 96],
  AUS: [36], DEU: [276], FRA: [250], ITA: [380],
  EUR: [40, 56, 100, 191, 196, 203, 208, 233, 246, 300, 348, 372, 428, 440, 442, 470, 528, 616, 620, 642, 703, 705,
        724, 752],
  GBR: [826],
  EFT: [756, 578, 352],
  RUS: [643], TUR: [792],
};
const dropped = new Set([10]);  // Antarctica

const atlas_file = createRequire(import.meta.url).resolve("world-atlas/countries-110m.json");
const atlas = JSON.parse(readFileSync(atlas_file, "utf8"));
const weighted = presimplify(atlas);
const world = simplify(weighted, quantile(weighted, kept_points));
const region_of = new Map(Object.entries(regions).flatMap(([region, ids]) => ids.map((id) => [id, region])));
const countries = world.objects.countries.geometries.filter((g) => !dropped.has(Number(g.id)));

const sphere_fit = { type: "Sphere" };
const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(width, sphere_fit);
const [x, y] = projection.translate();
const path = geoPath(projection.translate([x, y]));

// Integers and relative moves in tenths of a pixel keep the file small and lose nothing that can be seen.
const short_path = (text) => text.split("M").filter(Boolean).map((ring) => {
  const points = ring.replace("Z", "").split("L").map((p) => p.split(",").map((v) => Math.round(Number(v) * 10)));
  let [px, py] = points[0];
  let out = `M${px} ${py}l`;
  let steps = 0;
  for (const [qx, qy] of points.slice(1)) {
    if (qx === px && qy === py) continue;
    out += `${steps++ ? " " : ""}${qx - px} ${qy - py}`;
    [px, py] = [qx, qy];
  }
  return steps > 1 ? out.replace(/ -/g, "-") + "z" : "";
}).join("");

const rows = [...Object.keys(regions), "ROW"].map((region) => {
  const members = countries.filter((g) => (region_of.get(Number(g.id)) ?? "ROW") === region);
  if (members.length === 0) throw new Error(`no outline for ${region}`);
  return `${region},${short_path(path(merge(world, members)))}`;
});
writeFileSync(process.argv[2], ["region,path", ...rows].join("\n") + "\n");
console.log(`${rows.length} regions, viewBox 0 0 ${width * 10} ${height * 10}`, path.bounds({ type: "FeatureCollection",
  features: countries.map((g) => ({ type: "Feature", geometry: merge(world, [g]) })) }));
