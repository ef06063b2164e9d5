/** What bench/peers.bench.ts runs inside a Chromium: our engine, and the browser's own ways to make grains. */
import { getContext, GrainPlayer, Offline, ToneAudioBuffer } from "tone";
import { Random } from "../src/math/random";
import { Engine } from "../worklets/engine";

const RATE = 48000;
const GRAIN = 0.04;

const random = new Random(1);
const noise = Float32Array.from({ length: 10 * RATE }, () => random.next() - 0.5);

/** Nanoseconds a grain-sample of `work`, which plays that many grains at once for so long. */
async function timed(grains: number, seconds: number, work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return ((performance.now() - began) * 1e6) / (grains * seconds * RATE);
}

/** Clouds of four grains of 40 ms, scheduling, buses and limiter included. */
export function ours(module: WebAssembly.Module, grains: number, seconds: number): Promise<number> {
  const engine = Engine.create(module, { sampleRate: RATE, frames: noise.length });
  engine.loadSamples(0, noise);
  engine.setUnits({
    start: Uint32Array.of(0),
    length: Uint32Array.of(noise.length),
    gain: Float32Array.of(0.01),
    stretches: Uint32Array.of(0, noise.length),
    firstStretch: Uint32Array.of(0, 1),
  });
  for (let i = 0; i < grains / 4; i++)
    engine.cloud({ id: i, voice: i % 64, at: 0, duration: seconds + 1, units: [{ unit: 0, weight: 1 }] });
  const outputs = [new Float32Array(128), new Float32Array(128)];
  return timed(grains, seconds, () => {
    for (let done = 0; done < seconds * RATE; done += 128) engine.render(outputs, 128);
  });
}

/** A buffer source, a gain that follows a Hann window and a panner for every grain; making them is part of the work. */
export function nodes(grains: number, seconds: number): Promise<number> {
  const context = new OfflineAudioContext(2, seconds * RATE, RATE);
  const buffer = new AudioBuffer({ length: noise.length, sampleRate: RATE });
  buffer.copyToChannel(noise, 0);
  const hann = Float32Array.from({ length: 64 }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / 63));
  return timed(grains, seconds, () => {
    for (let i = 0; i < (grains * seconds) / GRAIN; i++) {
      const at = (i * GRAIN) / grains;
      const source = new AudioBufferSourceNode(context, { buffer });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueCurveAtTime(hann, at, GRAIN);
      source
        .connect(gain)
        .connect(new StereoPannerNode(context, { pan: random.next() - 0.5 }))
        .connect(context.destination);
      source.start(at, random.next() * 9, GRAIN);
    }
    return context.startRendering();
  });
}

/** One Tone.GrainPlayer for three halves of a grain: it plays 60 ms every 40 ms. */
export function grainPlayers(grains: number, seconds: number): Promise<number> {
  return timed(grains, seconds, () =>
    Offline(
      () => {
        const buffer = getContext().createBuffer(1, noise.length, RATE);
        buffer.copyToChannel(noise, 0);
        for (let i = 0; i < grains / 1.5; i++) {
          const url = new ToneAudioBuffer(buffer);
          new GrainPlayer({ url, grainSize: GRAIN, overlap: GRAIN / 2, loop: true })
            .toDestination()
            .start(0, random.next() * 5);
        }
      },
      seconds,
      2,
      RATE,
    ),
  );
}
