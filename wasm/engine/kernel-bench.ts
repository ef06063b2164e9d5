/**
 * The grain kernel alone, for bench/engine.bench.ts: a list of grains at random places that begin again when they end,
 * mixed by the engine's own code. Not part of engine.wasm.
 */
import { addGrains, clearMain, corpusOrigin, setupMix } from "./mix";
import { append, Cloud, cloudAt, setupClouds } from "./cloud";
import { FILTER_BYTES } from "./filter";
import { Grain, newGrain, setupGrains } from "./grain";
import { resetLayout, take } from "./layout";
import { random } from "./random";
import { setupSinc } from "./sinc";
import { setupWindows, Shape, takeWindow } from "./window";

let dice: usize = 0;
let corpus: f32 = 0;
let span: i32 = 0;
let rate: f64 = 1;

function begin(grain: Grain): void {
  const at = Mathf.floor(random(dice) * corpus);
  grain.position = corpusOrigin() + ((<i64>at) << 32);
  grain.age = 0;
}

/** `count` grains of 40 ms over `frames` of corpus (f32, or i16); `tier` as in grain.ts, at `speed` times. */
export function setup(sampleRate: f64, count: i32, tier: i32, speed: f64, frames: i32, int16: i32): void {
  resetLayout();
  dice = take(4);
  setupSinc();
  setupWindows(<i32>(0.5 * sampleRate));
  setupGrains(count);
  setupClouds(FILTER_BYTES);
  setupMix(sampleRate, 2, int16 != 0);
  rate = speed;
  span = <i32>Math.round(0.04 * sampleRate);
  corpus = <f32>(<f64>frames - (<f64>span + 300) * rate);
  for (let i = 0; i < count; i++) {
    const grain = changetype<Grain>(newGrain());
    grain.window = takeWindow(Shape.hann, span);
    grain.length = span;
    grain.tier = tier;
    grain.step = <i64>(rate * 4294967296.0);
    grain.fraction = 0;
    grain.channels = 1 << 16;
    grain.gainA = 0.01 * random(dice);
    grain.gainB = <f32>0.01 - grain.gainA;
    begin(grain);
    grain.age = <i32>(random(dice) * <f32>span);
    append(cloudAt(0), grain);
  }
}

/** Renders that many quanta of 128 frames. */
export function run(quanta: i32): void {
  const cloud: Cloud = cloudAt(0);
  for (let q = 0; q < quanta; q++) {
    clearMain();
    for (let at = cloud.first; at; at = changetype<Grain>(at).next) {
      const grain = changetype<Grain>(at);
      if (grain.age >= grain.length) begin(grain);
    }
    addGrains(cloud, 128);
  }
}
