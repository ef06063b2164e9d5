/** The card of the YAMNet in ../shared/models/yamnet, as the tests of Node and of the page use it. */
export const YAMNET = {
  name: "YAMNet",
  model: "yamnet_int8w.onnx",
  sampleRate: 16_000,
  input: {
    form: "log-mel",
    window: 400,
    hop: 160,
    fft: 512,
    bands: 64,
    low: 125,
    high: 7500,
    offset: 0.001,
    frames: 96,
  },
  output: "embedding",
};
