/** Where the sound goes: the output devices the browser knows of, where it lets a page choose. */

export interface OutputDevice {
  /** "" is the system's own choice. */
  readonly id: string;
  readonly label: string;
}

interface WithSink {
  readonly sinkId?: string | object;
  setSinkId(id: string): Promise<void>;
}

const canChoose = (context: AudioContext): context is AudioContext & WithSink => "setSinkId" in context;

/** The system's choice first, then the others; only the first where the browser offers no choice. Thread: main. */
export async function outputDevices(context: AudioContext): Promise<OutputDevice[]> {
  const system: OutputDevice = { id: "", label: "System default" };
  if (!canChoose(context) || !navigator.mediaDevices?.enumerateDevices) return [system];
  const devices = await navigator.mediaDevices.enumerateDevices();
  const outputs = devices.filter(({ kind, deviceId }) => kind === "audiooutput" && deviceId && deviceId !== "default");
  return [system, ...outputs.map(({ deviceId, label }, i) => ({ id: deviceId, label: label || `Output ${i + 1}` }))];
}

/** Sends all sound to that device. Rejects with one sentence. */
export async function chooseOutput(context: AudioContext, id: string): Promise<void> {
  if (!canChoose(context)) {
    if (id === "") return;
    throw new Error("This browser cannot choose an output: choose it in the settings of the system.");
  }
  try {
    await context.setSinkId(id);
  } catch {
    throw new Error("That output cannot be used: it may be unplugged, or this page may not be allowed to use it.");
  }
}
