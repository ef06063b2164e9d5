/** Who may import whom: docs/architecture.md as rules. */

/** Folders with one door, index.ts; the others come in only through it. */
const ROOMS = [
  "controls",
  "protocol",
  "math",
  "corpus",
  "text",
  "sound",
  "mapping",
  "evaluation",
  "instrument",
  "store",
];

/** What each place may import beside itself and types.ts, as regular expressions on paths. */
const MAY = {
  "^src/types\\.ts": [],
  "^src/controls/": [],
  "^src/protocol/": [],
  "^src/wav\\.ts": [],
  "^src/math/": [],
  "^src/corpus/": ["^src/math/", "^src/protocol/"],
  "^src/text/": ["^src/math/"],
  // Pre-trained models hear at their own rate: sound borrows the one resampler.
  "^src/sound/": ["^src/(math|corpus)/"],
  "^src/mapping/": ["^src/math/"],
  "^src/evaluation/": ["^src/(mapping|sound|math)/"],
  "^src/lexicon\\.ts": ["^src/(text|sound|mapping|corpus|math)/"],
  "^src/[a-z-]+\\.worker\\.ts": [
    "^src/(lexicon|answers|bouncing|delivery|breathing|fetch-words|handed-files|handed-lexicon|judging|live-lexicon|open-project|opened|own-words|recall|training)\\.ts",
    "^src/(protocol|corpus|evaluation|math|store)/",
  ],
  "^src/breathing\\.ts": ["^src/protocol/"],
  "^src/(answers|fetch-words|handed-files|handed-lexicon|live-lexicon|live-points|open-project|opened|own-words|recall|training)\\.ts":
    ["^src/(fetch-words|lexicon|live-points)\\.ts", "^src/(protocol|corpus|math|store)/"],
  "^src/bouncing\\.ts": ["^src/(bounce|breathing)\\.ts", "^src/protocol/"],
  "^src/judging\\.ts": ["^src/lexicon\\.ts", "^src/(protocol|evaluation)/"],
  "^src/bounce\\.ts": ["^src/(protocol|corpus|controls)/", "^worklets/engine\\.ts"],
  "^src/delivery\\.ts": ["^src/protocol/", "^src/corpus/", "^worklets/corpus-memory\\.ts"],
  "^src/instrument/": ["^src/(controls|protocol)/", "^src/wav\\.ts", "^worklets/", "^src/[a-z-]+\\.worker\\.ts"],
  "^src/input/": ["^src/(controls|protocol)/"],
  "^src/ui/": ["^src/(instrument|input|store)/", "^src/(controls|protocol)/"],
  "^src/store/": ["^src/protocol/"],
  "^src/cli/": [
    "^src/(lexicon|wav)\\.ts",
    "^src/(controls|protocol|evaluation|corpus|store)/",
    "^worklets/engine\\.ts",
    "^tools/",
  ],
  "^worklets/": ["^src/(controls|protocol)/"],
};

/** Built or packaged things everyone may name; what is not npm's and not ours stays out of this rule. */
const OUTSIDE = ["node_modules", "^build/", "^public/", "^package\\.json$", "\\?"];

const imports = Object.entries(MAY).map(([from, to]) => ({
  name: `imports of ${from}`,
  severity: "error",
  comment: "docs/architecture.md, Who may import whom",
  from: { path: from },
  to: {
    pathNot: ["^src/types\\.ts", from, ...to, ...OUTSIDE],
    dependencyTypesNot: ["npm", "npm-dev", "core"],
  },
}));

const doors = ROOMS.map((room) => ({
  name: `door of ${room}`,
  severity: "error",
  comment: "Import from the folder's index.ts",
  from: { path: "^(src|worklets)/", pathNot: `^src/${room}/` },
  to: { path: `^src/${room}/`, pathNot: [`^src/${room}/index\\.ts$`, "\\.worker\\.ts$"] },
}));

module.exports = {
  forbidden: [
    ...imports,
    ...doors,
    { name: "no cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: ["\\.wasm", "\\?", "^vite/client$"] },
    },
    {
      name: "no development packages in what ships",
      severity: "error",
      from: { path: "^(src|worklets)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
