/** Types of what Vite resolves: `?url`, `?worker&url`, `import.meta.env`. */
/// <reference types="vite/client" />
