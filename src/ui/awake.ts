/** Keeps the screen awake while somebody plays; asks again when the page is seen again, and never complains. */

export class Awake {
  #lock: Promise<WakeLockSentinel | undefined> | undefined;
  #wanted = false;
  /** Whether the screen is kept awake now. */
  held = false;

  constructor() {
    // The browser lets go by itself when the page is hidden.
    this.#seen = () => {
      if (document.visibilityState === "visible" && this.#wanted) this.#ask();
    };
  }
  readonly #seen: () => void;

  /** From now on, until it is no longer wanted. Without support, or when refused, nothing happens. */
  want(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) {
      document.addEventListener("visibilitychange", this.#seen);
      return this.#ask();
    }
    document.removeEventListener("visibilitychange", this.#seen);
    void this.#lock?.then((lock) => lock?.release());
    this.#lock = undefined;
  }

  #ask(): void {
    const { wakeLock } = navigator as { readonly wakeLock?: WakeLock };
    const asked = wakeLock?.request("screen").catch(() => undefined);
    this.#lock = asked;
    void asked?.then((lock) => {
      // Given too late: nobody wants it any more, or a newer one was asked for.
      if (this.#lock !== asked) return void lock?.release();
      this.held = lock !== undefined;
      lock?.addEventListener("release", () => (this.held = false));
    });
  }
}
