/** Speakers at free places around the listener, as the engine wants them. */

interface Speaker {
  /** Degrees, 0 before the listener, 90 right. */
  readonly azimuth: number;
  readonly channel: number;
}

/** In order of azimuth, from -180 to 180. Throws one sentence on places that cannot be played from. */
export function speakerOrder(azimuths: readonly number[], channels: number): Speaker[] {
  if (azimuths.length === 0) return [];
  if (azimuths.length < 3 || azimuths.length !== channels)
    throw new Error(
      `${azimuths.length} speakers have places, of ${channels} channels: every one of 3 to 16 needs one.`,
    );
  const order = azimuths.map((azimuth, channel) => {
    if (!(azimuth >= -360 && azimuth <= 360))
      throw new Error(`A speaker at ${azimuth}° is not possible; places go from -360 to 360 degrees.`);
    return { azimuth: azimuth - 360 * Math.round(azimuth / 360), channel };
  });
  order.sort((a, b) => a.azimuth - b.azimuth);
  const last = order[order.length - 1];
  order.forEach(({ azimuth, channel }, i) => {
    const before = order[i - 1] ?? { azimuth: last.azimuth - 360, channel: last.channel };
    if (azimuth - before.azimuth < 0.01)
      throw new Error(`Speakers ${before.channel + 1} and ${channel + 1} stand at one place, ${azimuth}°: move one.`);
  });
  return order;
}
