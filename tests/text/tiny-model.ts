/**
 * A small text model in the layout of transformers.js, written by hand: vector of token t = E[id(t)] + ½ · mean of the
 * line's E. Small enough to be known by heart, so that what a pipeline gives can be computed plainly.
 */

const WIDTH = 8;
const SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

/** Vocabulary without the special tokens; "##s" and the like are parts. */
const VOCABULARY =
  "river water sea ocean lake ship money bank gold coin price king queen red blue ##s ##ing ##er stone bird".split(" ");
const TOKENS = [...SPECIAL, ...VOCABULARY];

/** E, row by row: smooth, all different. */
const table = Float32Array.from({ length: TOKENS.length * WIDTH }, (_, i) => Math.sin(1 + i * i * 0.37));

const embeddingOf = (token: string): Float32Array => {
  const at = TOKENS.indexOf(token) * WIDTH;
  return table.subarray(at, at + WIDTH);
};

/** The plain reference: the model's vector of `parts` (averaged) in the line [CLS] … [SEP]. */
export function reference(line: readonly string[], parts: readonly string[]): number[] {
  const all = ["[CLS]", ...line, "[SEP]"].map(embeddingOf);
  const mean = (rows: readonly Float32Array[], i: number): number => rows.reduce((s, r) => s + r[i], 0) / rows.length;
  return Array.from({ length: WIDTH }, (_, i) => mean(parts.map(embeddingOf), i) + 0.5 * mean(all, i));
}

/** A line's tokens as WordPiece cuts them: the longest known parts from the left, a word that has an unknown one is unknown. */
export function pieces(line: string): string[] {
  const words = line.toLowerCase().match(/[\p{L}\p{N}]+|[^\p{L}\p{N}\s]/gu) ?? [];
  return words.flatMap((word) => {
    const parts: string[] = [];
    for (let at = 0; at < word.length;) {
      const mark = at > 0 ? "##" : "";
      let end = word.length;
      while (end > at && !VOCABULARY.includes(mark + word.slice(at, end))) end--;
      if (end === at) return ["[UNK]"];
      parts.push(mark + word.slice(at, end));
      at = end;
    }
    return parts;
  });
}

type Field = readonly [number: number, value: number | string | Uint8Array];

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);

/** A protocol-buffers message. */
function message(...fields: readonly Field[]): Uint8Array {
  const out: Uint8Array[] = [];
  for (const [number, value] of fields) {
    if (typeof value === "number") out.push(Uint8Array.from([...varint(number << 3), ...varint(value)]));
    else {
      const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
      out.push(Uint8Array.from([...varint((number << 3) | 2), ...varint(bytes.length)]), bytes);
    }
  }
  return Buffer.concat(out);
}

const FLOAT = 1;
const INT64 = 7;
const valueInfo = (name: string, type: number, dims: readonly (string | number)[]): Uint8Array => {
  const shape = message(...dims.map((d): Field => [1, message(typeof d === "number" ? [1, d] : [2, d])]));
  return message([1, name], [2, message([1, message([1, type], [2, shape])])]);
};
const tensor = (name: string, type: number, dims: readonly number[], raw: Uint8Array): Uint8Array =>
  message(...dims.map((d): Field => [1, d]), [2, type], [8, name], [9, raw]);
const node = (operator: string, inputs: readonly string[], output: string, ...attributes: Uint8Array[]): Uint8Array =>
  message(
    ...inputs.map((name): Field => [1, name]),
    [2, output],
    [4, operator],
    ...attributes.map((a): Field => [5, a]),
  );

function onnx(): Uint8Array {
  const axis = message([1, "axes"], [8, 1], [20, 7]);
  const half = new Uint8Array(Float32Array.from([0.5]).buffer);
  const graph = message(
    [1, node("Gather", ["table", "input_ids"], "each")],
    [1, node("ReduceMean", ["each"], "mean", axis)],
    [1, node("Mul", ["mean", "half"], "around")],
    [1, node("Add", ["each", "around"], "last_hidden_state")],
    [2, "tiny"],
    [5, tensor("table", FLOAT, [TOKENS.length, WIDTH], new Uint8Array(table.buffer))],
    [5, tensor("half", FLOAT, [1], half)],
    [11, valueInfo("input_ids", INT64, ["batch", "tokens"])],
    [12, valueInfo("last_hidden_state", FLOAT, ["batch", "tokens", WIDTH])],
  );
  return message([1, 8], [7, graph], [8, message([2, 17])]);
}

/** Its files by path. */
export function tinyModel(): Readonly<Record<string, Uint8Array>> {
  const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  const special = (content: string, id: number) => ({
    id,
    content,
    special: true,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
  });
  const one = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  return {
    "config.json": json({ model_type: "bert", hidden_size: WIDTH, vocab_size: TOKENS.length }),
    "tokenizer_config.json": json({
      tokenizer_class: "BertTokenizer",
      unk_token: "[UNK]",
      cls_token: "[CLS]",
      sep_token: "[SEP]",
      pad_token: "[PAD]",
      mask_token: "[MASK]",
    }),
    "tokenizer.json": json({
      version: "1.0",
      added_tokens: SPECIAL.map(special),
      normalizer: {
        type: "BertNormalizer",
        clean_text: true,
        handle_chinese_chars: true,
        strip_accents: null,
        lowercase: true,
      },
      pre_tokenizer: { type: "BertPreTokenizer" },
      post_processor: {
        type: "TemplateProcessing",
        single: [one("[CLS]"), { Sequence: { id: "A", type_id: 0 } }, one("[SEP]")],
        pair: [one("[CLS]"), { Sequence: { id: "A", type_id: 0 } }, one("[SEP]")],
        special_tokens: Object.fromEntries(
          ["[CLS]", "[SEP]"].map((t) => [t, { id: t, ids: [TOKENS.indexOf(t)], tokens: [t] }]),
        ),
      },
      decoder: { type: "WordPiece", prefix: "##", cleanup: true },
      model: {
        type: "WordPiece",
        unk_token: "[UNK]",
        continuing_subword_prefix: "##",
        max_input_chars_per_word: 100,
        vocab: Object.fromEntries(TOKENS.map((token, i) => [token, i])),
      },
    }),
    "onnx/model.onnx": onnx(),
  };
}
