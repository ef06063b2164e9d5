/** Sounding grains as dots that rise from their words: as many new dots as the engine begins grains. Pure but for its canvas. */

/** Where a word stands that sounds now; CSS pixels, the middle of its upper edge. */
export interface Source {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly hue: number;
  /** Linear level of its cloud. */
  readonly level: number;
}

interface Dot {
  x: number;
  y: number;
  /** Pixels a second. */
  up: number;
  aside: number;
  size: number;
  hue: number;
  age: number;
}

/** Seconds a dot is to be seen: a grain itself is over sooner than an eye can follow. */
const LIFE = 1.1;
/** With more, each dot stands for several grains. */
const MOST = 1400;
/** The golden ratio's part: spreads dots evenly without chance. */
const EVEN = 0.618_033_988_75;

export class GrainView {
  #dots: Dot[] = [];
  #count = 0;
  #owed = 0;

  /** Whether anything is left to be drawn. */
  get busy(): boolean {
    return this.#dots.length > 0;
  }

  get dots(): number {
    return this.#dots.length;
  }

  /** `passed` seconds later: grains begin at `rate` a second, shared by the sources. */
  step(passed: number, sources: readonly Source[], rate: number, height: number): void {
    for (const dot of this.#dots) {
      dot.age += passed;
      dot.x += dot.aside * passed;
      dot.y -= dot.up * passed;
    }
    this.#dots = this.#dots.filter(({ age }) => age < LIFE);
    if (sources.length === 0) return;
    this.#owed += Math.min(rate, MOST / LIFE) * passed;
    for (; this.#owed >= 1; this.#owed--) {
      const n = this.#count++;
      const source = sources[n % sources.length];
      const [a, b, c] = [1, 2, 3].map((turn) => ((n + 1) * EVEN * turn * 1.37) % 1);
      this.#dots.push({
        x: source.x + (a - 0.5) * source.width,
        y: source.y,
        up: height * (0.06 + 0.26 * b),
        aside: height * 0.05 * (c - 0.5),
        size: height * (0.0025 + 0.005 * Math.min(1, 2 * source.level) * (0.4 + 0.6 * c)),
        hue: source.hue,
        age: 0,
      });
    }
  }

  draw(context: CanvasRenderingContext2D, scale: number): void {
    const { canvas } = context;
    context.clearRect(0, 0, canvas.width, canvas.height);
    for (const { x, y, size, hue, age } of this.#dots) {
      const left = 1 - age / LIFE;
      context.fillStyle = `oklch(${0.6 + 0.32 * left} 0.14 ${hue} / ${Math.min(1, 1.6 * left)})`;
      context.beginPath();
      context.arc(x * scale, y * scale, size * scale * (0.5 + 0.5 * left), 0, 2 * Math.PI);
      context.fill();
    }
  }

  /** Nothing moves: a bar under each word, as wide as it is loud. */
  drawStill(context: CanvasRenderingContext2D, scale: number, sources: readonly Source[], under: number): void {
    const { canvas } = context;
    context.clearRect(0, 0, canvas.width, canvas.height);
    for (const { x, y, width, hue, level } of sources) {
      const wide = width * Math.min(1, Math.sqrt(level));
      context.fillStyle = `oklch(0.85 0.14 ${hue})`;
      context.fillRect((x - wide / 2) * scale, (y + under) * scale, wide * scale, 6 * scale);
    }
  }

  clear(): void {
    this.#dots = [];
    this.#owed = 0;
  }
}
