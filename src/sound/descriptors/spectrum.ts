/**
 * Shape of the spectrum, mean and deviation over the sounding frames; all on the power spectrum from 20 Hz up
 * (Peeters 2004): centroid Σf·p/Σp, spread √Σ(f−c)²p/Σp and rolloff (85% of the power lies below) in octaves re 1 kHz,
 * skewness and kurtosis (third and fourth standardised moments, compressed by asinh and log2), flatness
 * log2(geometric / arithmetic mean), flux (Euclid between successive magnitude spectra of norm 1, 0..√2).
 */
import { at, octaves, pooled, ROW } from "./group";

export const spectrum = pooled({
  centroid: (unit, frame) => octaves(at(unit, frame, ROW.centroid)),
  spread: (unit, frame) => octaves(at(unit, frame, ROW.spread)),
  skewness: (unit, frame) => Math.asinh(at(unit, frame, ROW.skewness)),
  kurtosis: (unit, frame) => Math.log2(1 + at(unit, frame, ROW.kurtosis)),
  rolloff: (unit, frame) => octaves(at(unit, frame, ROW.rolloff)),
  flatness: (unit, frame) => at(unit, frame, ROW.flatness),
  flux: (unit, frame) => at(unit, frame, ROW.flux),
});
