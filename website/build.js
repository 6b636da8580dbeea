// Builds the widget into the server's folder of static files: one script and one style sheet for each page, without hashes
// in their names, so that a rebuild of the same sources is the same bytes and the difference can be committed and reviewed.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "vite";

const here = import.meta.dirname;
const out = join(here, "../assistant/channels/website/static");

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

// The same sum is computed by tests/website/test_built_files.py, which needs no Node.
function stamp() {
  const sum = createHash("sha256");
  const files = [...sources(join(here, "src")), join(here, "package-lock.json"), join(here, "build.js")];
  for (const file of files.map((name) => relative(here, name).replaceAll("\\", "/")).sort()) {
    sum.update(file).update("\0").update(readFileSync(join(here, file))).update("\0");
  }
  return sum.digest("hex").slice(0, 16);
}

for (const [name, entry] of Object.entries({ loader: "loader/main.ts", frame: "frame/main.ts", demo: "demo/main.ts" })) {
  await build({
    root: here,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: {
      outDir: out,
      emptyOutDir: false,
      target: ["es2020", "safari14", "chrome87", "firefox91"],
      cssTarget: ["safari14", "chrome87", "firefox91"],
      // Without this the styles would be set by the script, which the page's content policy forbids.
      cssCodeSplit: false,
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: join(here, "src", entry),
        output: { format: "iife", entryFileNames: `${name}.js`, assetFileNames: `${name}[extname]` },
      },
    },
  });
}
// The bundle holds lit-html: its licence asks to stand with it.
const frame = join(out, "frame.js");
writeFileSync(frame, `/*! With lit-html, Copyright 2017 Google LLC, BSD-3-Clause: see licences.txt beside. */\n${readFileSync(frame)}`);
writeFileSync(join(out, "licences.txt"), `lit-html\n\n${readFileSync(join(here, "node_modules/lit-html/LICENSE"))}`);
rmSync(join(out, "demo.js")); // it only named the style
writeFileSync(join(out, "stamp.txt"), `${stamp()}\n`);
