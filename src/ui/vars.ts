/** `vars`: custom properties on an element, set through CSSOM, which a strict content security policy allows. */
import { nothing } from "lit";
import { directive, Directive, type ElementPart } from "lit/directive.js";

type Values = Readonly<Record<`--${string}`, string | number>>;

class Vars extends Directive {
  readonly #set = new Map<string, string>();
  #values: Values = {};

  override render(values: Values): typeof nothing {
    this.#values = values;
    return nothing;
  }

  override update(part: ElementPart, [values]: [Values]): typeof nothing {
    const { style } = part.element as HTMLElement;
    this.render(values);
    for (const [name, value] of Object.entries(this.#values)) {
      const text = String(value);
      if (this.#set.get(name) === text) continue;
      this.#set.set(name, text);
      style.setProperty(name, text);
    }
    return nothing;
  }
}

/** `<div ${vars({ "--hue": 40 })}>` */
export const vars = directive(Vars);
