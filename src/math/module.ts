/** kernels.wasm, once somebody on this thread has loaded it. Only speed depends on it: plain code gives the same bits. */
let kernels: WebAssembly.Module | undefined;

/** From now on sums and products are taken by these kernels. */
export function keepModule(module: WebAssembly.Module): void {
  kernels = module;
}

/** The module, if there is one by now. */
export const keptModule = (): WebAssembly.Module | undefined => kernels;
