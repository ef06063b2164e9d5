/** The functions of the grain engine. */

/** What engine.wasm exports (wasm/engine/index.ts). */
export interface Exports {
  setup(sampleRate: number, channels: number, grains: number, seed: number, int16: number): number;
  setGlobal(index: number, value: number): void;
  setChannels(channels: number): void;
  addSpeaker(azimuth: number, channel: number): void;
  setQuality(level: number): void;
  settleVolume(): void;
  frame(): number;
  render(frames: number): number;
  outputPointer(channel: number): number;
  reserveCloud(): number;
  unitsPointer(slot: number): number;
  unitBytes(): number;
  stretchesPointer(slot: number): number;
  overridesPointer(slot: number): number;
  setFormat(slot: number, int16: number): void;
  start(slot: number, id: number, voice: number, begin: number, frames: number, units: number, draw: number): void;
  release(voice: number): void;
  panic(): void;
  cloudLevel(slot: number): number;
  liveGrains(): number;
  activeClouds(): number;
  takeReduction(): number;
  limiterLatency(): number;
  eventsPointer(): number;
  takeEvents(): number;
}
