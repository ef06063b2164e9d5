/** The two logarithmic laws of telephony (ITU-T G.711) as tables of 256 amplitudes. */

/** Both scale to the 16-bit range of the G.711 reference tables and then to ±1. */
const table = (value: (code: number) => number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, code) => value(code) / 32768);

/** A-law: even bits inverted; 3 exponent bits, 4 mantissa bits, sign set = positive. */
export const A_LAW = table((stored) => {
  const code = stored ^ 0x55;
  const exponent = (code >> 4) & 7;
  const mantissa = ((code & 15) << 4) + 8;
  const size = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return code & 0x80 ? size : -size;
});

/** µ-law: all bits inverted; bias 132. */
export const MU_LAW = table((stored) => {
  const code = ~stored & 0xff;
  const size = ((((code & 15) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
  return code & 0x80 ? -size : size;
});
