/** Losses with their gradients, over batches of rows; all 64-bit, so that finite differences can check them. */

/** A loss and its gradients in what was handed in. */
interface Loss2 {
  readonly loss: number;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Rows brought to length 1 (the zero row stays), and the gradient taken back through that. */
export function unitRows(x: Float64Array, columns: number): { y: Float64Array; back(g: Float64Array): Float64Array } {
  const y = new Float64Array(x.length);
  const lengths = new Float64Array(x.length / columns);
  for (let r = 0; r < lengths.length; r++) {
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += x[r * columns + c] ** 2;
    lengths[r] = Math.sqrt(sum);
    for (let c = 0; c < columns; c++) y[r * columns + c] = lengths[r] > 0 ? x[r * columns + c] / lengths[r] : 0;
  }
  const back = (g: Float64Array): Float64Array => {
    const out = new Float64Array(x.length);
    for (let r = 0; r < lengths.length; r++) {
      if (!(lengths[r] > 0)) continue;
      let along = 0;
      for (let c = 0; c < columns; c++) along += g[r * columns + c] * y[r * columns + c];
      for (let c = 0; c < columns; c++)
        out[r * columns + c] = (g[r * columns + c] - along * y[r * columns + c]) / lengths[r];
    }
    return out;
  };
  return { y, back };
}

/** Inner products of all rows of f (n × d) with all rows of g (n × d). */
function products(f: Float64Array, g: Float64Array, n: number, d: number): Float64Array {
  const s = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let c = 0; c < d; c++) sum += f[i * d + c] * g[j * d + c];
      s[i * n + j] = sum;
    }
  return s;
}

/** The gradient in the products taken back to f and g. */
function productsBack(ds: Float64Array, f: Float64Array, g: Float64Array, n: number, d: number) {
  const first = new Float64Array(n * d);
  const second = new Float64Array(n * d);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const w = ds[i * n + j];
      if (w === 0) continue;
      for (let c = 0; c < d; c++) {
        first[i * d + c] += w * g[j * d + c];
        second[j * d + c] += w * f[i * d + c];
      }
    }
  return { first, second };
}

/** Mean over i ≠ j of max(0, margin − f_i·g_i + f_i·g_j) and of the same from g's side. */
export function tripletLoss(f: Float64Array, g: Float64Array, n: number, d: number, margin: number): Loss2 {
  const s = products(f, g, n, d);
  const ds = new Float64Array(n * n);
  const share = 1 / Math.max(1, 2 * n * (n - 1));
  let loss = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      for (const other of [i * n + j, j * n + i]) {
        const hinge = margin - s[i * n + i] + s[other];
        if (hinge <= 0) continue;
        loss += share * hinge;
        ds[i * n + i] -= share;
        ds[other] += share;
      }
    }
  return { loss, ...productsBack(ds, f, g, n, d) };
}

/**
 * Symmetric cross entropy of softmax(f·g/τ), the i-th of f belonging to the i-th of g (van den Oord et al. 2018; both
 * sides and a learnt temperature as in Radford et al. 2021). `logScale` = ln(1/τ); `scale` is the gradient in it.
 */
export function infoNce(
  f: Float64Array,
  g: Float64Array,
  n: number,
  d: number,
  logScale: number,
): Loss2 & { readonly scale: number } {
  const s = products(f, g, n, d);
  const factor = Math.exp(logScale);
  const dz = new Float64Array(n * n);
  let loss = 0;
  for (const [byRow, byColumn] of [
    [n, 1],
    [1, n],
  ])
    for (let i = 0; i < n; i++) {
      let most = -Infinity;
      for (let j = 0; j < n; j++) most = Math.max(most, factor * s[i * byRow + j * byColumn]);
      let total = 0;
      for (let j = 0; j < n; j++) total += Math.exp(factor * s[i * byRow + j * byColumn] - most);
      loss += (Math.log(total) + most - factor * s[i * n + i]) / (2 * n);
      for (let j = 0; j < n; j++) {
        const at = i * byRow + j * byColumn;
        dz[at] += (Math.exp(factor * s[at] - most) / total - (i === j ? 1 : 0)) / (2 * n);
      }
    }
  let scale = 0;
  for (let i = 0; i < dz.length; i++) scale += dz[i] * factor * s[i];
  return {
    loss,
    scale,
    ...productsBack(
      dz.map((x) => x * factor),
      f,
      g,
      n,
      d,
    ),
  };
}

/**
 * Mean over pairs i < j of (|y_i − y_j| − wanted_ij)²; `wanted` is n × n, symmetric. Gradient in y (n × d); pairs that
 * coincide push nowhere.
 */
export function stressLoss(y: Float64Array, wanted: Float64Array, n: number, d: number) {
  const gradient = new Float64Array(n * d);
  const share = 2 / Math.max(1, n * (n - 1));
  let loss = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let c = 0; c < d; c++) sum += (y[i * d + c] - y[j * d + c]) ** 2;
      const distance = Math.sqrt(sum);
      const miss = distance - wanted[i * n + j];
      loss += share * miss * miss;
      if (!(distance > 1e-12)) continue;
      const w = (2 * share * miss) / distance;
      for (let c = 0; c < d; c++) {
        const step = w * (y[i * d + c] - y[j * d + c]);
        gradient[i * d + c] += step;
        gradient[j * d + c] -= step;
      }
    }
  return { loss, gradient };
}

/** Mean binary cross entropy of logits against one wanted probability; gradient in the logits. */
export function crossEntropy(logits: Float64Array, wanted: number) {
  const n = logits.length;
  let loss = 0;
  const gradient = logits.map((z) => {
    // ln(1 + e^z) without overflow.
    loss += (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - wanted * z) / n;
    return (1 / (1 + Math.exp(-z)) - wanted) / n;
  });
  return { loss, gradient };
}
