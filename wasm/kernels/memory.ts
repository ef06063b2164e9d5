/** The kernels' memory: a bump allocator above the static data; taken memory is given back all at once, to a mark. */

let top: usize = (__heap_base + 15) & ~15;

/** A block of zeros, 16-byte aligned, valid until release() goes below it. Grows the memory: views of it go stale. */
export function take(bytes: usize): usize {
  const at = top;
  top = (top + bytes + 15) & ~15;
  const have = (<usize>memory.size()) << 16;
  if (top > have) {
    const pages = <i32>((top - have + 0xffff) >>> 16);
    if (memory.grow(pages) < 0) unreachable();
  }
  memory.fill(at, 0, top - at);
  return at;
}

/** Where the next block would begin. */
export function mark(): usize {
  return top;
}

/** Gives back everything taken since mark() answered `at`. */
export function release(at: usize): void {
  top = at;
}
