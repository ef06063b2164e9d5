/** A MIDI device that a journey plays: it stands in for the browser's own, comes and goes. */
import type { Page } from "@playwright/test";

interface FakeWindow {
  fakeMidi: { plug(name: string): void; unplug(name: string): void; send(name: string, data: number[]): void };
}

/** Before the page opens. */
export const installFakeMidi = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    class Port extends EventTarget {
      state = "connected";
      connection = "open";
      manufacturer = "test";
      version = "1";
      onmidimessage: ((event: Event) => void) | null = null;
      onstatechange: ((event: Event) => void) | null = null;
      constructor(
        readonly id: string,
        readonly name: string,
        readonly type: "input" | "output",
      ) {
        super();
      }
      open(): Promise<this> {
        return Promise.resolve(this);
      }
      close(): Promise<this> {
        return Promise.resolve(this);
      }
      send(): void {
        // Nothing hears it: what devices are told is tested without a browser.
      }
    }
    const access = Object.assign(new EventTarget(), {
      inputs: new Map<string, Port>(),
      outputs: new Map<string, Port>(),
      sysexEnabled: false,
      onstatechange: null as ((event: Event) => void) | null,
    });
    const tell = (port: Port): void => {
      const event = Object.assign(new Event("statechange"), { port });
      access.onstatechange?.(event);
      access.dispatchEvent(event);
    };
    const known = new Map<string, Port[]>();
    const page = window as unknown as FakeWindow;
    page.fakeMidi = {
      plug(name) {
        // A replugged device is the same ports again, as the Web MIDI API has it.
        let ports = known.get(name);
        if (!ports)
          known.set(name, (ports = [new Port(`${name} in`, name, "input"), new Port(`${name} out`, name, "output")]));
        for (const port of ports) {
          port.state = "connected";
          port.connection = "open";
          access[`${port.type}s`].set(port.id, port);
        }
        ports.forEach(tell);
      },
      unplug(name) {
        for (const port of known.get(name) ?? []) {
          port.state = "disconnected";
          port.connection = "pending";
          access[`${port.type}s`].delete(port.id);
          tell(port);
        }
      },
      send(name, data) {
        const input = [...access.inputs.values()].find((port) => port.name === name);
        const message = Object.assign(new Event("midimessage"), { data: new Uint8Array(data) });
        input?.onmidimessage?.(message);
        input?.dispatchEvent(message);
      },
    };
    Object.defineProperty(navigator, "requestMIDIAccess", { value: () => Promise.resolve(access), configurable: true });
  });
};

export const plug = (page: Page, name: string): Promise<void> =>
  page.evaluate((n) => (window as unknown as FakeWindow).fakeMidi.plug(n), name);

export const unplug = (page: Page, name: string): Promise<void> =>
  page.evaluate((n) => (window as unknown as FakeWindow).fakeMidi.unplug(n), name);

export const send = (page: Page, name: string, ...messages: number[][]): Promise<void> =>
  page.evaluate(
    ([n, list]) => {
      for (const data of list) (window as unknown as FakeWindow).fakeMidi.send(n, data);
    },
    [name, messages] as const,
  );
