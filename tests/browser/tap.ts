/** A tap on the instrument's output: records the samples that leave the worklet, with their frames. */
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Page, test } from "@playwright/test";

const FILE = fileURLToPath(new URL("../../dist/test-tap.js", import.meta.url));

/** Recorded mono samples; sample i belongs to the context's frame `start + i`. */
export interface Recording {
  readonly start: number;
  readonly sampleRate: number;
  readonly samples: Float32Array;
}

const PROCESSOR = `
class Tap extends AudioWorkletProcessor {
  process([input]) {
    const mono = new Float32Array(input[0]?.length ?? 128);
    for (const channel of input) for (let i = 0; i < mono.length; i++) mono[i] += channel[i] / input.length;
    this.port.postMessage({ frame: currentFrame, mono }, [mono.buffer]);
    return true;
  }
}
registerProcessor("test-tap", Tap);`;

interface TapWindow {
  taps?: { pieces: { frame: number; mono: Float32Array }[]; rate: number }[];
}

/**
 * Taps the nth element of the page. Call after the sound was unlocked by a trusted gesture: a script that a driver
 * evaluates counts as one.
 */
export async function tap(page: Page, nth = 0): Promise<void> {
  // No driver intercepts a worklet's fetch, and the page's policy allows no blob: the file must really be served.
  writeFileSync(FILE, PROCESSOR);
  const url = new URL("/test-tap.js", test.info().project.use.baseURL).href;
  await page.evaluate(
    async ([n, address]) => {
      const element = document.querySelectorAll("lexi-grain")[n];
      const { instrument } = (
        element as unknown as { session: { instrument: { context: AudioContext; node: AudioNode } } }
      ).session;
      const { context, node } = instrument;
      await context.audioWorklet.addModule(address);
      const tapped = new AudioWorkletNode(context, "test-tap", { numberOfOutputs: 0 });
      const record: { pieces: { frame: number; mono: Float32Array }[]; rate: number } = {
        pieces: [],
        rate: context.sampleRate,
      };
      tapped.port.onmessage = ({ data }: MessageEvent<{ frame: number; mono: Float32Array }>) =>
        record.pieces.push(data);
      node.connect(tapped);
      ((window as unknown as TapWindow).taps ??= [])[n] = record;
    },
    [nth, url] as const,
  );
  rmSync(FILE);
}

/** What has been recorded so far. */
export async function recorded(page: Page, nth = 0): Promise<Recording> {
  const { start, sampleRate, bytes } = await page.evaluate((n) => {
    const { pieces, rate } = (window as unknown as TapWindow).taps![n];
    // Each piece at its own frame: where a starved machine left quanta out, the recording is silent, as the output was.
    const first = pieces[0]?.frame ?? 0;
    const last = pieces.at(-1);
    const all = new Float32Array(last ? last.frame + last.mono.length - first : 0);
    for (const { frame, mono } of pieces) all.set(mono, frame - first);
    // As text: numbers one by one would take minutes.
    const raw = new Uint8Array(all.buffer);
    let text = "";
    for (let i = 0; i < raw.length; i += 32768) text += String.fromCharCode(...raw.subarray(i, i + 32768));
    return { start: pieces[0]?.frame ?? 0, sampleRate: rate, bytes: btoa(text) };
  }, nth);
  const raw = Buffer.from(bytes, "base64");
  const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
  return { start, sampleRate, samples };
}

/** The context's frame now. */
export const frameNow = (page: Page, nth = 0): Promise<number> =>
  page.evaluate((n) => {
    const element = document.querySelectorAll("lexi-grain")[n];
    const { context } = (element as unknown as { session: { instrument: { context: AudioContext } } }).session
      .instrument;
    return Math.round(context.currentTime * context.sampleRate);
  }, nth);

/** Root mean square of the frames from..to. */
export function rms({ start, samples }: Recording, from: number, to: number): number {
  let sum = 0;
  const first = Math.max(0, from - start);
  const last = Math.min(samples.length, to - start);
  for (let i = first; i < last; i++) sum += samples[i] * samples[i];
  return Math.sqrt(sum / Math.max(1, last - first));
}

/** First frame at or after `from` at which 5 ms are louder than -50 dBFS; undefined when all is quieter. */
export function onset(recording: Recording, from: number, until: number): number | undefined {
  const step = Math.round(recording.sampleRate * 0.005);
  for (let at = from; at < until; at += step) if (rms(recording, at, at + step) > 0.003) return at;
  return undefined;
}

/** How the energy of frames from..to spreads over 24 bands (dB, its loudest band 0): a rough ear, outside the engine. */
export function bands({ start, samples, sampleRate }: Recording, from: number, to: number): number[] {
  const levels: number[] = [];
  for (let band = 0; band < 24; band++) {
    // A Goertzel filter at each of 24 frequencies from 60 Hz to 12 kHz, over pieces of 512, is enough to tell sounds apart.
    const frequency = 60 * Math.pow(200, band / 23);
    const turn = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
    let power = 1e-12;
    for (let piece = Math.max(0, from - start); piece + 512 <= Math.min(samples.length, to - start); piece += 512) {
      let [a, b] = [0, 0];
      for (let i = piece; i < piece + 512; i++) [a, b] = [samples[i] + turn * a - b, a];
      power += a * a + b * b - turn * a * b;
    }
    levels.push(10 * Math.log10(power));
  }
  const loudest = Math.max(...levels);
  return levels.map((level) => Math.max(-60, level - loudest));
}

/** Mean difference of two such spectra, dB. */
export const difference = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, level, i) => sum + Math.abs(level - b[i]), 0) / a.length;
