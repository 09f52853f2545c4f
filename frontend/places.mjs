// Copies the reference data of places out of its pinned package, so that a wheel holds them too.
// Provinces and kabupaten/kota are always loaded and stay plain; districts and villages are large and packed.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const from = new URL("node_modules/idn-area-data/", import.meta.url);
const to = new URL("../src/kotaham/apps/places/data/", import.meta.url);

mkdirSync(to, { recursive: true });
for (const name of ["provinces.csv", "regencies.csv"]) copyFileSync(new URL(`data/${name}`, from), new URL(name, to));
for (const name of ["districts.csv", "villages.csv"])
  writeFileSync(new URL(`${name}.gz`, to), gzipSync(readFileSync(new URL(`data/${name}`, from)), { level: 9 }));
copyFileSync(new URL("data/LICENSE.md", from), new URL("LICENSE.md", to));
