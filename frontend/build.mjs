// Builds src/kotaham/static/dist: one stylesheet, one script, one sheet of icons, the fonts and their licences.
import { readFile, readdir, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, "node_modules");
const result = path.join(here, "../src/kotaham/static/dist");
const dist = path.join(modules, ".dist"); // made here, then moved, so that a page never meets half a build

// Families of Tabler that no page uses. Dropping by name keeps every other class at hand for new pages.
const unused = new RegExp(
  "[.](?:" +
    [
      "carousel", "apexcharts", "ts-", "jvm-", "litepicker", "dropzone", "plyr", "noUi", "hugerte", "tox", "star-rating",
      "flag-", "flag\\b", "payment", "social", "browser-", "chat", "signature", "coloris", "clr-", "turbo", "fslightbox",
      "placeholder", "offcanvas", "modal", "popover", "tooltip", "toast", "tour", "kanban", "marketing", "map-", "countup",
      "navbar", "dropdown", "accordion", "otp", "legend", "signal", "calendar", "markdown", "timeline", "empty\\b", "empty-",
      "page\\b", "page-", "pagination", "theme-", "steps", "step-", "status", "hamburger", "switch-icon", "divide", "nav-",
      "nav\\b", "breadcrumb", "input-icon", "form-imagecheck", "form-colorinput", "form-selectgroup", "link-", "datagrid",
      "ribbon", "tracking", "tag-input", "confetti", "demo-", "driver-", "fc-", "emoji", "iconpicker", "countdown",
      "(?:bg|text|btn|border|link|badge|alert|steps|ribbon|status|chart|progress|card|form|btn-ghost|btn-outline|text-bg)-?[a-z-]*" +
        "(?:linkedin|google|youtube|vimeo|dribbble|github|instagram|pinterest|vk|rss|flickr|bitbucket|tabler|facebook|twitter|x)\\b",
    ].join("|") +
    ")",
);

/** Cut a stylesheet into rules: [head, body] where body is null for a statement. */
function* rules(css) {
  for (let at = 0; at < css.length; ) {
    const open = css.indexOf("{", at);
    const stop = css.indexOf(";", at);
    if (open < 0) break;
    if (stop >= 0 && stop < open) {
      yield [css.slice(at, stop + 1), null];
      at = stop + 1;
      continue;
    }
    let depth = 1;
    let end = open + 1;
    for (let quote = ""; depth; end++) {
      const sign = css[end];
      if (quote) quote = sign === quote && css[end - 1] !== "\\" ? "" : quote;
      else if (sign === '"' || sign === "'") quote = sign;
      else if (sign === "{") depth++;
      else if (sign === "}") depth--;
    }
    yield [css.slice(at, open), css.slice(open + 1, end - 1)];
    at = end;
  }
}

/** Split a list of selectors at its commas, not at those inside brackets. */
function selectors(head) {
  const parts = [""];
  let depth = 0;
  for (const sign of head) {
    if (sign === "(" || sign === "[") depth++;
    if (sign === ")" || sign === "]") depth--;
    if (sign === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

/** Leave out the rules whose every selector belongs to an unused family. */
function slim(css) {
  let out = "";
  for (const [head, body] of rules(css)) {
    if (body === null) out += head;
    else if (/^\s*@(media|supports|container|layer)/.test(head)) {
      const inner = slim(body);
      if (inner) out += `${head}{${inner}}`;
    } else if (head.trim().startsWith("@")) out += `${head}{${body}}`;
    else {
      const kept = selectors(head).filter((one) => !unused.test(one));
      if (kept.length) out += `${kept.join(",")}{${body}}`;
    }
  }
  return out;
}

const slimTabler = {
  name: "slim-tabler",
  setup(setup) {
    setup.onLoad({ filter: /tabler\.min\.css$/ }, async ({ path: file }) => {
      const css = (await readFile(file, "utf8")).replace(/\/\*[^!][\s\S]*?\*\//g, "").replace(/\/\*!([\s\S]*?)\*\//, "");
      return { contents: slim(css.replace(/^@charset[^;]*;/, "")), loader: "css" };
    });
  },
};

async function icons() {
  const names = JSON.parse(await readFile(path.join(here, "icons.json"), "utf8"));
  const symbols = await Promise.all(
    names.map(async (name) => {
      const svg = await readFile(path.join(modules, "bootstrap-icons/icons", `${name}.svg`), "utf8");
      const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>[\s\S]*$/, "").trim();
      return `<symbol id="${name}" viewBox="0 0 16 16" fill="currentColor">${inner.replace(/>\s+</g, "><")}</symbol>`;
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`;
}

async function licences() {
  const { dependencies } = JSON.parse(await readFile(path.join(here, "package.json"), "utf8"));
  let text = "What this folder is made of, beside our own stylesheet and script.\n";
  for (const name of Object.keys(dependencies).sort()) {
    const folder = path.join(modules, name);
    const { version, license, homepage } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    text += `\n${"=".repeat(78)}\n${name} ${version} - ${license}${homepage ? ` - ${homepage}` : ""}\n`;
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file) text += `\n${(await readFile(path.join(folder, file), "utf8")).trim()}\n`;
    else if (name === "@tabler/core") text += `\n${tablerLicence}\n`;
  }
  return text;
}

// The package of Tabler carries no licence file, only the notice at the head of its stylesheet.
const tablerLicence = `Tabler (https://tabler.io). Copyright 2018-2026 The Tabler Authors, codecalm.net Pawel Kuna.
Licensed under MIT (https://github.com/tabler/tabler/blob/master/LICENSE).
Contains Bootstrap (https://getbootstrap.com), Copyright 2011-2026 The Bootstrap Authors, MIT.`;

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: { kotaham: "src/kotaham.css" },
  bundle: true,
  minify: true,
  outdir: dist,
  assetNames: "fonts/[name]",
  loader: { ".woff2": "file" },
  legalComments: "none",
  plugins: [slimTabler],
  target: ["chrome123", "firefox128", "safari17.5"],
});
await build({
  absWorkingDir: here,
  entryPoints: { kotaham: "src/kotaham.js" },
  bundle: true,
  minify: true,
  format: "iife",
  outdir: dist,
  legalComments: "none",
  target: ["es2020"],
});
await writeFile(path.join(dist, "icons.svg"), await icons());
await writeFile(path.join(dist, "LICENSES.txt"), await licences());
await mkdir(path.dirname(result), { recursive: true });
await rm(result, { recursive: true, force: true });
await rename(dist, result);
